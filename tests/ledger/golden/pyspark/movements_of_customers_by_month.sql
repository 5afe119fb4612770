SELECT
  `t12`.`customer_key`,
  `t12`.`day`,
  `t12`.`kind`,
  `t12`.`run_rate_micros`,
  `t12`.`opening_micros`,
  `t12`.`closing_micros`,
  `t12`.`paying_delta`,
  CAST(NULL AS INT) AS `subscription_key`
FROM (
  SELECT
    `t11`.`customer_key`,
    `t11`.`day`,
    `t11`.`kind`,
    `t11`.`run_rate_micros`,
    `t11`.`opening_micros`,
    `t11`.`closing_micros`,
    `t11`.`paying_delta`
  FROM (
    SELECT
      `t10`.`customer_key`,
      `t10`.`day`,
      `t10`.`stopped_day`,
      `t10`.`began_day`,
      `t10`.`change`,
      `t10`.`closing_micros`,
      `t10`.`moves`,
      `t10`.`opening_micros`,
      `t10`.`was_paying`,
      `t10`.`is_paying`,
      CASE
        WHEN `t10`.`is_paying` AND NOT (
          `t10`.`was_paying`
        ) AND (
          `t10`.`moves` = 1
        )
        THEN 'new'
        WHEN `t10`.`is_paying` AND NOT (
          `t10`.`was_paying`
        )
        THEN 'reactivation'
        WHEN `t10`.`was_paying` AND NOT (
          `t10`.`is_paying`
        )
        THEN 'churn'
        WHEN `t10`.`change` > 0
        THEN 'expansion'
        WHEN `t10`.`change` < 0
        THEN 'contraction'
        ELSE 'transfer'
      END AS `kind`,
      `t10`.`change` AS `run_rate_micros`,
      CAST(CAST(`t10`.`is_paying` AND NOT (
        `t10`.`was_paying`
      ) AS INT) - CAST(`t10`.`was_paying` AND NOT (
        `t10`.`is_paying`
      ) AS INT) AS INT) AS `paying_delta`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t8`.`customer_key`,
          `t8`.`day`,
          `t8`.`stopped_day`,
          `t8`.`began_day`,
          `t8`.`change`,
          `t8`.`closing_micros`,
          `t8`.`moves`,
          `t8`.`opening_micros`,
          `t8`.`opening_micros` > 0 AS `was_paying`,
          `t8`.`closing_micros` > 0 AS `is_paying`
        FROM (
          SELECT
            `t7`.`customer_key`,
            `t7`.`day`,
            `t7`.`stopped_day`,
            `t7`.`began_day`,
            `t7`.`change`,
            `t7`.`closing_micros`,
            `t7`.`moves`,
            `t7`.`closing_micros` - `t7`.`change` AS `opening_micros`
          FROM (
            SELECT
              `t6`.`customer_key`,
              `t6`.`day`,
              `t6`.`stopped_day`,
              `t6`.`began_day`,
              `t6`.`change`,
              SUM(`t6`.`change`) OVER (
                PARTITION BY `t6`.`customer_key`
                ORDER BY `t6`.`day` ASC NULLS LAST
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ) AS `closing_micros`,
              SUM(CAST(`t6`.`change` <> 0 AS BIGINT)) OVER (
                PARTITION BY `t6`.`customer_key`
                ORDER BY `t6`.`day` ASC NULLS LAST
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ) AS `moves`
            FROM (
              SELECT
                `t5`.`customer_key`,
                `t5`.`day`,
                `t5`.`stopped_day`,
                `t5`.`began_day`,
                `t5`.`change`
              FROM (
                SELECT
                  `t4`.`customer_key`,
                  `t4`.`month`,
                  MAX(`t4`.`day`) AS `day`,
                  MAX(IF(`t4`.`before` AND NOT (
                    `t4`.`after`
                  ), `t4`.`day`, NULL)) AS `stopped_day`,
                  MIN(IF(`t4`.`after` AND NOT (
                    `t4`.`before`
                  ), `t4`.`day`, NULL)) AS `began_day`,
                  SUM(`t4`.`change`) AS `change`
                FROM (
                  SELECT
                    `t3`.`customer_key`,
                    `t3`.`day`,
                    `t3`.`change`,
                    `t3`.`after`,
                    COALESCE(
                      LAG(`t3`.`after`) OVER (PARTITION BY `t3`.`customer_key` ORDER BY `t3`.`day` ASC NULLS LAST),
                      FALSE
                    ) AS `before`,
                    TRUNC(`t3`.`day`, 'month') AS `month`
                  FROM (
                    SELECT
                      `t2`.`customer_key`,
                      `t2`.`day`,
                      `t2`.`change`,
                      SUM(`t2`.`change`) OVER (
                        PARTITION BY `t2`.`customer_key`
                        ORDER BY `t2`.`day` ASC NULLS LAST
                        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                      ) > 0 AS `after`
                    FROM (
                      SELECT
                        `t1`.`customer_key`,
                        `t1`.`day`,
                        SUM(`t1`.`change`) AS `change`
                      FROM (
                        SELECT
                          `t0`.`customer_key`,
                          `t0`.`day`,
                          `t0`.`run_rate_micros` AS `change`
                        FROM `postings` AS `t0`
                      ) AS `t1`
                      GROUP BY
                        1,
                        2
                    ) AS `t2`
                  ) AS `t3`
                ) AS `t4`
                GROUP BY
                  1,
                  2
              ) AS `t5`
            ) AS `t6`
          ) AS `t7`
        ) AS `t8`
      ) AS `t9`
      WHERE
        `t9`.`was_paying` OR `t9`.`is_paying`
    ) AS `t10`
  ) AS `t11`
) AS `t12`
