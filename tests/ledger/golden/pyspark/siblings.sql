SELECT
  `t11`.`subscription_key`,
  `t11`.`day`,
  `t11`.`begun`,
  `t11`.`ended`,
  `t11`.`change`,
  SUM(`t11`.`change`) OVER (
    PARTITION BY `t11`.`subscription_key`
    ORDER BY `t11`.`day` ASC NULLS LAST
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS `counted`
FROM (
  SELECT
    `t10`.`subscription_key`,
    `t10`.`day`,
    SUM(`t10`.`begun`) AS `begun`,
    SUM(`t10`.`ended`) AS `ended`,
    SUM(`t10`.`change`) AS `change`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t2`.`subscription_key`,
        `t2`.`starts_day` AS `day`,
        CAST(`t2`.`counts` AND NOT (
          `t2`.`was_in_force`
        ) AS BIGINT) AS `begun`,
        0 AS `ended`,
        CAST(`t2`.`counts` AS BIGINT) - CAST(`t2`.`was_counted` AS BIGINT) AS `change`
      FROM `boundaries` AS `t2`
      LEFT SEMI JOIN (
        SELECT
          *
        FROM (
          SELECT
            `t1`.`subscription_key`,
            COUNT(*) AS `items`
          FROM `item_keys` AS `t1`
          GROUP BY
            1
        ) AS `t3`
        WHERE
          `t3`.`items` > 1
      ) AS `t5`
        ON `t2`.`subscription_key` = `t5`.`subscription_key`
    ) AS `t6`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t8`.`subscription_key`,
        `t8`.`ends_day` AS `day`,
        0 AS `begun`,
        1 AS `ended`,
        -1 AS `change`
      FROM (
        SELECT
          *
        FROM (
          SELECT
            `t2`.`customer_key`,
            `t2`.`subscription_key`,
            `t2`.`item_key`,
            `t2`.`terms_key`,
            `t2`.`source_key`,
            `t2`.`row`,
            `t2`.`starts_day`,
            `t2`.`ends_day`,
            `t2`.`counts`,
            `t2`.`run_rate_micros`,
            `t2`.`unit_amount_micros`,
            `t2`.`quantity_micros`,
            `t2`.`discount_percent_micros`,
            `t2`.`discount_amount_micros`,
            `t2`.`tax_percent_micros`,
            `t2`.`cancel_reason`,
            `t2`.`before_terms_key`,
            `t2`.`before_run_rate_micros`,
            `t2`.`before_unit_amount_micros`,
            `t2`.`before_quantity_micros`,
            `t2`.`before_discount_percent_micros`,
            `t2`.`before_discount_amount_micros`,
            `t2`.`before_tax_percent_micros`,
            `t2`.`was_in_force`,
            `t2`.`was_counted`,
            `t2`.`is_followed`
          FROM `boundaries` AS `t2`
          LEFT SEMI JOIN (
            SELECT
              *
            FROM (
              SELECT
                `t1`.`subscription_key`,
                COUNT(*) AS `items`
              FROM `item_keys` AS `t1`
              GROUP BY
                1
            ) AS `t3`
            WHERE
              `t3`.`items` > 1
          ) AS `t5`
            ON `t2`.`subscription_key` = `t5`.`subscription_key`
        ) AS `t7`
        WHERE
          `t7`.`counts`
          AND NOT (
            `t7`.`is_followed`
          )
          AND `t7`.`ends_day` < MAKE_DATE(9999, 12, 31)
      ) AS `t8`
    ) AS `t9`
  ) AS `t10`
  GROUP BY
    1,
    2
) AS `t11`
