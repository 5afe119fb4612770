SELECT
  `t5`.`bucket`,
  `t5`.`segment`,
  SUM(`t5`.`change`) AS `change`,
  SUM(CAST(`t5`.`change` = -1 AS BIGINT)) AS `lost`
FROM (
  SELECT
    `t4`.`bucket`,
    `t4`.`segment`,
    `t4`.`entity`,
    SUM(`t4`.`delta`) AS `change`
  FROM (
    SELECT
      `t3`.`segment`,
      `t3`.`day`,
      `t3`.`entity`,
      `t3`.`delta`,
      IF(`t3`.`day` < MAKE_DATE(2025, 1, 1), MAKE_DATE(1, 1, 1), TRUNC(`t3`.`day`, 'month')) AS `bucket`
    FROM (
      SELECT
        `t2`.`segment`,
        `t2`.`day`,
        `t2`.`customer_key` AS `entity`,
        `t2`.`paying_delta` AS `delta`
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
          CAST(NULL AS STRING) AS `segment`
        FROM (
          SELECT
            *
          FROM `movements` AS `t0`
          WHERE
            `t0`.`paying_delta` <> 0 AND `t0`.`day` < MAKE_DATE(2026, 1, 1)
        ) AS `t1`
      ) AS `t2`
    ) AS `t3`
  ) AS `t4`
  GROUP BY
    1,
    2,
    3
) AS `t5`
GROUP BY
  1,
  2
