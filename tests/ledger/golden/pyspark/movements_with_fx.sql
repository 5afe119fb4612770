WITH `t5` AS (
  SELECT
    `t4`.`customer_key`,
    `t4`.`day`,
    `t4`.`change`,
    `t4`.`postings`,
    `t4`.`fx`,
    `t4`.`closing_micros`,
    `t4`.`moves`,
    `t4`.`opening_micros`,
    (
      `t4`.`opening_micros` - `t4`.`fx`
    ) > 0 AS `was_paying`,
    `t4`.`closing_micros` > 0 AS `is_paying`
  FROM (
    SELECT
      `t3`.`customer_key`,
      `t3`.`day`,
      `t3`.`change`,
      `t3`.`postings`,
      `t3`.`fx`,
      `t3`.`closing_micros`,
      `t3`.`moves`,
      `t3`.`closing_micros` - `t3`.`change` AS `opening_micros`
    FROM (
      SELECT
        `t2`.`customer_key`,
        `t2`.`day`,
        `t2`.`change`,
        `t2`.`postings`,
        `t2`.`fx`,
        SUM(`t2`.`change` + `t2`.`fx`) OVER (
          PARTITION BY `t2`.`customer_key`
          ORDER BY `t2`.`day` ASC NULLS LAST
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS `closing_micros`,
        SUM(CAST(`t2`.`change` <> 0 AS BIGINT)) OVER (
          PARTITION BY `t2`.`customer_key`
          ORDER BY `t2`.`day` ASC NULLS LAST
          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS `moves`
      FROM (
        SELECT
          `t1`.`customer_key`,
          `t1`.`day`,
          SUM(`t1`.`change`) AS `change`,
          SUM(`t1`.`postings`) AS `postings`,
          SUM(`t1`.`fx`) AS `fx`
        FROM (
          SELECT
            `t0`.`customer_key`,
            `t0`.`day`,
            IF(`t0`.`cause` = 'fx', 0, `t0`.`run_rate_micros`) AS `change`,
            IF(`t0`.`cause` = 'fx', 0, 1) AS `postings`,
            IF(`t0`.`cause` = 'fx', `t0`.`run_rate_micros`, 0) AS `fx`
          FROM `postings` AS `t0`
        ) AS `t1`
        GROUP BY
          1,
          2
      ) AS `t2`
    ) AS `t3`
  ) AS `t4`
)
SELECT
  `t17`.`customer_key`,
  `t17`.`day`,
  `t17`.`kind`,
  `t17`.`run_rate_micros`,
  `t17`.`opening_micros`,
  `t17`.`closing_micros`,
  `t17`.`paying_delta`,
  CAST(NULL AS INT) AS `subscription_key`
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t15`.`customer_key`,
      `t15`.`day`,
      `t15`.`kind`,
      `t15`.`run_rate_micros`,
      `t15`.`opening_micros`,
      `t15`.`closing_micros`,
      `t15`.`paying_delta`
    FROM (
      SELECT
        `t12`.`customer_key`,
        `t12`.`day`,
        `t12`.`change`,
        `t12`.`postings`,
        `t12`.`fx`,
        `t12`.`closing_micros`,
        `t12`.`moves`,
        `t12`.`opening_micros`,
        `t12`.`was_paying`,
        `t12`.`is_paying`,
        CASE
          WHEN `t12`.`is_paying` AND NOT (
            `t12`.`was_paying`
          ) AND (
            `t12`.`moves` = 1
          )
          THEN 'new'
          WHEN `t12`.`is_paying` AND NOT (
            `t12`.`was_paying`
          )
          THEN 'reactivation'
          WHEN `t12`.`was_paying` AND NOT (
            `t12`.`is_paying`
          )
          THEN 'churn'
          WHEN `t12`.`change` > 0
          THEN 'expansion'
          WHEN `t12`.`change` < 0
          THEN 'contraction'
          ELSE 'transfer'
        END AS `kind`,
        `t12`.`change` AS `run_rate_micros`,
        CAST(CAST(`t12`.`is_paying` AND NOT (
          `t12`.`was_paying`
        ) AS INT) - CAST(`t12`.`was_paying` AND NOT (
          `t12`.`is_paying`
        ) AS INT) AS INT) AS `paying_delta`
      FROM (
        SELECT
          `t9`.`customer_key`,
          `t9`.`day`,
          `t9`.`change`,
          `t9`.`postings`,
          `t9`.`fx`,
          `t9`.`closing_micros`,
          (
            ROW_NUMBER() OVER (PARTITION BY `t9`.`customer_key` ORDER BY `t9`.`day` ASC NULLS LAST) - 1
          ) + 1 AS `moves`,
          `t9`.`opening_micros`,
          `t9`.`was_paying`,
          `t9`.`is_paying`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM `t5` AS `t6`
            WHERE
              `t6`.`was_paying` OR `t6`.`is_paying`
          ) AS `t7`
          WHERE
            (
              `t7`.`postings` > 0
            ) OR (
              `t7`.`was_paying` <> `t7`.`is_paying`
            )
        ) AS `t9`
      ) AS `t12`
    ) AS `t15`
  ) AS `t16`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t13`.`customer_key`,
      `t13`.`day`,
      `t13`.`kind`,
      `t13`.`run_rate_micros`,
      `t13`.`opening_micros`,
      `t13`.`closing_micros`,
      `t13`.`paying_delta`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t10`.`customer_key`,
          `t10`.`day`,
          `t10`.`change`,
          `t10`.`postings`,
          `t10`.`fx`,
          `t10`.`closing_micros`,
          `t10`.`moves`,
          `t10`.`closing_micros` - `t10`.`run_rate_micros` AS `opening_micros`,
          `t10`.`was_paying`,
          `t10`.`is_paying`,
          `t10`.`run_rate_micros`,
          `t10`.`kind`,
          `t10`.`paying_delta`
        FROM (
          SELECT
            `t8`.`customer_key`,
            `t8`.`day`,
            `t8`.`change`,
            `t8`.`postings`,
            `t8`.`fx`,
            IF(`t8`.`was_paying` OR `t8`.`is_paying`, `t8`.`opening_micros`, `t8`.`closing_micros`) AS `closing_micros`,
            `t8`.`moves`,
            `t8`.`opening_micros`,
            `t8`.`was_paying`,
            `t8`.`is_paying`,
            `t8`.`run_rate_micros`,
            'fx' AS `kind`,
            0 AS `paying_delta`
          FROM (
            SELECT
              `t6`.`customer_key`,
              `t6`.`day`,
              `t6`.`change`,
              `t6`.`postings`,
              `t6`.`fx`,
              `t6`.`closing_micros`,
              `t6`.`moves`,
              `t6`.`opening_micros`,
              `t6`.`was_paying`,
              `t6`.`is_paying`,
              IF(`t6`.`was_paying` OR `t6`.`is_paying`, `t6`.`fx`, `t6`.`fx` + `t6`.`change`) AS `run_rate_micros`
            FROM `t5` AS `t6`
          ) AS `t8`
        ) AS `t10`
      ) AS `t11`
      WHERE
        `t11`.`run_rate_micros` <> 0
    ) AS `t13`
  ) AS `t14`
) AS `t17`
