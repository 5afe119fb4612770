SELECT
  `t6`.`bucket`,
  `t6`.`segment`,
  `t6`.`kind`,
  `t6`.`micros`,
  0 AS `transfer`,
  `t6`.`customers`,
  `t6`.`paying`
FROM (
  SELECT
    `t5`.`bucket`,
    `t5`.`segment`,
    `t5`.`kind`,
    SUM(`t5`.`micros`) AS `micros`,
    SUM(`t5`.`customers`) AS `customers`,
    SUM(`t5`.`paying`) AS `paying`
  FROM (
    SELECT
      `t4`.`day`,
      `t4`.`segment`,
      `t4`.`kind`,
      `t4`.`micros`,
      `t4`.`customers`,
      `t4`.`paying`,
      IF(`t4`.`day` < MAKE_DATE(2025, 1, 1), MAKE_DATE(1, 1, 1), TRUNC(`t4`.`day`, 'month')) AS `bucket`
    FROM (
      SELECT
        `t3`.`day`,
        `t3`.`segment`,
        `t3`.`kind`,
        SUM(CAST(`t3`.`micros` AS DECIMAL(38, 0))) AS `micros`,
        COUNT(*) AS `customers`,
        SUM(`t3`.`paying_delta`) AS `paying`
      FROM (
        SELECT
          `t2`.`customer_key`,
          `t2`.`day`,
          `t2`.`kind`,
          `t2`.`paying_delta`,
          `t2`.`micros`,
          CAST(NULL AS STRING) AS `segment`
        FROM (
          SELECT
            `t1`.`customer_key`,
            `t1`.`day`,
            `t1`.`kind`,
            `t1`.`paying_delta`,
            `t1`.`run_rate_micros` AS `micros`
          FROM (
            SELECT
              *
            FROM `movements` AS `t0`
            WHERE
              `t0`.`day` < MAKE_DATE(2026, 1, 1)
          ) AS `t1`
        ) AS `t2`
      ) AS `t3`
      GROUP BY
        1,
        2,
        3
    ) AS `t4`
  ) AS `t5`
  GROUP BY
    1,
    2,
    3
) AS `t6`
