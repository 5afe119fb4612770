WITH `t9` AS (
  SELECT
    *
  FROM `states` AS `t3`
  WHERE
    `t3`.`run_rate_micros` <> 0
)
SELECT
  (
    (
      (
        `t40`.`states_customer` - `t38`.`native_customer`
      ) % 2147483647
    ) = 0
  )
  AND (
    `t40`.`states_customer_total` = `t38`.`native_customer_total`
  ) AS `customer`,
  (
    (
      (
        `t40`.`states_item` - `t38`.`native_item`
      ) % 2147483647
    ) = 0
  )
  AND (
    `t40`.`states_item_total` = `t38`.`native_item_total`
  ) AS `item`,
  (
    (
      (
        `t40`.`states_plan` - `t38`.`native_plan`
      ) % 2147483647
    ) = 0
  )
  AND (
    `t40`.`states_plan_total` = `t38`.`native_plan_total`
  ) AS `plan`,
  (
    (
      (
        `t33`.`business_movement` - `t34`.`moved_movement`
      ) % 2147483647
    ) = 0
  )
  AND (
    `t33`.`business_movement_total` = `t34`.`moved_movement_total`
  ) AS `movement`
FROM (
  SELECT
    COALESCE(SUM((
      `t37`.`mark_customer` * `t37`.`small`
    ) % 2147483647), 0) AS `states_customer`,
    COALESCE(SUM((
      `t37`.`mark_item` * `t37`.`small`
    ) % 2147483647), 0) AS `states_item`,
    COALESCE(SUM((
      `t37`.`mark_plan` * `t37`.`small`
    ) % 2147483647), 0) AS `states_plan`,
    COALESCE(SUM(CAST(`t37`.`micros` AS DECIMAL(38, 0))), 0) AS `states_customer_total`,
    COALESCE(SUM(CAST(`t37`.`micros` AS DECIMAL(38, 0))), 0) AS `states_item_total`,
    COALESCE(SUM(CAST(`t37`.`micros` AS DECIMAL(38, 0))), 0) AS `states_plan_total`
  FROM (
    SELECT
      `t30`.`customer_key`,
      `t30`.`item_key`,
      `t30`.`terms_key`,
      `t30`.`day`,
      `t30`.`micros`,
      `t30`.`offer_key`,
      `t30`.`currency_key`,
      `t30`.`currency`,
      `t30`.`number`,
      `t30`.`small`,
      (
        (
          (
            (
              (
                CAST(`t30`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t30`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t30`.`customer_key` AS BIGINT) * 48271
            ) + (
              `t30`.`number` * 69621
            ) + (
              CAST(`t30`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_customer`,
      (
        (
          (
            (
              (
                CAST(`t30`.`item_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t30`.`item_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t30`.`item_key` AS BIGINT) * 48271
            ) + (
              `t30`.`number` * 69621
            ) + (
              CAST(`t30`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_item`,
      (
        (
          (
            (
              (
                CAST(`t30`.`offer_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t30`.`offer_key` AS BIGINT) * 48271
              ) + (
                `t30`.`number` * 69621
              ) + (
                CAST(`t30`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t30`.`offer_key` AS BIGINT) * 48271
            ) + (
              `t30`.`number` * 69621
            ) + (
              CAST(`t30`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_plan`
    FROM (
      SELECT
        `t29`.`customer_key`,
        `t29`.`item_key`,
        `t29`.`terms_key`,
        `t29`.`day`,
        `t29`.`micros`,
        `t29`.`offer_key`,
        `t29`.`currency_key`,
        `t29`.`currency`,
        DATEDIFF(DAY, MAKE_DATE(1970, 1, 1), `t29`.`day`) AS `number`,
        `t29`.`micros` % 2147483647 AS `small`
      FROM (
        SELECT
          `t25`.`customer_key`,
          `t25`.`item_key`,
          `t25`.`terms_key`,
          `t25`.`day`,
          `t25`.`micros`,
          `t8`.`offer_key`,
          `t8`.`currency_key`,
          `t8`.`currency`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t14`.`customer_key`,
              `t14`.`item_key`,
              `t14`.`terms_key`,
              `t14`.`day`,
              `t14`.`micros`
            FROM (
              SELECT
                `t12`.`customer_key`,
                `t12`.`subscription_key`,
                `t12`.`item_key`,
                `t12`.`terms_key`,
                `t12`.`starts_day`,
                `t12`.`ends_day`,
                `t12`.`worth_micros`,
                `t12`.`run_rate_micros`,
                `t12`.`counts`,
                `t12`.`is_paying`,
                `t12`.`unit_amount_micros`,
                `t12`.`quantity_micros`,
                `t12`.`discount_percent_micros`,
                `t12`.`discount_amount_micros`,
                `t12`.`tax_percent_micros`,
                `t12`.`cancel_requested_day`,
                `t12`.`cancel_reason`,
                `t12`.`committed_until`,
                `t12`.`signed_day`,
                `t12`.`source_key`,
                `t12`.`row`,
                `t12`.`starts_day` AS `day`,
                `t12`.`run_rate_micros` AS `micros`
              FROM `t9` AS `t12`
            ) AS `t14`
          ) AS `t20`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t21`.`customer_key`,
              `t21`.`item_key`,
              `t21`.`terms_key`,
              `t21`.`day`,
              `t21`.`micros`
            FROM (
              SELECT
                `t18`.`customer_key`,
                `t18`.`subscription_key`,
                `t18`.`item_key`,
                `t18`.`terms_key`,
                `t18`.`starts_day`,
                `t18`.`ends_day`,
                `t18`.`worth_micros`,
                `t18`.`run_rate_micros`,
                `t18`.`counts`,
                `t18`.`is_paying`,
                `t18`.`unit_amount_micros`,
                `t18`.`quantity_micros`,
                `t18`.`discount_percent_micros`,
                `t18`.`discount_amount_micros`,
                `t18`.`tax_percent_micros`,
                `t18`.`cancel_requested_day`,
                `t18`.`cancel_reason`,
                `t18`.`committed_until`,
                `t18`.`signed_day`,
                `t18`.`source_key`,
                `t18`.`row`,
                `t18`.`ends_day` AS `day`,
                -(
                  `t18`.`run_rate_micros`
                ) AS `micros`
              FROM (
                SELECT
                  *
                FROM `t9` AS `t12`
                WHERE
                  `t12`.`ends_day` < MAKE_DATE(9999, 12, 31)
              ) AS `t18`
            ) AS `t21`
          ) AS `t23`
        ) AS `t25`
        INNER JOIN (
          SELECT
            `t2`.`terms_key`,
            `t2`.`offer_key`,
            `t2`.`currency_key`,
            `t2`.`currency`
          FROM `rules` AS `t2`
        ) AS `t8`
          ON `t25`.`terms_key` = `t8`.`terms_key`
      ) AS `t29`
    ) AS `t30`
  ) AS `t37`
) AS `t40`
CROSS JOIN (
  SELECT
    COALESCE(SUM((
      `t35`.`mark_customer` * `t35`.`small`
    ) % 2147483647), 0) AS `native_customer`,
    COALESCE(SUM((
      `t35`.`mark_item` * `t35`.`small`
    ) % 2147483647), 0) AS `native_item`,
    COALESCE(SUM((
      `t35`.`mark_plan` * `t35`.`small`
    ) % 2147483647), 0) AS `native_plan`,
    COALESCE(SUM(CAST(`t35`.`micros` AS DECIMAL(38, 0))), 0) AS `native_customer_total`,
    COALESCE(SUM(CAST(`t35`.`micros` AS DECIMAL(38, 0))), 0) AS `native_item_total`,
    COALESCE(SUM(CAST(`t35`.`micros` AS DECIMAL(38, 0))), 0) AS `native_plan_total`
  FROM (
    SELECT
      `t26`.`customer_key`,
      `t26`.`item_key`,
      `t26`.`terms_key`,
      `t26`.`day`,
      `t26`.`micros`,
      `t26`.`offer_key`,
      `t26`.`currency_key`,
      `t26`.`currency`,
      `t26`.`number`,
      `t26`.`small`,
      (
        (
          (
            (
              (
                CAST(`t26`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t26`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t26`.`customer_key` AS BIGINT) * 48271
            ) + (
              `t26`.`number` * 69621
            ) + (
              CAST(`t26`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_customer`,
      (
        (
          (
            (
              (
                CAST(`t26`.`item_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t26`.`item_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t26`.`item_key` AS BIGINT) * 48271
            ) + (
              `t26`.`number` * 69621
            ) + (
              CAST(`t26`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_item`,
      (
        (
          (
            (
              (
                CAST(`t26`.`offer_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t26`.`offer_key` AS BIGINT) * 48271
              ) + (
                `t26`.`number` * 69621
              ) + (
                CAST(`t26`.`currency_key` AS BIGINT) * 16807
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t26`.`offer_key` AS BIGINT) * 48271
            ) + (
              `t26`.`number` * 69621
            ) + (
              CAST(`t26`.`currency_key` AS BIGINT) * 16807
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_plan`
    FROM (
      SELECT
        `t22`.`customer_key`,
        `t22`.`item_key`,
        `t22`.`terms_key`,
        `t22`.`day`,
        `t22`.`micros`,
        `t22`.`offer_key`,
        `t22`.`currency_key`,
        `t22`.`currency`,
        DATEDIFF(DAY, MAKE_DATE(1970, 1, 1), `t22`.`day`) AS `number`,
        `t22`.`micros` % 2147483647 AS `small`
      FROM (
        SELECT
          `t19`.`customer_key`,
          `t19`.`item_key`,
          `t19`.`terms_key`,
          `t19`.`day`,
          `t19`.`micros`,
          `t8`.`offer_key`,
          `t8`.`currency_key`,
          `t8`.`currency`
        FROM (
          SELECT
            `t13`.`customer_key`,
            `t13`.`item_key`,
            `t13`.`terms_key`,
            `t13`.`day`,
            `t13`.`micros`
          FROM (
            SELECT
              `t7`.`customer_key`,
              `t7`.`subscription_key`,
              `t7`.`item_key`,
              `t7`.`terms_key`,
              `t7`.`day`,
              `t7`.`cause`,
              `t7`.`native_micros`,
              `t7`.`run_rate_micros`,
              `t7`.`source_key`,
              `t7`.`row`,
              `t7`.`native_micros` AS `micros`
            FROM (
              SELECT
                *
              FROM `postings` AS `t0`
              WHERE
                `t0`.`native_micros` <> 0
            ) AS `t7`
          ) AS `t13`
        ) AS `t19`
        INNER JOIN (
          SELECT
            `t2`.`terms_key`,
            `t2`.`offer_key`,
            `t2`.`currency_key`,
            `t2`.`currency`
          FROM `rules` AS `t2`
        ) AS `t8`
          ON `t19`.`terms_key` = `t8`.`terms_key`
      ) AS `t22`
    ) AS `t26`
  ) AS `t35`
) AS `t38`
CROSS JOIN (
  SELECT
    COALESCE(SUM((
      `t27`.`mark_movement` * `t27`.`small`
    ) % 2147483647), 0) AS `business_movement`,
    COALESCE(SUM(CAST(`t27`.`micros` AS DECIMAL(38, 0))), 0) AS `business_movement_total`
  FROM (
    SELECT
      `t16`.`customer_key`,
      `t16`.`day`,
      `t16`.`micros`,
      `t16`.`number`,
      `t16`.`small`,
      (
        (
          (
            (
              (
                CAST(`t16`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t16`.`number` * 69621
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t16`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t16`.`number` * 69621
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t16`.`customer_key` AS BIGINT) * 48271
            ) + (
              `t16`.`number` * 69621
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_movement`
    FROM (
      SELECT
        `t10`.`customer_key`,
        `t10`.`day`,
        `t10`.`micros`,
        DATEDIFF(DAY, MAKE_DATE(1970, 1, 1), `t10`.`day`) AS `number`,
        `t10`.`micros` % 2147483647 AS `small`
      FROM (
        SELECT
          `t4`.`customer_key`,
          `t4`.`day`,
          `t4`.`micros`
        FROM (
          SELECT
            `t0`.`customer_key`,
            `t0`.`subscription_key`,
            `t0`.`item_key`,
            `t0`.`terms_key`,
            `t0`.`day`,
            `t0`.`cause`,
            `t0`.`native_micros`,
            `t0`.`run_rate_micros`,
            `t0`.`source_key`,
            `t0`.`row`,
            `t0`.`run_rate_micros` AS `micros`
          FROM `postings` AS `t0`
        ) AS `t4`
      ) AS `t10`
    ) AS `t16`
  ) AS `t27`
) AS `t33`
CROSS JOIN (
  SELECT
    COALESCE(SUM((
      `t28`.`mark_movement` * `t28`.`small`
    ) % 2147483647), 0) AS `moved_movement`,
    COALESCE(SUM(CAST(`t28`.`micros` AS DECIMAL(38, 0))), 0) AS `moved_movement_total`
  FROM (
    SELECT
      `t17`.`customer_key`,
      `t17`.`day`,
      `t17`.`micros`,
      `t17`.`number`,
      `t17`.`small`,
      (
        (
          (
            (
              (
                CAST(`t17`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t17`.`number` * 69621
              ) + 11
            ) % 2147483647
          ) * (
            (
              (
                CAST(`t17`.`customer_key` AS BIGINT) * 48271
              ) + (
                `t17`.`number` * 69621
              ) + 11
            ) % 2147483647
          )
        ) + (
          (
            (
              CAST(`t17`.`customer_key` AS BIGINT) * 48271
            ) + (
              `t17`.`number` * 69621
            ) + 11
          ) % 2147483647
        )
      ) % 2147483647 AS `mark_movement`
    FROM (
      SELECT
        `t11`.`customer_key`,
        `t11`.`day`,
        `t11`.`micros`,
        DATEDIFF(DAY, MAKE_DATE(1970, 1, 1), `t11`.`day`) AS `number`,
        `t11`.`micros` % 2147483647 AS `small`
      FROM (
        SELECT
          `t5`.`customer_key`,
          `t5`.`day`,
          `t5`.`micros`
        FROM (
          SELECT
            `t1`.`customer_key`,
            `t1`.`subscription_key`,
            `t1`.`day`,
            `t1`.`kind`,
            `t1`.`run_rate_micros`,
            `t1`.`opening_micros`,
            `t1`.`closing_micros`,
            `t1`.`paying_delta`,
            `t1`.`run_rate_micros` AS `micros`
          FROM `movements` AS `t1`
        ) AS `t5`
      ) AS `t11`
    ) AS `t17`
  ) AS `t28`
) AS `t34`
