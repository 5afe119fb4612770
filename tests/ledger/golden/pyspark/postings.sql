WITH `t4` AS (
  SELECT
    `t0`.`customer_key`,
    `t0`.`subscription_key`,
    `t0`.`item_key`,
    `t0`.`terms_key`,
    `t0`.`day`,
    `t0`.`source_key`,
    `t0`.`row`,
    `t0`.`before_terms_key`,
    `t0`.`before_run_rate_micros`,
    `t0`.`is_other_plan`,
    `t0`.`is_swapped`,
    `t0`.`quantity_effect`,
    `t0`.`discount_effect`,
    `t0`.`price_effect`,
    IF(`t0`.`is_other_plan`, 'plan', 'price') AS `cause`
  FROM `effects` AS `t0`
), `t9` AS (
  SELECT
    *
  FROM `t4` AS `t7`
  WHERE
    `t7`.`is_swapped`
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t17`.`customer_key`,
      `t17`.`subscription_key`,
      `t17`.`item_key`,
      `t17`.`terms_key`,
      `t17`.`day`,
      `t17`.`cause`,
      `t17`.`native_micros`,
      `t17`.`part`,
      `t17`.`source_key`,
      `t17`.`row`
    FROM (
      SELECT
        `t13`.`customer_key`,
        `t13`.`subscription_key`,
        `t13`.`item_key`,
        `t13`.`terms_key`,
        `t13`.`day`,
        `t13`.`source_key`,
        `t13`.`row`,
        `t13`.`before_terms_key`,
        `t13`.`before_run_rate_micros`,
        `t13`.`is_other_plan`,
        `t13`.`is_swapped`,
        `t13`.`quantity_effect`,
        `t13`.`discount_effect`,
        `t13`.`price_effect`,
        'discount' AS `cause`,
        `t13`.`discount_effect` AS `native_micros`,
        3 AS `part`
      FROM (
        SELECT
          *
        FROM `t4` AS `t7`
        WHERE
          `t7`.`discount_effect` <> 0
      ) AS `t13`
    ) AS `t17`
  ) AS `t24`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t40`.`customer_key`,
        `t40`.`subscription_key`,
        `t40`.`item_key`,
        `t40`.`terms_key`,
        `t40`.`day`,
        `t40`.`cause`,
        `t40`.`native_micros`,
        `t40`.`part`,
        `t40`.`source_key`,
        `t40`.`row`
      FROM (
        SELECT
          `t38`.`customer_key`,
          `t38`.`subscription_key`,
          `t38`.`item_key`,
          IF(`t38`.`counts`, `t38`.`terms_key`, `t38`.`before_terms_key`) AS `terms_key`,
          `t38`.`source_key`,
          `t38`.`row`,
          `t38`.`starts_day`,
          `t38`.`ends_day`,
          `t38`.`counts`,
          `t38`.`run_rate_micros`,
          `t38`.`before_terms_key`,
          `t38`.`before_run_rate_micros`,
          `t38`.`was_in_force`,
          `t38`.`was_counted`,
          `t38`.`is_followed`,
          `t38`.`is_involuntary`,
          `t38`.`is_mixed`,
          `t38`.`is_other_plan`,
          `t38`.`is_swapped`,
          `t38`.`is_other_quantity`,
          `t38`.`is_other_discount`,
          `t38`.`others`,
          CASE
            WHEN `t38`.`counts`
            AND NOT (
              `t38`.`was_in_force`
            )
            AND COALESCE(`t38`.`ended` > 0, FALSE)
            THEN 'plan'
            WHEN `t38`.`counts`
            AND NOT (
              `t38`.`was_in_force`
            )
            AND COALESCE((
              `t38`.`counted` - `t38`.`change`
            ) > 0, FALSE)
            THEN 'add_on'
            ELSE `t38`.`cause`
          END AS `cause`,
          `t38`.`day`,
          `t38`.`native_micros`,
          `t38`.`begun`,
          `t38`.`ended`,
          `t38`.`change`,
          `t38`.`counted`,
          CASE
            WHEN `t38`.`cause` = 'quantity'
            THEN 1
            WHEN `t38`.`cause` = 'price'
            THEN 2
            WHEN `t38`.`cause` = 'discount'
            THEN 3
            ELSE 0
          END AS `part`
        FROM (
          SELECT
            `t35`.`customer_key`,
            `t35`.`subscription_key`,
            `t35`.`item_key`,
            `t35`.`terms_key`,
            `t35`.`source_key`,
            `t35`.`row`,
            `t35`.`starts_day`,
            `t35`.`ends_day`,
            `t35`.`counts`,
            `t35`.`run_rate_micros`,
            `t35`.`before_terms_key`,
            `t35`.`before_run_rate_micros`,
            `t35`.`was_in_force`,
            `t35`.`was_counted`,
            `t35`.`is_followed`,
            `t35`.`is_involuntary`,
            `t35`.`is_mixed`,
            `t35`.`is_other_plan`,
            `t35`.`is_swapped`,
            `t35`.`is_other_quantity`,
            `t35`.`is_other_discount`,
            `t35`.`others`,
            `t35`.`cause`,
            `t35`.`day`,
            `t35`.`native_micros`,
            `t35`.`begun`,
            `t35`.`ended`,
            `t35`.`change`,
            `t35`.`counted`
          FROM (
            SELECT
              `t26`.`customer_key`,
              `t26`.`subscription_key`,
              `t26`.`item_key`,
              `t26`.`terms_key`,
              `t26`.`source_key`,
              `t26`.`row`,
              `t26`.`starts_day`,
              `t26`.`ends_day`,
              `t26`.`counts`,
              `t26`.`run_rate_micros`,
              `t26`.`before_terms_key`,
              `t26`.`before_run_rate_micros`,
              `t26`.`was_in_force`,
              `t26`.`was_counted`,
              `t26`.`is_followed`,
              `t26`.`is_involuntary`,
              `t26`.`is_mixed`,
              `t26`.`is_other_plan`,
              `t26`.`is_swapped`,
              `t26`.`is_other_quantity`,
              `t26`.`is_other_discount`,
              `t26`.`others`,
              `t26`.`cause`,
              `t26`.`day`,
              `t26`.`native_micros`,
              `t3`.`subscription_key` AS `subscription_key_right`,
              `t3`.`day` AS `day_right`,
              `t3`.`begun`,
              `t3`.`ended`,
              `t3`.`change`,
              `t3`.`counted`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  `t6`.`customer_key`,
                  `t6`.`subscription_key`,
                  `t6`.`item_key`,
                  `t6`.`terms_key`,
                  `t6`.`source_key`,
                  `t6`.`row`,
                  `t6`.`starts_day`,
                  `t6`.`ends_day`,
                  `t6`.`counts`,
                  `t6`.`run_rate_micros`,
                  `t6`.`before_terms_key`,
                  `t6`.`before_run_rate_micros`,
                  `t6`.`was_in_force`,
                  `t6`.`was_counted`,
                  `t6`.`is_followed`,
                  `t6`.`is_involuntary`,
                  `t6`.`is_mixed`,
                  `t6`.`is_other_plan`,
                  `t6`.`is_swapped`,
                  `t6`.`is_other_quantity`,
                  `t6`.`is_other_discount`,
                  `t6`.`others`,
                  `t6`.`cause`,
                  `t6`.`starts_day` AS `day`,
                  IF(`t6`.`counts`, `t6`.`run_rate_micros`, 0) - IF(`t6`.`was_counted`, `t6`.`before_run_rate_micros`, 0) AS `native_micros`
                FROM (
                  SELECT
                    *
                  FROM `boundaries` AS `t2`
                  WHERE
                    (
                      `t2`.`counts` OR `t2`.`was_counted`
                    ) AND NOT (
                      `t2`.`is_mixed`
                    )
                ) AS `t6`
              ) AS `t15`
              WHERE
                `t15`.`native_micros` <> 0
            ) AS `t26`
            LEFT OUTER JOIN `siblings` AS `t3`
              ON `t26`.`subscription_key` = `t3`.`subscription_key` AND `t26`.`day` = `t3`.`day`
          ) AS `t35`
        ) AS `t38`
      ) AS `t40`
    ) AS `t41`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t37`.`customer_key`,
        `t37`.`subscription_key`,
        `t37`.`item_key`,
        `t37`.`terms_key`,
        `t37`.`day`,
        `t37`.`cause`,
        `t37`.`native_micros`,
        `t37`.`part`,
        `t37`.`source_key`,
        `t37`.`row`
      FROM (
        SELECT
          `t25`.`customer_key`,
          `t25`.`subscription_key`,
          `t25`.`item_key`,
          `t25`.`terms_key`,
          `t25`.`source_key`,
          `t25`.`row`,
          `t25`.`starts_day`,
          `t25`.`ends_day`,
          `t25`.`counts`,
          `t25`.`run_rate_micros`,
          `t25`.`before_terms_key`,
          `t25`.`before_run_rate_micros`,
          `t25`.`was_in_force`,
          `t25`.`was_counted`,
          `t25`.`is_followed`,
          `t25`.`is_involuntary`,
          `t25`.`is_mixed`,
          `t25`.`is_other_plan`,
          `t25`.`is_swapped`,
          `t25`.`is_other_quantity`,
          `t25`.`is_other_discount`,
          `t25`.`others`,
          CASE
            WHEN COALESCE(`t25`.`begun` > 0, FALSE)
            THEN 'plan'
            WHEN COALESCE(`t25`.`counted` > 0, FALSE)
            THEN 'removal'
            WHEN `t25`.`is_involuntary`
            THEN 'delinquency'
            ELSE 'cancel'
          END AS `cause`,
          `t25`.`day`,
          `t25`.`begun`,
          `t25`.`ended`,
          `t25`.`change`,
          `t25`.`counted`,
          -(
            `t25`.`run_rate_micros`
          ) AS `native_micros`,
          0 AS `part`
        FROM (
          SELECT
            `t21`.`customer_key`,
            `t21`.`subscription_key`,
            `t21`.`item_key`,
            `t21`.`terms_key`,
            `t21`.`source_key`,
            `t21`.`row`,
            `t21`.`starts_day`,
            `t21`.`ends_day`,
            `t21`.`counts`,
            `t21`.`run_rate_micros`,
            `t21`.`before_terms_key`,
            `t21`.`before_run_rate_micros`,
            `t21`.`was_in_force`,
            `t21`.`was_counted`,
            `t21`.`is_followed`,
            `t21`.`is_involuntary`,
            `t21`.`is_mixed`,
            `t21`.`is_other_plan`,
            `t21`.`is_swapped`,
            `t21`.`is_other_quantity`,
            `t21`.`is_other_discount`,
            `t21`.`others`,
            `t21`.`cause`,
            `t21`.`day`,
            `t21`.`begun`,
            `t21`.`ended`,
            `t21`.`change`,
            `t21`.`counted`
          FROM (
            SELECT
              `t10`.`customer_key`,
              `t10`.`subscription_key`,
              `t10`.`item_key`,
              `t10`.`terms_key`,
              `t10`.`source_key`,
              `t10`.`row`,
              `t10`.`starts_day`,
              `t10`.`ends_day`,
              `t10`.`counts`,
              `t10`.`run_rate_micros`,
              `t10`.`before_terms_key`,
              `t10`.`before_run_rate_micros`,
              `t10`.`was_in_force`,
              `t10`.`was_counted`,
              `t10`.`is_followed`,
              `t10`.`is_involuntary`,
              `t10`.`is_mixed`,
              `t10`.`is_other_plan`,
              `t10`.`is_swapped`,
              `t10`.`is_other_quantity`,
              `t10`.`is_other_discount`,
              `t10`.`others`,
              `t10`.`cause`,
              `t10`.`day`,
              `t3`.`subscription_key` AS `subscription_key_right`,
              `t3`.`day` AS `day_right`,
              `t3`.`begun`,
              `t3`.`ended`,
              `t3`.`change`,
              `t3`.`counted`
            FROM (
              SELECT
                `t5`.`customer_key`,
                `t5`.`subscription_key`,
                `t5`.`item_key`,
                `t5`.`terms_key`,
                `t5`.`source_key`,
                `t5`.`row`,
                `t5`.`starts_day`,
                `t5`.`ends_day`,
                `t5`.`counts`,
                `t5`.`run_rate_micros`,
                `t5`.`before_terms_key`,
                `t5`.`before_run_rate_micros`,
                `t5`.`was_in_force`,
                `t5`.`was_counted`,
                `t5`.`is_followed`,
                `t5`.`is_involuntary`,
                `t5`.`is_mixed`,
                `t5`.`is_other_plan`,
                `t5`.`is_swapped`,
                `t5`.`is_other_quantity`,
                `t5`.`is_other_discount`,
                `t5`.`others`,
                `t5`.`cause`,
                `t5`.`ends_day` AS `day`
              FROM (
                SELECT
                  *
                FROM `boundaries` AS `t2`
                WHERE
                  `t2`.`counts`
                  AND NOT (
                    `t2`.`is_followed`
                  )
                  AND `t2`.`run_rate_micros` <> 0
                  AND `t2`.`ends_day` < MAKE_DATE(9999, 12, 31)
              ) AS `t5`
            ) AS `t10`
            LEFT OUTER JOIN `siblings` AS `t3`
              ON `t10`.`subscription_key` = `t3`.`subscription_key` AND `t10`.`day` = `t3`.`day`
          ) AS `t21`
        ) AS `t25`
      ) AS `t37`
    ) AS `t39`
  ) AS `t42`
) AS `t43`
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t28`.`customer_key`,
        `t28`.`subscription_key`,
        `t28`.`item_key`,
        `t28`.`terms_key`,
        `t28`.`day`,
        `t28`.`cause`,
        `t28`.`native_micros`,
        `t28`.`part`,
        `t28`.`source_key`,
        `t28`.`row`
      FROM (
        SELECT
          `t19`.`customer_key`,
          `t19`.`subscription_key`,
          `t19`.`item_key`,
          `t19`.`terms_key`,
          `t19`.`day`,
          `t19`.`source_key`,
          `t19`.`row`,
          `t19`.`before_terms_key`,
          `t19`.`before_run_rate_micros`,
          `t19`.`is_other_plan`,
          `t19`.`is_swapped`,
          `t19`.`quantity_effect`,
          `t19`.`discount_effect`,
          `t19`.`price_effect`,
          `t19`.`cause`,
          `t19`.`out`,
          `t19`.`out` AS `native_micros`,
          0 AS `part`
        FROM (
          SELECT
            `t14`.`customer_key`,
            `t14`.`subscription_key`,
            `t14`.`item_key`,
            `t14`.`before_terms_key` AS `terms_key`,
            `t14`.`day`,
            `t14`.`source_key`,
            `t14`.`row`,
            `t14`.`before_terms_key`,
            `t14`.`before_run_rate_micros`,
            `t14`.`is_other_plan`,
            `t14`.`is_swapped`,
            `t14`.`quantity_effect`,
            `t14`.`discount_effect`,
            `t14`.`price_effect`,
            `t14`.`cause`,
            -(
              `t14`.`before_run_rate_micros`
            ) AS `out`
          FROM `t9` AS `t14`
        ) AS `t19`
      ) AS `t28`
    ) AS `t31`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t16`.`customer_key`,
        `t16`.`subscription_key`,
        `t16`.`item_key`,
        `t16`.`terms_key`,
        `t16`.`day`,
        `t16`.`cause`,
        `t16`.`native_micros`,
        `t16`.`part`,
        `t16`.`source_key`,
        `t16`.`row`
      FROM (
        SELECT
          `t12`.`customer_key`,
          `t12`.`subscription_key`,
          `t12`.`item_key`,
          `t12`.`terms_key`,
          `t12`.`day`,
          `t12`.`source_key`,
          `t12`.`row`,
          `t12`.`before_terms_key`,
          `t12`.`before_run_rate_micros`,
          `t12`.`is_other_plan`,
          `t12`.`is_swapped`,
          `t12`.`quantity_effect`,
          `t12`.`discount_effect`,
          `t12`.`price_effect`,
          'quantity' AS `cause`,
          `t12`.`quantity_effect` AS `native_micros`,
          1 AS `part`
        FROM (
          SELECT
            *
          FROM `t4` AS `t7`
          WHERE
            `t7`.`quantity_effect` <> 0
        ) AS `t12`
      ) AS `t16`
    ) AS `t23`
  ) AS `t33`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t29`.`customer_key`,
        `t29`.`subscription_key`,
        `t29`.`item_key`,
        `t29`.`terms_key`,
        `t29`.`day`,
        `t29`.`cause`,
        `t29`.`native_micros`,
        `t29`.`part`,
        `t29`.`source_key`,
        `t29`.`row`
      FROM (
        SELECT
          `t20`.`customer_key`,
          `t20`.`subscription_key`,
          `t20`.`item_key`,
          `t20`.`terms_key`,
          `t20`.`day`,
          `t20`.`source_key`,
          `t20`.`row`,
          `t20`.`before_terms_key`,
          `t20`.`before_run_rate_micros`,
          `t20`.`is_other_plan`,
          `t20`.`is_swapped`,
          `t20`.`quantity_effect`,
          `t20`.`discount_effect`,
          `t20`.`price_effect`,
          `t20`.`cause`,
          `t20`.`into`,
          `t20`.`into` AS `native_micros`,
          2 AS `part`
        FROM (
          SELECT
            `t14`.`customer_key`,
            `t14`.`subscription_key`,
            `t14`.`item_key`,
            `t14`.`terms_key`,
            `t14`.`day`,
            `t14`.`source_key`,
            `t14`.`row`,
            `t14`.`before_terms_key`,
            `t14`.`before_run_rate_micros`,
            `t14`.`is_other_plan`,
            `t14`.`is_swapped`,
            `t14`.`quantity_effect`,
            `t14`.`discount_effect`,
            `t14`.`price_effect`,
            `t14`.`cause`,
            `t14`.`before_run_rate_micros` + `t14`.`price_effect` AS `into`
          FROM `t9` AS `t14`
        ) AS `t20`
      ) AS `t29`
    ) AS `t32`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t27`.`customer_key`,
        `t27`.`subscription_key`,
        `t27`.`item_key`,
        `t27`.`terms_key`,
        `t27`.`day`,
        `t27`.`cause`,
        `t27`.`native_micros`,
        `t27`.`part`,
        `t27`.`source_key`,
        `t27`.`row`
      FROM (
        SELECT
          `t18`.`customer_key`,
          `t18`.`subscription_key`,
          `t18`.`item_key`,
          `t18`.`terms_key`,
          `t18`.`day`,
          `t18`.`source_key`,
          `t18`.`row`,
          `t18`.`before_terms_key`,
          `t18`.`before_run_rate_micros`,
          `t18`.`is_other_plan`,
          `t18`.`is_swapped`,
          `t18`.`quantity_effect`,
          `t18`.`discount_effect`,
          `t18`.`price_effect`,
          'price' AS `cause`,
          `t18`.`price_effect` AS `native_micros`,
          2 AS `part`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM `t4` AS `t7`
            WHERE
              NOT (
                `t7`.`is_swapped`
              )
          ) AS `t11`
          WHERE
            `t11`.`price_effect` <> 0
        ) AS `t18`
      ) AS `t27`
    ) AS `t30`
  ) AS `t34`
) AS `t36`
