SELECT
  `t4`.`bucket`,
  `t4`.`segment`,
  `t4`.`kind`,
  SUM(CAST(`t4`.`micros` AS DECIMAL(38, 0))) AS `micros`,
  SUM(CAST(`t4`.`transfer` AS DECIMAL(38, 0))) AS `transfer`,
  SUM(CAST(`t4`.`is_counted` AS BIGINT)) AS `customers`
FROM (
  SELECT
    `t3`.`customer_key`,
    `t3`.`day`,
    `t3`.`kind`,
    `t3`.`micros`,
    `t3`.`transfer`,
    `t3`.`is_counted`,
    `t3`.`segment`,
    IF(
      `t3`.`day` < MAKE_DATE(2025, 1, 1),
      MAKE_DATE(1, 1, 1),
      DATE_TRUNC('month', `t3`.`day`)
    ) AS `bucket`
  FROM (
    SELECT
      `t2`.`customer_key`,
      `t2`.`day`,
      `t2`.`kind`,
      `t2`.`micros`,
      `t2`.`transfer`,
      `t2`.`is_counted`,
      CAST(NULL AS STRING) AS `segment`
    FROM (
      SELECT
        `t1`.`customer_key`,
        `t1`.`day`,
        `t1`.`kind`,
        `t1`.`run_rate_micros` AS `micros`,
        0 AS `transfer`,
        `t1`.`kind` <> 'fx' AS `is_counted`
      FROM (
        SELECT
          *
        FROM `movements` AS `t0`
        WHERE
          `t0`.`day` < MAKE_DATE(2026, 1, 1)
      ) AS `t1`
    ) AS `t2`
  ) AS `t3`
) AS `t4`
GROUP BY
  1,
  2,
  3
