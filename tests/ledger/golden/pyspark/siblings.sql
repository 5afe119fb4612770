WITH `t6` AS (
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
    `t2`.`before_terms_key`,
    `t2`.`before_run_rate_micros`,
    `t2`.`was_in_force`,
    `t2`.`was_counted`,
    `t2`.`is_followed`,
    `t2`.`is_involuntary`,
    `t2`.`is_mixed`,
    `t2`.`is_other_plan`,
    `t2`.`is_swapped`,
    `t2`.`is_other_quantity`,
    `t2`.`is_other_discount`,
    `t2`.`others`,
    `t2`.`cause`
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
)
SELECT
  `t13`.`subscription_key`,
  `t13`.`day`,
  `t13`.`begun`,
  `t13`.`ended`,
  `t13`.`change`,
  SUM(`t13`.`change`) OVER (
    PARTITION BY `t13`.`subscription_key`
    ORDER BY `t13`.`day` ASC NULLS LAST
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS `counted`
FROM (
  SELECT
    `t12`.`subscription_key`,
    `t12`.`day`,
    SUM(`t12`.`begun`) AS `begun`,
    SUM(`t12`.`ended`) AS `ended`,
    SUM(`t12`.`change`) AS `change`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t9`.`subscription_key`,
        `t9`.`starts_day` AS `day`,
        CAST(`t9`.`counts` AND NOT (
          `t9`.`was_in_force`
        ) AS BIGINT) AS `begun`,
        0 AS `ended`,
        CAST(`t9`.`counts` AS BIGINT) - CAST(`t9`.`was_counted` AS BIGINT) AS `change`
      FROM (
        SELECT
          *
        FROM `t6` AS `t7`
        WHERE
          (
            `t7`.`counts` AND NOT (
              `t7`.`was_in_force`
            )
          )
          OR (
            `t7`.`counts` <> `t7`.`was_counted`
          )
      ) AS `t9`
    ) AS `t11`
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
        FROM `t6` AS `t7`
        WHERE
          `t7`.`counts`
          AND NOT (
            `t7`.`is_followed`
          )
          AND `t7`.`ends_day` < MAKE_DATE(9999, 12, 31)
      ) AS `t8`
    ) AS `t10`
  ) AS `t12`
  GROUP BY
    1,
    2
) AS `t13`
