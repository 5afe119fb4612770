WITH `t9` AS (
  SELECT
    `t8`.`customer_key`,
    `t8`.`subscription_key`,
    `t8`.`item_key`,
    `t8`.`terms_key`,
    `t8`.`day`,
    `t8`.`cause`,
    `t8`.`native_micros`,
    `t8`.`part`,
    `t8`.`source_key`,
    `t8`.`row`,
    `t8`.`currency`,
    SUM(`t8`.`native_micros`) OVER (
      PARTITION BY `t8`.`item_key`, `t8`.`currency`
      ORDER BY `t8`.`day` ASC NULLS LAST, `t8`.`part` ASC NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS `balance`,
    LAG(`t8`.`day`) OVER (
      PARTITION BY `t8`.`item_key`, `t8`.`currency`
      ORDER BY `t8`.`day` ASC NULLS LAST, `t8`.`part` ASC NULLS LAST
    ) AS `before_day`,
    LEAD(`t8`.`day`) OVER (
      PARTITION BY `t8`.`item_key`, `t8`.`currency`
      ORDER BY `t8`.`day` ASC NULLS LAST, `t8`.`part` ASC NULLS LAST
    ) AS `next_day`
  FROM (
    SELECT
      `t3`.`customer_key`,
      `t3`.`subscription_key`,
      `t3`.`item_key`,
      `t3`.`terms_key`,
      `t3`.`day`,
      `t3`.`cause`,
      `t3`.`native_micros`,
      `t3`.`part`,
      `t3`.`source_key`,
      `t3`.`row`,
      `t6`.`currency`
    FROM `drafted` AS `t3`
    INNER JOIN (
      SELECT
        `t1`.`terms_key`,
        `t1`.`currency`
      FROM `rules` AS `t1`
    ) AS `t6`
      ON `t3`.`terms_key` = `t6`.`terms_key`
  ) AS `t8`
)
SELECT
  *
FROM (
  SELECT
    `t13`.`customer_key`,
    `t13`.`subscription_key`,
    `t13`.`item_key`,
    `t13`.`terms_key`,
    `t13`.`day`,
    `t13`.`cause`,
    `t13`.`native_micros`,
    `t13`.`run_rate_micros`,
    `t13`.`source_key`,
    `t13`.`row`
  FROM (
    SELECT
      `t11`.`customer_key`,
      `t11`.`subscription_key`,
      `t11`.`item_key`,
      `t11`.`terms_key`,
      `t11`.`day`,
      `t11`.`cause`,
      `t11`.`native_micros`,
      `t11`.`part`,
      `t11`.`source_key`,
      `t11`.`row`,
      `t11`.`currency`,
      `t11`.`balance`,
      `t11`.`before_day`,
      `t11`.`next_day`,
      `t11`.`native_micros` AS `run_rate_micros`
    FROM (
      SELECT
        *
      FROM `t9` AS `t10`
      WHERE
        `t10`.`currency` = 'USD'
    ) AS `t11`
  ) AS `t13`
) AS `t16`
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
    `t37`.`run_rate_micros`,
    `t37`.`source_key`,
    `t37`.`row`
  FROM (
    SELECT
      `t36`.`customer_key`,
      `t36`.`subscription_key`,
      `t36`.`item_key`,
      `t36`.`terms_key`,
      `t36`.`day`,
      `t36`.`cause`,
      `t36`.`native_micros`,
      `t36`.`part`,
      `t36`.`source_key`,
      `t36`.`row`,
      `t36`.`currency`,
      `t36`.`balance`,
      `t36`.`before_day`,
      `t36`.`next_day`,
      `t36`.`rate_scaled`,
      `t36`.`after`,
      `t36`.`before`,
      `t36`.`value_after`,
      `t36`.`value_before`,
      `t36`.`scale`,
      `t36`.`carried_after`,
      `t36`.`carried_before`,
      CAST(`t36`.`carried_after` - `t36`.`carried_before` AS BIGINT) AS `run_rate_micros`
    FROM (
      SELECT
        `t35`.`customer_key`,
        `t35`.`subscription_key`,
        `t35`.`item_key`,
        `t35`.`terms_key`,
        `t35`.`day`,
        `t35`.`cause`,
        `t35`.`native_micros`,
        `t35`.`part`,
        `t35`.`source_key`,
        `t35`.`row`,
        `t35`.`currency`,
        `t35`.`balance`,
        `t35`.`before_day`,
        `t35`.`next_day`,
        `t35`.`rate_scaled`,
        `t35`.`after`,
        `t35`.`before`,
        `t35`.`value_after`,
        `t35`.`value_before`,
        `t35`.`scale`,
        `t35`.`carried_after`,
        `t35`.`carried_before`
      FROM (
        SELECT
          `t34`.`customer_key`,
          `t34`.`subscription_key`,
          `t34`.`item_key`,
          `t34`.`terms_key`,
          `t34`.`day`,
          `t34`.`cause`,
          `t34`.`native_micros`,
          `t34`.`part`,
          `t34`.`source_key`,
          `t34`.`row`,
          `t34`.`currency`,
          `t34`.`balance`,
          `t34`.`before_day`,
          `t34`.`next_day`,
          `t34`.`rate_scaled`,
          `t34`.`after`,
          `t34`.`before`,
          `t34`.`value_after`,
          `t34`.`value_before`,
          `t34`.`scale`,
          `t34`.`carried_after`,
          `t34`.`n_`,
          `t34`.`d_`,
          `t34`.`q_`,
          `t34`.`r_`,
          IF(
            (
              (
                `t34`.`r_` + `t34`.`r_`
              ) > `t34`.`d_`
            )
            OR (
              (
                (
                  `t34`.`r_` + `t34`.`r_`
                ) = `t34`.`d_`
              )
              AND (
                (
                  CAST(`t34`.`q_` AS BIGINT) % 2
                ) <> 0
              )
            ),
            `t34`.`q_` + 1,
            `t34`.`q_`
          ) AS `carried_before`
        FROM (
          SELECT
            `t33`.`customer_key`,
            `t33`.`subscription_key`,
            `t33`.`item_key`,
            `t33`.`terms_key`,
            `t33`.`day`,
            `t33`.`cause`,
            `t33`.`native_micros`,
            `t33`.`part`,
            `t33`.`source_key`,
            `t33`.`row`,
            `t33`.`currency`,
            `t33`.`balance`,
            `t33`.`before_day`,
            `t33`.`next_day`,
            `t33`.`rate_scaled`,
            `t33`.`after`,
            `t33`.`before`,
            `t33`.`value_after`,
            `t33`.`value_before`,
            `t33`.`scale`,
            `t33`.`carried_after`,
            `t33`.`n_`,
            `t33`.`d_`,
            IF(
              `t33`.`r_` < 0,
              `t33`.`q_` - 1,
              IF(`t33`.`r_` >= `t33`.`d_`, `t33`.`q_` + 1, `t33`.`q_`)
            ) AS `q_`,
            IF(
              `t33`.`r_` < 0,
              `t33`.`r_` + `t33`.`d_`,
              IF(`t33`.`r_` >= `t33`.`d_`, `t33`.`r_` - `t33`.`d_`, `t33`.`r_`)
            ) AS `r_`
          FROM (
            SELECT
              `t32`.`customer_key`,
              `t32`.`subscription_key`,
              `t32`.`item_key`,
              `t32`.`terms_key`,
              `t32`.`day`,
              `t32`.`cause`,
              `t32`.`native_micros`,
              `t32`.`part`,
              `t32`.`source_key`,
              `t32`.`row`,
              `t32`.`currency`,
              `t32`.`balance`,
              `t32`.`before_day`,
              `t32`.`next_day`,
              `t32`.`rate_scaled`,
              `t32`.`after`,
              `t32`.`before`,
              `t32`.`value_after`,
              `t32`.`value_before`,
              `t32`.`scale`,
              `t32`.`carried_after`,
              `t32`.`n_`,
              `t32`.`d_`,
              `t32`.`q_`,
              `t32`.`n_` - (
                `t32`.`q_` * `t32`.`d_`
              ) AS `r_`
            FROM (
              SELECT
                `t31`.`customer_key`,
                `t31`.`subscription_key`,
                `t31`.`item_key`,
                `t31`.`terms_key`,
                `t31`.`day`,
                `t31`.`cause`,
                `t31`.`native_micros`,
                `t31`.`part`,
                `t31`.`source_key`,
                `t31`.`row`,
                `t31`.`currency`,
                `t31`.`balance`,
                `t31`.`before_day`,
                `t31`.`next_day`,
                `t31`.`rate_scaled`,
                `t31`.`after`,
                `t31`.`before`,
                `t31`.`value_after`,
                `t31`.`value_before`,
                `t31`.`scale`,
                `t31`.`carried_after`,
                `t31`.`n_`,
                `t31`.`d_`,
                `t31`.`q_` + CAST(CAST(FLOOR(CAST(`t31`.`r_` AS DOUBLE) / CAST(`t31`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                `t31`.`r_`
              FROM (
                SELECT
                  `t30`.`customer_key`,
                  `t30`.`subscription_key`,
                  `t30`.`item_key`,
                  `t30`.`terms_key`,
                  `t30`.`day`,
                  `t30`.`cause`,
                  `t30`.`native_micros`,
                  `t30`.`part`,
                  `t30`.`source_key`,
                  `t30`.`row`,
                  `t30`.`currency`,
                  `t30`.`balance`,
                  `t30`.`before_day`,
                  `t30`.`next_day`,
                  `t30`.`rate_scaled`,
                  `t30`.`after`,
                  `t30`.`before`,
                  `t30`.`value_after`,
                  `t30`.`value_before`,
                  `t30`.`scale`,
                  `t30`.`carried_after`,
                  `t30`.`n_`,
                  `t30`.`d_`,
                  `t30`.`q_`,
                  `t30`.`n_` - (
                    `t30`.`q_` * `t30`.`d_`
                  ) AS `r_`
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
                    `t29`.`row`,
                    `t29`.`currency`,
                    `t29`.`balance`,
                    `t29`.`before_day`,
                    `t29`.`next_day`,
                    `t29`.`rate_scaled`,
                    `t29`.`after`,
                    `t29`.`before`,
                    `t29`.`value_after`,
                    `t29`.`value_before`,
                    `t29`.`scale`,
                    `t29`.`carried_after`,
                    `t29`.`n_`,
                    `t29`.`d_`,
                    CAST(CAST(FLOOR(CAST(`t29`.`n_` AS DOUBLE) / CAST(`t29`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
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
                      `t28`.`row`,
                      `t28`.`currency`,
                      `t28`.`balance`,
                      `t28`.`before_day`,
                      `t28`.`next_day`,
                      `t28`.`rate_scaled`,
                      `t28`.`after`,
                      `t28`.`before`,
                      `t28`.`value_after`,
                      `t28`.`value_before`,
                      `t28`.`scale`,
                      `t28`.`carried_after`,
                      `t28`.`value_before` AS `n_`,
                      `t28`.`scale` AS `d_`
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
                        `t27`.`row`,
                        `t27`.`currency`,
                        `t27`.`balance`,
                        `t27`.`before_day`,
                        `t27`.`next_day`,
                        `t27`.`rate_scaled`,
                        `t27`.`after`,
                        `t27`.`before`,
                        `t27`.`value_after`,
                        `t27`.`value_before`,
                        `t27`.`scale`,
                        `t27`.`carried_after`
                      FROM (
                        SELECT
                          `t26`.`customer_key`,
                          `t26`.`subscription_key`,
                          `t26`.`item_key`,
                          `t26`.`terms_key`,
                          `t26`.`day`,
                          `t26`.`cause`,
                          `t26`.`native_micros`,
                          `t26`.`part`,
                          `t26`.`source_key`,
                          `t26`.`row`,
                          `t26`.`currency`,
                          `t26`.`balance`,
                          `t26`.`before_day`,
                          `t26`.`next_day`,
                          `t26`.`rate_scaled`,
                          `t26`.`after`,
                          `t26`.`before`,
                          `t26`.`value_after`,
                          `t26`.`value_before`,
                          `t26`.`scale`,
                          `t26`.`n_`,
                          `t26`.`d_`,
                          `t26`.`q_`,
                          `t26`.`r_`,
                          IF(
                            (
                              (
                                `t26`.`r_` + `t26`.`r_`
                              ) > `t26`.`d_`
                            )
                            OR (
                              (
                                (
                                  `t26`.`r_` + `t26`.`r_`
                                ) = `t26`.`d_`
                              )
                              AND (
                                (
                                  CAST(`t26`.`q_` AS BIGINT) % 2
                                ) <> 0
                              )
                            ),
                            `t26`.`q_` + 1,
                            `t26`.`q_`
                          ) AS `carried_after`
                        FROM (
                          SELECT
                            `t25`.`customer_key`,
                            `t25`.`subscription_key`,
                            `t25`.`item_key`,
                            `t25`.`terms_key`,
                            `t25`.`day`,
                            `t25`.`cause`,
                            `t25`.`native_micros`,
                            `t25`.`part`,
                            `t25`.`source_key`,
                            `t25`.`row`,
                            `t25`.`currency`,
                            `t25`.`balance`,
                            `t25`.`before_day`,
                            `t25`.`next_day`,
                            `t25`.`rate_scaled`,
                            `t25`.`after`,
                            `t25`.`before`,
                            `t25`.`value_after`,
                            `t25`.`value_before`,
                            `t25`.`scale`,
                            `t25`.`n_`,
                            `t25`.`d_`,
                            IF(
                              `t25`.`r_` < 0,
                              `t25`.`q_` - 1,
                              IF(`t25`.`r_` >= `t25`.`d_`, `t25`.`q_` + 1, `t25`.`q_`)
                            ) AS `q_`,
                            IF(
                              `t25`.`r_` < 0,
                              `t25`.`r_` + `t25`.`d_`,
                              IF(`t25`.`r_` >= `t25`.`d_`, `t25`.`r_` - `t25`.`d_`, `t25`.`r_`)
                            ) AS `r_`
                          FROM (
                            SELECT
                              `t24`.`customer_key`,
                              `t24`.`subscription_key`,
                              `t24`.`item_key`,
                              `t24`.`terms_key`,
                              `t24`.`day`,
                              `t24`.`cause`,
                              `t24`.`native_micros`,
                              `t24`.`part`,
                              `t24`.`source_key`,
                              `t24`.`row`,
                              `t24`.`currency`,
                              `t24`.`balance`,
                              `t24`.`before_day`,
                              `t24`.`next_day`,
                              `t24`.`rate_scaled`,
                              `t24`.`after`,
                              `t24`.`before`,
                              `t24`.`value_after`,
                              `t24`.`value_before`,
                              `t24`.`scale`,
                              `t24`.`n_`,
                              `t24`.`d_`,
                              `t24`.`q_`,
                              `t24`.`n_` - (
                                `t24`.`q_` * `t24`.`d_`
                              ) AS `r_`
                            FROM (
                              SELECT
                                `t23`.`customer_key`,
                                `t23`.`subscription_key`,
                                `t23`.`item_key`,
                                `t23`.`terms_key`,
                                `t23`.`day`,
                                `t23`.`cause`,
                                `t23`.`native_micros`,
                                `t23`.`part`,
                                `t23`.`source_key`,
                                `t23`.`row`,
                                `t23`.`currency`,
                                `t23`.`balance`,
                                `t23`.`before_day`,
                                `t23`.`next_day`,
                                `t23`.`rate_scaled`,
                                `t23`.`after`,
                                `t23`.`before`,
                                `t23`.`value_after`,
                                `t23`.`value_before`,
                                `t23`.`scale`,
                                `t23`.`n_`,
                                `t23`.`d_`,
                                `t23`.`q_` + CAST(CAST(FLOOR(CAST(`t23`.`r_` AS DOUBLE) / CAST(`t23`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                                `t23`.`r_`
                              FROM (
                                SELECT
                                  `t22`.`customer_key`,
                                  `t22`.`subscription_key`,
                                  `t22`.`item_key`,
                                  `t22`.`terms_key`,
                                  `t22`.`day`,
                                  `t22`.`cause`,
                                  `t22`.`native_micros`,
                                  `t22`.`part`,
                                  `t22`.`source_key`,
                                  `t22`.`row`,
                                  `t22`.`currency`,
                                  `t22`.`balance`,
                                  `t22`.`before_day`,
                                  `t22`.`next_day`,
                                  `t22`.`rate_scaled`,
                                  `t22`.`after`,
                                  `t22`.`before`,
                                  `t22`.`value_after`,
                                  `t22`.`value_before`,
                                  `t22`.`scale`,
                                  `t22`.`n_`,
                                  `t22`.`d_`,
                                  `t22`.`q_`,
                                  `t22`.`n_` - (
                                    `t22`.`q_` * `t22`.`d_`
                                  ) AS `r_`
                                FROM (
                                  SELECT
                                    `t21`.`customer_key`,
                                    `t21`.`subscription_key`,
                                    `t21`.`item_key`,
                                    `t21`.`terms_key`,
                                    `t21`.`day`,
                                    `t21`.`cause`,
                                    `t21`.`native_micros`,
                                    `t21`.`part`,
                                    `t21`.`source_key`,
                                    `t21`.`row`,
                                    `t21`.`currency`,
                                    `t21`.`balance`,
                                    `t21`.`before_day`,
                                    `t21`.`next_day`,
                                    `t21`.`rate_scaled`,
                                    `t21`.`after`,
                                    `t21`.`before`,
                                    `t21`.`value_after`,
                                    `t21`.`value_before`,
                                    `t21`.`scale`,
                                    `t21`.`n_`,
                                    `t21`.`d_`,
                                    CAST(CAST(FLOOR(CAST(`t21`.`n_` AS DOUBLE) / CAST(`t21`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                                  FROM (
                                    SELECT
                                      `t20`.`customer_key`,
                                      `t20`.`subscription_key`,
                                      `t20`.`item_key`,
                                      `t20`.`terms_key`,
                                      `t20`.`day`,
                                      `t20`.`cause`,
                                      `t20`.`native_micros`,
                                      `t20`.`part`,
                                      `t20`.`source_key`,
                                      `t20`.`row`,
                                      `t20`.`currency`,
                                      `t20`.`balance`,
                                      `t20`.`before_day`,
                                      `t20`.`next_day`,
                                      `t20`.`rate_scaled`,
                                      `t20`.`after`,
                                      `t20`.`before`,
                                      `t20`.`value_after`,
                                      `t20`.`value_before`,
                                      `t20`.`scale`,
                                      `t20`.`value_after` AS `n_`,
                                      `t20`.`scale` AS `d_`
                                    FROM (
                                      SELECT
                                        `t19`.`customer_key`,
                                        `t19`.`subscription_key`,
                                        `t19`.`item_key`,
                                        `t19`.`terms_key`,
                                        `t19`.`day`,
                                        `t19`.`cause`,
                                        `t19`.`native_micros`,
                                        `t19`.`part`,
                                        `t19`.`source_key`,
                                        `t19`.`row`,
                                        `t19`.`currency`,
                                        `t19`.`balance`,
                                        `t19`.`before_day`,
                                        `t19`.`next_day`,
                                        `t19`.`rate_scaled`,
                                        `t19`.`after`,
                                        `t19`.`before`,
                                        CAST(`t19`.`after` AS DECIMAL(38, 0)) * `t19`.`rate_scaled` AS `value_after`,
                                        CAST(`t19`.`before` AS DECIMAL(38, 0)) * `t19`.`rate_scaled` AS `value_before`,
                                        CAST(1000000000000 AS DECIMAL(38, 0)) AS `scale`
                                      FROM (
                                        SELECT
                                          `t18`.`customer_key`,
                                          `t18`.`subscription_key`,
                                          `t18`.`item_key`,
                                          `t18`.`terms_key`,
                                          `t18`.`day`,
                                          `t18`.`cause`,
                                          `t18`.`native_micros`,
                                          `t18`.`part`,
                                          `t18`.`source_key`,
                                          `t18`.`row`,
                                          `t18`.`currency`,
                                          `t18`.`balance`,
                                          `t18`.`before_day`,
                                          `t18`.`next_day`,
                                          `t18`.`rate_scaled`,
                                          `t18`.`balance` AS `after`,
                                          `t18`.`balance` - `t18`.`native_micros` AS `before`
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
                                            `t17`.`row`,
                                            `t17`.`currency`,
                                            `t17`.`balance`,
                                            `t17`.`before_day`,
                                            `t17`.`next_day`,
                                            `t17`.`rate_scaled`
                                          FROM (
                                            SELECT
                                              `t15`.`customer_key`,
                                              `t15`.`subscription_key`,
                                              `t15`.`item_key`,
                                              `t15`.`terms_key`,
                                              `t15`.`day`,
                                              `t15`.`cause`,
                                              `t15`.`native_micros`,
                                              `t15`.`part`,
                                              `t15`.`source_key`,
                                              `t15`.`row`,
                                              `t15`.`currency`,
                                              `t15`.`balance`,
                                              `t15`.`before_day`,
                                              `t15`.`next_day`,
                                              `t15`.`rate_day`,
                                              `t7`.`rate_currency`,
                                              `t7`.`rate_day_`,
                                              `t7`.`rate_scaled`
                                            FROM (
                                              SELECT
                                                `t12`.`customer_key`,
                                                `t12`.`subscription_key`,
                                                `t12`.`item_key`,
                                                `t12`.`terms_key`,
                                                `t12`.`day`,
                                                `t12`.`cause`,
                                                `t12`.`native_micros`,
                                                `t12`.`part`,
                                                `t12`.`source_key`,
                                                `t12`.`row`,
                                                `t12`.`currency`,
                                                `t12`.`balance`,
                                                `t12`.`before_day`,
                                                `t12`.`next_day`,
                                                MAKE_DATE(9999, 12, 31) AS `rate_day`
                                              FROM (
                                                SELECT
                                                  *
                                                FROM `t9` AS `t10`
                                                WHERE
                                                  `t10`.`currency` <> 'USD'
                                              ) AS `t12`
                                            ) AS `t15`
                                            INNER JOIN (
                                              SELECT
                                                `t2`.`currency` AS `rate_currency`,
                                                `t2`.`day` AS `rate_day_`,
                                                `t2`.`rate_scaled`
                                              FROM `rates` AS `t2`
                                            ) AS `t7`
                                              ON `t15`.`currency` = `t7`.`rate_currency` AND `t15`.`rate_day` = `t7`.`rate_day_`
                                          ) AS `t17`
                                        ) AS `t18`
                                      ) AS `t19`
                                    ) AS `t20`
                                  ) AS `t21`
                                ) AS `t22`
                              ) AS `t23`
                            ) AS `t24`
                          ) AS `t25`
                        ) AS `t26`
                      ) AS `t27`
                    ) AS `t28`
                  ) AS `t29`
                ) AS `t30`
              ) AS `t31`
            ) AS `t32`
          ) AS `t33`
        ) AS `t34`
      ) AS `t35`
    ) AS `t36`
  ) AS `t37`
) AS `t38`
