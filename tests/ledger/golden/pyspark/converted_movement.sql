WITH `t11` AS (
  SELECT
    `t10`.`customer_key`,
    `t10`.`subscription_key`,
    `t10`.`item_key`,
    `t10`.`terms_key`,
    `t10`.`day`,
    `t10`.`cause`,
    `t10`.`native_micros`,
    `t10`.`part`,
    `t10`.`source_key`,
    `t10`.`row`,
    `t10`.`currency`,
    SUM(`t10`.`native_micros`) OVER (
      PARTITION BY `t10`.`item_key`, `t10`.`currency`
      ORDER BY `t10`.`day` ASC NULLS LAST, `t10`.`part` ASC NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS `balance`,
    LAG(`t10`.`day`) OVER (
      PARTITION BY `t10`.`item_key`, `t10`.`currency`
      ORDER BY `t10`.`day` ASC NULLS LAST, `t10`.`part` ASC NULLS LAST
    ) AS `before_day`,
    LEAD(`t10`.`day`) OVER (
      PARTITION BY `t10`.`item_key`, `t10`.`currency`
      ORDER BY `t10`.`day` ASC NULLS LAST, `t10`.`part` ASC NULLS LAST
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
      `t7`.`currency`
    FROM `drafted` AS `t3`
    INNER JOIN (
      SELECT
        `t1`.`terms_key`,
        `t1`.`currency`
      FROM `rules` AS `t1`
    ) AS `t7`
      ON `t3`.`terms_key` = `t7`.`terms_key`
  ) AS `t10`
)
SELECT
  *
FROM (
  SELECT
    `t67`.`customer_key`,
    `t67`.`subscription_key`,
    `t67`.`item_key`,
    `t67`.`terms_key`,
    `t67`.`day`,
    `t67`.`cause`,
    `t67`.`native_micros`,
    `t67`.`run_rate_micros`,
    `t67`.`source_key`,
    `t67`.`row`
  FROM (
    SELECT
      `t66`.`customer_key`,
      `t66`.`subscription_key`,
      `t66`.`item_key`,
      `t66`.`terms_key`,
      `t66`.`day`,
      'fx' AS `cause`,
      0 AS `native_micros`,
      `t66`.`part`,
      `t66`.`source_key`,
      `t66`.`row`,
      `t66`.`currency`,
      `t66`.`balance`,
      `t66`.`before_day`,
      `t66`.`next_day`,
      `t66`.`rate_scaled`,
      `t66`.`rate_before`,
      `t66`.`held`,
      `t66`.`value_after`,
      `t66`.`value_before`,
      `t66`.`scale`,
      `t66`.`carried_after`,
      `t66`.`carried_before`,
      `t66`.`run_rate_micros`
    FROM (
      SELECT
        *
      FROM (
        SELECT
          `t64`.`customer_key`,
          `t64`.`subscription_key`,
          `t64`.`item_key`,
          `t64`.`terms_key`,
          `t64`.`day`,
          `t64`.`cause`,
          `t64`.`native_micros`,
          `t64`.`part`,
          `t64`.`source_key`,
          `t64`.`row`,
          `t64`.`currency`,
          `t64`.`balance`,
          `t64`.`before_day`,
          `t64`.`next_day`,
          `t64`.`rate_scaled`,
          `t64`.`rate_before`,
          `t64`.`held`,
          `t64`.`value_after`,
          `t64`.`value_before`,
          `t64`.`scale`,
          `t64`.`carried_after`,
          `t64`.`carried_before`,
          CAST(`t64`.`carried_after` - `t64`.`carried_before` AS BIGINT) AS `run_rate_micros`
        FROM (
          SELECT
            `t63`.`customer_key`,
            `t63`.`subscription_key`,
            `t63`.`item_key`,
            `t63`.`terms_key`,
            `t63`.`day`,
            `t63`.`cause`,
            `t63`.`native_micros`,
            `t63`.`part`,
            `t63`.`source_key`,
            `t63`.`row`,
            `t63`.`currency`,
            `t63`.`balance`,
            `t63`.`before_day`,
            `t63`.`next_day`,
            `t63`.`rate_scaled`,
            `t63`.`rate_before`,
            `t63`.`held`,
            `t63`.`value_after`,
            `t63`.`value_before`,
            `t63`.`scale`,
            `t63`.`carried_after`,
            `t63`.`carried_before`
          FROM (
            SELECT
              `t59`.`customer_key`,
              `t59`.`subscription_key`,
              `t59`.`item_key`,
              `t59`.`terms_key`,
              `t59`.`day`,
              `t59`.`cause`,
              `t59`.`native_micros`,
              `t59`.`part`,
              `t59`.`source_key`,
              `t59`.`row`,
              `t59`.`currency`,
              `t59`.`balance`,
              `t59`.`before_day`,
              `t59`.`next_day`,
              `t59`.`rate_scaled`,
              `t59`.`rate_before`,
              `t59`.`held`,
              `t59`.`value_after`,
              `t59`.`value_before`,
              `t59`.`scale`,
              `t59`.`carried_after`,
              `t59`.`n_`,
              `t59`.`d_`,
              `t59`.`q_`,
              `t59`.`r_`,
              IF(
                (
                  (
                    `t59`.`r_` + `t59`.`r_`
                  ) > `t59`.`d_`
                )
                OR (
                  (
                    (
                      `t59`.`r_` + `t59`.`r_`
                    ) = `t59`.`d_`
                  )
                  AND (
                    (
                      CAST(`t59`.`q_` AS BIGINT) % 2
                    ) <> 0
                  )
                ),
                `t59`.`q_` + 1,
                `t59`.`q_`
              ) AS `carried_before`
            FROM (
              SELECT
                `t56`.`customer_key`,
                `t56`.`subscription_key`,
                `t56`.`item_key`,
                `t56`.`terms_key`,
                `t56`.`day`,
                `t56`.`cause`,
                `t56`.`native_micros`,
                `t56`.`part`,
                `t56`.`source_key`,
                `t56`.`row`,
                `t56`.`currency`,
                `t56`.`balance`,
                `t56`.`before_day`,
                `t56`.`next_day`,
                `t56`.`rate_scaled`,
                `t56`.`rate_before`,
                `t56`.`held`,
                `t56`.`value_after`,
                `t56`.`value_before`,
                `t56`.`scale`,
                `t56`.`carried_after`,
                `t56`.`n_`,
                `t56`.`d_`,
                IF(
                  `t56`.`r_` < 0,
                  `t56`.`q_` - 1,
                  IF(`t56`.`r_` >= `t56`.`d_`, `t56`.`q_` + 1, `t56`.`q_`)
                ) AS `q_`,
                IF(
                  `t56`.`r_` < 0,
                  `t56`.`r_` + `t56`.`d_`,
                  IF(`t56`.`r_` >= `t56`.`d_`, `t56`.`r_` - `t56`.`d_`, `t56`.`r_`)
                ) AS `r_`
              FROM (
                SELECT
                  `t55`.`customer_key`,
                  `t55`.`subscription_key`,
                  `t55`.`item_key`,
                  `t55`.`terms_key`,
                  `t55`.`day`,
                  `t55`.`cause`,
                  `t55`.`native_micros`,
                  `t55`.`part`,
                  `t55`.`source_key`,
                  `t55`.`row`,
                  `t55`.`currency`,
                  `t55`.`balance`,
                  `t55`.`before_day`,
                  `t55`.`next_day`,
                  `t55`.`rate_scaled`,
                  `t55`.`rate_before`,
                  `t55`.`held`,
                  `t55`.`value_after`,
                  `t55`.`value_before`,
                  `t55`.`scale`,
                  `t55`.`carried_after`,
                  `t55`.`n_`,
                  `t55`.`d_`,
                  `t55`.`q_`,
                  `t55`.`n_` - (
                    `t55`.`q_` * `t55`.`d_`
                  ) AS `r_`
                FROM (
                  SELECT
                    `t53`.`customer_key`,
                    `t53`.`subscription_key`,
                    `t53`.`item_key`,
                    `t53`.`terms_key`,
                    `t53`.`day`,
                    `t53`.`cause`,
                    `t53`.`native_micros`,
                    `t53`.`part`,
                    `t53`.`source_key`,
                    `t53`.`row`,
                    `t53`.`currency`,
                    `t53`.`balance`,
                    `t53`.`before_day`,
                    `t53`.`next_day`,
                    `t53`.`rate_scaled`,
                    `t53`.`rate_before`,
                    `t53`.`held`,
                    `t53`.`value_after`,
                    `t53`.`value_before`,
                    `t53`.`scale`,
                    `t53`.`carried_after`,
                    `t53`.`n_`,
                    `t53`.`d_`,
                    `t53`.`q_` + CAST(CAST(FLOOR(CAST(`t53`.`r_` AS DOUBLE) / CAST(`t53`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                    `t53`.`r_`
                  FROM (
                    SELECT
                      `t51`.`customer_key`,
                      `t51`.`subscription_key`,
                      `t51`.`item_key`,
                      `t51`.`terms_key`,
                      `t51`.`day`,
                      `t51`.`cause`,
                      `t51`.`native_micros`,
                      `t51`.`part`,
                      `t51`.`source_key`,
                      `t51`.`row`,
                      `t51`.`currency`,
                      `t51`.`balance`,
                      `t51`.`before_day`,
                      `t51`.`next_day`,
                      `t51`.`rate_scaled`,
                      `t51`.`rate_before`,
                      `t51`.`held`,
                      `t51`.`value_after`,
                      `t51`.`value_before`,
                      `t51`.`scale`,
                      `t51`.`carried_after`,
                      `t51`.`n_`,
                      `t51`.`d_`,
                      `t51`.`q_`,
                      `t51`.`n_` - (
                        `t51`.`q_` * `t51`.`d_`
                      ) AS `r_`
                    FROM (
                      SELECT
                        `t49`.`customer_key`,
                        `t49`.`subscription_key`,
                        `t49`.`item_key`,
                        `t49`.`terms_key`,
                        `t49`.`day`,
                        `t49`.`cause`,
                        `t49`.`native_micros`,
                        `t49`.`part`,
                        `t49`.`source_key`,
                        `t49`.`row`,
                        `t49`.`currency`,
                        `t49`.`balance`,
                        `t49`.`before_day`,
                        `t49`.`next_day`,
                        `t49`.`rate_scaled`,
                        `t49`.`rate_before`,
                        `t49`.`held`,
                        `t49`.`value_after`,
                        `t49`.`value_before`,
                        `t49`.`scale`,
                        `t49`.`carried_after`,
                        `t49`.`n_`,
                        `t49`.`d_`,
                        CAST(CAST(FLOOR(CAST(`t49`.`n_` AS DOUBLE) / CAST(`t49`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                      FROM (
                        SELECT
                          `t47`.`customer_key`,
                          `t47`.`subscription_key`,
                          `t47`.`item_key`,
                          `t47`.`terms_key`,
                          `t47`.`day`,
                          `t47`.`cause`,
                          `t47`.`native_micros`,
                          `t47`.`part`,
                          `t47`.`source_key`,
                          `t47`.`row`,
                          `t47`.`currency`,
                          `t47`.`balance`,
                          `t47`.`before_day`,
                          `t47`.`next_day`,
                          `t47`.`rate_scaled`,
                          `t47`.`rate_before`,
                          `t47`.`held`,
                          `t47`.`value_after`,
                          `t47`.`value_before`,
                          `t47`.`scale`,
                          `t47`.`carried_after`,
                          `t47`.`value_before` AS `n_`,
                          `t47`.`scale` AS `d_`
                        FROM (
                          SELECT
                            `t46`.`customer_key`,
                            `t46`.`subscription_key`,
                            `t46`.`item_key`,
                            `t46`.`terms_key`,
                            `t46`.`day`,
                            `t46`.`cause`,
                            `t46`.`native_micros`,
                            `t46`.`part`,
                            `t46`.`source_key`,
                            `t46`.`row`,
                            `t46`.`currency`,
                            `t46`.`balance`,
                            `t46`.`before_day`,
                            `t46`.`next_day`,
                            `t46`.`rate_scaled`,
                            `t46`.`rate_before`,
                            `t46`.`held`,
                            `t46`.`value_after`,
                            `t46`.`value_before`,
                            `t46`.`scale`,
                            `t46`.`carried_after`
                          FROM (
                            SELECT
                              `t43`.`customer_key`,
                              `t43`.`subscription_key`,
                              `t43`.`item_key`,
                              `t43`.`terms_key`,
                              `t43`.`day`,
                              `t43`.`cause`,
                              `t43`.`native_micros`,
                              `t43`.`part`,
                              `t43`.`source_key`,
                              `t43`.`row`,
                              `t43`.`currency`,
                              `t43`.`balance`,
                              `t43`.`before_day`,
                              `t43`.`next_day`,
                              `t43`.`rate_scaled`,
                              `t43`.`rate_before`,
                              `t43`.`held`,
                              `t43`.`value_after`,
                              `t43`.`value_before`,
                              `t43`.`scale`,
                              `t43`.`n_`,
                              `t43`.`d_`,
                              `t43`.`q_`,
                              `t43`.`r_`,
                              IF(
                                (
                                  (
                                    `t43`.`r_` + `t43`.`r_`
                                  ) > `t43`.`d_`
                                )
                                OR (
                                  (
                                    (
                                      `t43`.`r_` + `t43`.`r_`
                                    ) = `t43`.`d_`
                                  )
                                  AND (
                                    (
                                      CAST(`t43`.`q_` AS BIGINT) % 2
                                    ) <> 0
                                  )
                                ),
                                `t43`.`q_` + 1,
                                `t43`.`q_`
                              ) AS `carried_after`
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
                                `t40`.`row`,
                                `t40`.`currency`,
                                `t40`.`balance`,
                                `t40`.`before_day`,
                                `t40`.`next_day`,
                                `t40`.`rate_scaled`,
                                `t40`.`rate_before`,
                                `t40`.`held`,
                                `t40`.`value_after`,
                                `t40`.`value_before`,
                                `t40`.`scale`,
                                `t40`.`n_`,
                                `t40`.`d_`,
                                IF(
                                  `t40`.`r_` < 0,
                                  `t40`.`q_` - 1,
                                  IF(`t40`.`r_` >= `t40`.`d_`, `t40`.`q_` + 1, `t40`.`q_`)
                                ) AS `q_`,
                                IF(
                                  `t40`.`r_` < 0,
                                  `t40`.`r_` + `t40`.`d_`,
                                  IF(`t40`.`r_` >= `t40`.`d_`, `t40`.`r_` - `t40`.`d_`, `t40`.`r_`)
                                ) AS `r_`
                              FROM (
                                SELECT
                                  `t39`.`customer_key`,
                                  `t39`.`subscription_key`,
                                  `t39`.`item_key`,
                                  `t39`.`terms_key`,
                                  `t39`.`day`,
                                  `t39`.`cause`,
                                  `t39`.`native_micros`,
                                  `t39`.`part`,
                                  `t39`.`source_key`,
                                  `t39`.`row`,
                                  `t39`.`currency`,
                                  `t39`.`balance`,
                                  `t39`.`before_day`,
                                  `t39`.`next_day`,
                                  `t39`.`rate_scaled`,
                                  `t39`.`rate_before`,
                                  `t39`.`held`,
                                  `t39`.`value_after`,
                                  `t39`.`value_before`,
                                  `t39`.`scale`,
                                  `t39`.`n_`,
                                  `t39`.`d_`,
                                  `t39`.`q_`,
                                  `t39`.`n_` - (
                                    `t39`.`q_` * `t39`.`d_`
                                  ) AS `r_`
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
                                    `t37`.`row`,
                                    `t37`.`currency`,
                                    `t37`.`balance`,
                                    `t37`.`before_day`,
                                    `t37`.`next_day`,
                                    `t37`.`rate_scaled`,
                                    `t37`.`rate_before`,
                                    `t37`.`held`,
                                    `t37`.`value_after`,
                                    `t37`.`value_before`,
                                    `t37`.`scale`,
                                    `t37`.`n_`,
                                    `t37`.`d_`,
                                    `t37`.`q_` + CAST(CAST(FLOOR(CAST(`t37`.`r_` AS DOUBLE) / CAST(`t37`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                                    `t37`.`r_`
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
                                      `t35`.`rate_before`,
                                      `t35`.`held`,
                                      `t35`.`value_after`,
                                      `t35`.`value_before`,
                                      `t35`.`scale`,
                                      `t35`.`n_`,
                                      `t35`.`d_`,
                                      `t35`.`q_`,
                                      `t35`.`n_` - (
                                        `t35`.`q_` * `t35`.`d_`
                                      ) AS `r_`
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
                                        `t33`.`rate_before`,
                                        `t33`.`held`,
                                        `t33`.`value_after`,
                                        `t33`.`value_before`,
                                        `t33`.`scale`,
                                        `t33`.`n_`,
                                        `t33`.`d_`,
                                        CAST(CAST(FLOOR(CAST(`t33`.`n_` AS DOUBLE) / CAST(`t33`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
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
                                          `t31`.`rate_before`,
                                          `t31`.`held`,
                                          `t31`.`value_after`,
                                          `t31`.`value_before`,
                                          `t31`.`scale`,
                                          `t31`.`value_after` AS `n_`,
                                          `t31`.`scale` AS `d_`
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
                                            `t29`.`rate_before`,
                                            `t29`.`held`,
                                            CAST(`t29`.`held` AS DECIMAL(38, 0)) * `t29`.`rate_scaled` AS `value_after`,
                                            CAST(`t29`.`held` AS DECIMAL(38, 0)) * `t29`.`rate_before` AS `value_before`,
                                            CAST(1000000000000 AS DECIMAL(38, 0)) AS `scale`
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
                                              `t28`.`rate_before`,
                                              `t28`.`balance` - `t28`.`native_micros` AS `held`
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
                                                `t27`.`rate_before`
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
                                                  `t24`.`rate_day`,
                                                  `t9`.`rate_currency`,
                                                  `t9`.`rate_day_`,
                                                  `t9`.`rate_before`
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
                                                    `t22`.`before_day` AS `rate_day`
                                                  FROM (
                                                    SELECT
                                                      *
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
                                                        `t19`.`rate_scaled`
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
                                                          `t17`.`rate_day`,
                                                          `t8`.`rate_currency`,
                                                          `t8`.`rate_day_`,
                                                          `t8`.`rate_scaled`
                                                        FROM (
                                                          SELECT
                                                            `t14`.`customer_key`,
                                                            `t14`.`subscription_key`,
                                                            `t14`.`item_key`,
                                                            `t14`.`terms_key`,
                                                            `t14`.`day`,
                                                            `t14`.`cause`,
                                                            `t14`.`native_micros`,
                                                            `t14`.`part`,
                                                            `t14`.`source_key`,
                                                            `t14`.`row`,
                                                            `t14`.`currency`,
                                                            `t14`.`balance`,
                                                            `t14`.`before_day`,
                                                            `t14`.`next_day`,
                                                            `t14`.`day` AS `rate_day`
                                                          FROM (
                                                            SELECT
                                                              *
                                                            FROM `t11` AS `t12`
                                                            WHERE
                                                              `t12`.`currency` <> 'USD'
                                                          ) AS `t14`
                                                        ) AS `t17`
                                                        INNER JOIN (
                                                          SELECT
                                                            `t2`.`currency` AS `rate_currency`,
                                                            `t2`.`day` AS `rate_day_`,
                                                            `t2`.`rate_scaled`
                                                          FROM `rates` AS `t2`
                                                        ) AS `t8`
                                                          ON `t17`.`currency` = `t8`.`rate_currency` AND `t17`.`rate_day` = `t8`.`rate_day_`
                                                      ) AS `t19`
                                                    ) AS `t20`
                                                    WHERE
                                                      `t20`.`before_day` < `t20`.`day`
                                                  ) AS `t22`
                                                ) AS `t24`
                                                INNER JOIN (
                                                  SELECT
                                                    `t2`.`currency` AS `rate_currency`,
                                                    `t2`.`day` AS `rate_day_`,
                                                    `t2`.`rate_scaled` AS `rate_before`
                                                  FROM `rates` AS `t2`
                                                ) AS `t9`
                                                  ON `t24`.`currency` = `t9`.`rate_currency` AND `t24`.`rate_day` = `t9`.`rate_day_`
                                              ) AS `t27`
                                            ) AS `t28`
                                          ) AS `t29`
                                        ) AS `t31`
                                      ) AS `t33`
                                    ) AS `t35`
                                  ) AS `t37`
                                ) AS `t39`
                              ) AS `t40`
                            ) AS `t43`
                          ) AS `t46`
                        ) AS `t47`
                      ) AS `t49`
                    ) AS `t51`
                  ) AS `t53`
                ) AS `t55`
              ) AS `t56`
            ) AS `t59`
          ) AS `t63`
        ) AS `t64`
      ) AS `t65`
      WHERE
        `t65`.`run_rate_micros` <> 0
    ) AS `t66`
  ) AS `t67`
) AS `t68`
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      `t15`.`customer_key`,
      `t15`.`subscription_key`,
      `t15`.`item_key`,
      `t15`.`terms_key`,
      `t15`.`day`,
      `t15`.`cause`,
      `t15`.`native_micros`,
      `t15`.`run_rate_micros`,
      `t15`.`source_key`,
      `t15`.`row`
    FROM (
      SELECT
        `t13`.`customer_key`,
        `t13`.`subscription_key`,
        `t13`.`item_key`,
        `t13`.`terms_key`,
        `t13`.`day`,
        `t13`.`cause`,
        `t13`.`native_micros`,
        `t13`.`part`,
        `t13`.`source_key`,
        `t13`.`row`,
        `t13`.`currency`,
        `t13`.`balance`,
        `t13`.`before_day`,
        `t13`.`next_day`,
        `t13`.`native_micros` AS `run_rate_micros`
      FROM (
        SELECT
          *
        FROM `t11` AS `t12`
        WHERE
          `t12`.`currency` = 'USD'
      ) AS `t13`
    ) AS `t15`
  ) AS `t18`
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      `t60`.`customer_key`,
      `t60`.`subscription_key`,
      `t60`.`item_key`,
      `t60`.`terms_key`,
      `t60`.`day`,
      `t60`.`cause`,
      `t60`.`native_micros`,
      `t60`.`run_rate_micros`,
      `t60`.`source_key`,
      `t60`.`row`
    FROM (
      SELECT
        `t58`.`customer_key`,
        `t58`.`subscription_key`,
        `t58`.`item_key`,
        `t58`.`terms_key`,
        `t58`.`day`,
        `t58`.`cause`,
        `t58`.`native_micros`,
        `t58`.`part`,
        `t58`.`source_key`,
        `t58`.`row`,
        `t58`.`currency`,
        `t58`.`balance`,
        `t58`.`before_day`,
        `t58`.`next_day`,
        `t58`.`rate_scaled`,
        `t58`.`after`,
        `t58`.`before`,
        `t58`.`value_after`,
        `t58`.`value_before`,
        `t58`.`scale`,
        `t58`.`carried_after`,
        `t58`.`carried_before`,
        CAST(`t58`.`carried_after` - `t58`.`carried_before` AS BIGINT) AS `run_rate_micros`
      FROM (
        SELECT
          `t57`.`customer_key`,
          `t57`.`subscription_key`,
          `t57`.`item_key`,
          `t57`.`terms_key`,
          `t57`.`day`,
          `t57`.`cause`,
          `t57`.`native_micros`,
          `t57`.`part`,
          `t57`.`source_key`,
          `t57`.`row`,
          `t57`.`currency`,
          `t57`.`balance`,
          `t57`.`before_day`,
          `t57`.`next_day`,
          `t57`.`rate_scaled`,
          `t57`.`after`,
          `t57`.`before`,
          `t57`.`value_after`,
          `t57`.`value_before`,
          `t57`.`scale`,
          `t57`.`carried_after`,
          `t57`.`carried_before`
        FROM (
          SELECT
            `t54`.`customer_key`,
            `t54`.`subscription_key`,
            `t54`.`item_key`,
            `t54`.`terms_key`,
            `t54`.`day`,
            `t54`.`cause`,
            `t54`.`native_micros`,
            `t54`.`part`,
            `t54`.`source_key`,
            `t54`.`row`,
            `t54`.`currency`,
            `t54`.`balance`,
            `t54`.`before_day`,
            `t54`.`next_day`,
            `t54`.`rate_scaled`,
            `t54`.`after`,
            `t54`.`before`,
            `t54`.`value_after`,
            `t54`.`value_before`,
            `t54`.`scale`,
            `t54`.`carried_after`,
            `t54`.`n_`,
            `t54`.`d_`,
            `t54`.`q_`,
            `t54`.`r_`,
            IF(
              (
                (
                  `t54`.`r_` + `t54`.`r_`
                ) > `t54`.`d_`
              )
              OR (
                (
                  (
                    `t54`.`r_` + `t54`.`r_`
                  ) = `t54`.`d_`
                )
                AND (
                  (
                    CAST(`t54`.`q_` AS BIGINT) % 2
                  ) <> 0
                )
              ),
              `t54`.`q_` + 1,
              `t54`.`q_`
            ) AS `carried_before`
          FROM (
            SELECT
              `t52`.`customer_key`,
              `t52`.`subscription_key`,
              `t52`.`item_key`,
              `t52`.`terms_key`,
              `t52`.`day`,
              `t52`.`cause`,
              `t52`.`native_micros`,
              `t52`.`part`,
              `t52`.`source_key`,
              `t52`.`row`,
              `t52`.`currency`,
              `t52`.`balance`,
              `t52`.`before_day`,
              `t52`.`next_day`,
              `t52`.`rate_scaled`,
              `t52`.`after`,
              `t52`.`before`,
              `t52`.`value_after`,
              `t52`.`value_before`,
              `t52`.`scale`,
              `t52`.`carried_after`,
              `t52`.`n_`,
              `t52`.`d_`,
              IF(
                `t52`.`r_` < 0,
                `t52`.`q_` - 1,
                IF(`t52`.`r_` >= `t52`.`d_`, `t52`.`q_` + 1, `t52`.`q_`)
              ) AS `q_`,
              IF(
                `t52`.`r_` < 0,
                `t52`.`r_` + `t52`.`d_`,
                IF(`t52`.`r_` >= `t52`.`d_`, `t52`.`r_` - `t52`.`d_`, `t52`.`r_`)
              ) AS `r_`
            FROM (
              SELECT
                `t50`.`customer_key`,
                `t50`.`subscription_key`,
                `t50`.`item_key`,
                `t50`.`terms_key`,
                `t50`.`day`,
                `t50`.`cause`,
                `t50`.`native_micros`,
                `t50`.`part`,
                `t50`.`source_key`,
                `t50`.`row`,
                `t50`.`currency`,
                `t50`.`balance`,
                `t50`.`before_day`,
                `t50`.`next_day`,
                `t50`.`rate_scaled`,
                `t50`.`after`,
                `t50`.`before`,
                `t50`.`value_after`,
                `t50`.`value_before`,
                `t50`.`scale`,
                `t50`.`carried_after`,
                `t50`.`n_`,
                `t50`.`d_`,
                `t50`.`q_`,
                `t50`.`n_` - (
                  `t50`.`q_` * `t50`.`d_`
                ) AS `r_`
              FROM (
                SELECT
                  `t48`.`customer_key`,
                  `t48`.`subscription_key`,
                  `t48`.`item_key`,
                  `t48`.`terms_key`,
                  `t48`.`day`,
                  `t48`.`cause`,
                  `t48`.`native_micros`,
                  `t48`.`part`,
                  `t48`.`source_key`,
                  `t48`.`row`,
                  `t48`.`currency`,
                  `t48`.`balance`,
                  `t48`.`before_day`,
                  `t48`.`next_day`,
                  `t48`.`rate_scaled`,
                  `t48`.`after`,
                  `t48`.`before`,
                  `t48`.`value_after`,
                  `t48`.`value_before`,
                  `t48`.`scale`,
                  `t48`.`carried_after`,
                  `t48`.`n_`,
                  `t48`.`d_`,
                  `t48`.`q_` + CAST(CAST(FLOOR(CAST(`t48`.`r_` AS DOUBLE) / CAST(`t48`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                  `t48`.`r_`
                FROM (
                  SELECT
                    `t45`.`customer_key`,
                    `t45`.`subscription_key`,
                    `t45`.`item_key`,
                    `t45`.`terms_key`,
                    `t45`.`day`,
                    `t45`.`cause`,
                    `t45`.`native_micros`,
                    `t45`.`part`,
                    `t45`.`source_key`,
                    `t45`.`row`,
                    `t45`.`currency`,
                    `t45`.`balance`,
                    `t45`.`before_day`,
                    `t45`.`next_day`,
                    `t45`.`rate_scaled`,
                    `t45`.`after`,
                    `t45`.`before`,
                    `t45`.`value_after`,
                    `t45`.`value_before`,
                    `t45`.`scale`,
                    `t45`.`carried_after`,
                    `t45`.`n_`,
                    `t45`.`d_`,
                    `t45`.`q_`,
                    `t45`.`n_` - (
                      `t45`.`q_` * `t45`.`d_`
                    ) AS `r_`
                  FROM (
                    SELECT
                      `t44`.`customer_key`,
                      `t44`.`subscription_key`,
                      `t44`.`item_key`,
                      `t44`.`terms_key`,
                      `t44`.`day`,
                      `t44`.`cause`,
                      `t44`.`native_micros`,
                      `t44`.`part`,
                      `t44`.`source_key`,
                      `t44`.`row`,
                      `t44`.`currency`,
                      `t44`.`balance`,
                      `t44`.`before_day`,
                      `t44`.`next_day`,
                      `t44`.`rate_scaled`,
                      `t44`.`after`,
                      `t44`.`before`,
                      `t44`.`value_after`,
                      `t44`.`value_before`,
                      `t44`.`scale`,
                      `t44`.`carried_after`,
                      `t44`.`n_`,
                      `t44`.`d_`,
                      CAST(CAST(FLOOR(CAST(`t44`.`n_` AS DOUBLE) / CAST(`t44`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                    FROM (
                      SELECT
                        `t42`.`customer_key`,
                        `t42`.`subscription_key`,
                        `t42`.`item_key`,
                        `t42`.`terms_key`,
                        `t42`.`day`,
                        `t42`.`cause`,
                        `t42`.`native_micros`,
                        `t42`.`part`,
                        `t42`.`source_key`,
                        `t42`.`row`,
                        `t42`.`currency`,
                        `t42`.`balance`,
                        `t42`.`before_day`,
                        `t42`.`next_day`,
                        `t42`.`rate_scaled`,
                        `t42`.`after`,
                        `t42`.`before`,
                        `t42`.`value_after`,
                        `t42`.`value_before`,
                        `t42`.`scale`,
                        `t42`.`carried_after`,
                        `t42`.`value_before` AS `n_`,
                        `t42`.`scale` AS `d_`
                      FROM (
                        SELECT
                          `t41`.`customer_key`,
                          `t41`.`subscription_key`,
                          `t41`.`item_key`,
                          `t41`.`terms_key`,
                          `t41`.`day`,
                          `t41`.`cause`,
                          `t41`.`native_micros`,
                          `t41`.`part`,
                          `t41`.`source_key`,
                          `t41`.`row`,
                          `t41`.`currency`,
                          `t41`.`balance`,
                          `t41`.`before_day`,
                          `t41`.`next_day`,
                          `t41`.`rate_scaled`,
                          `t41`.`after`,
                          `t41`.`before`,
                          `t41`.`value_after`,
                          `t41`.`value_before`,
                          `t41`.`scale`,
                          `t41`.`carried_after`
                        FROM (
                          SELECT
                            `t38`.`customer_key`,
                            `t38`.`subscription_key`,
                            `t38`.`item_key`,
                            `t38`.`terms_key`,
                            `t38`.`day`,
                            `t38`.`cause`,
                            `t38`.`native_micros`,
                            `t38`.`part`,
                            `t38`.`source_key`,
                            `t38`.`row`,
                            `t38`.`currency`,
                            `t38`.`balance`,
                            `t38`.`before_day`,
                            `t38`.`next_day`,
                            `t38`.`rate_scaled`,
                            `t38`.`after`,
                            `t38`.`before`,
                            `t38`.`value_after`,
                            `t38`.`value_before`,
                            `t38`.`scale`,
                            `t38`.`n_`,
                            `t38`.`d_`,
                            `t38`.`q_`,
                            `t38`.`r_`,
                            IF(
                              (
                                (
                                  `t38`.`r_` + `t38`.`r_`
                                ) > `t38`.`d_`
                              )
                              OR (
                                (
                                  (
                                    `t38`.`r_` + `t38`.`r_`
                                  ) = `t38`.`d_`
                                )
                                AND (
                                  (
                                    CAST(`t38`.`q_` AS BIGINT) % 2
                                  ) <> 0
                                )
                              ),
                              `t38`.`q_` + 1,
                              `t38`.`q_`
                            ) AS `carried_after`
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
                              `t36`.`n_`,
                              `t36`.`d_`,
                              IF(
                                `t36`.`r_` < 0,
                                `t36`.`q_` - 1,
                                IF(`t36`.`r_` >= `t36`.`d_`, `t36`.`q_` + 1, `t36`.`q_`)
                              ) AS `q_`,
                              IF(
                                `t36`.`r_` < 0,
                                `t36`.`r_` + `t36`.`d_`,
                                IF(`t36`.`r_` >= `t36`.`d_`, `t36`.`r_` - `t36`.`d_`, `t36`.`r_`)
                              ) AS `r_`
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
                                `t34`.`n_`,
                                `t34`.`d_`,
                                `t34`.`q_`,
                                `t34`.`n_` - (
                                  `t34`.`q_` * `t34`.`d_`
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
                                  `t32`.`n_`,
                                  `t32`.`d_`,
                                  `t32`.`q_` + CAST(CAST(FLOOR(CAST(`t32`.`r_` AS DOUBLE) / CAST(`t32`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                                  `t32`.`r_`
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
                                    `t30`.`n_`,
                                    `t30`.`d_`,
                                    `t30`.`q_`,
                                    `t30`.`n_` - (
                                      `t30`.`q_` * `t30`.`d_`
                                    ) AS `r_`
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
                                      CAST(CAST(FLOOR(CAST(`t26`.`n_` AS DOUBLE) / CAST(`t26`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
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
                                        `t25`.`value_after` AS `n_`,
                                        `t25`.`scale` AS `d_`
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
                                          CAST(`t21`.`after` AS DECIMAL(38, 0)) * `t21`.`rate_scaled` AS `value_after`,
                                          CAST(`t21`.`before` AS DECIMAL(38, 0)) * `t21`.`rate_scaled` AS `value_before`,
                                          CAST(1000000000000 AS DECIMAL(38, 0)) AS `scale`
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
                                            `t20`.`balance` AS `after`,
                                            `t20`.`balance` - `t20`.`native_micros` AS `before`
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
                                              `t19`.`rate_scaled`
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
                                                `t17`.`rate_day`,
                                                `t8`.`rate_currency`,
                                                `t8`.`rate_day_`,
                                                `t8`.`rate_scaled`
                                              FROM (
                                                SELECT
                                                  `t14`.`customer_key`,
                                                  `t14`.`subscription_key`,
                                                  `t14`.`item_key`,
                                                  `t14`.`terms_key`,
                                                  `t14`.`day`,
                                                  `t14`.`cause`,
                                                  `t14`.`native_micros`,
                                                  `t14`.`part`,
                                                  `t14`.`source_key`,
                                                  `t14`.`row`,
                                                  `t14`.`currency`,
                                                  `t14`.`balance`,
                                                  `t14`.`before_day`,
                                                  `t14`.`next_day`,
                                                  `t14`.`day` AS `rate_day`
                                                FROM (
                                                  SELECT
                                                    *
                                                  FROM `t11` AS `t12`
                                                  WHERE
                                                    `t12`.`currency` <> 'USD'
                                                ) AS `t14`
                                              ) AS `t17`
                                              INNER JOIN (
                                                SELECT
                                                  `t2`.`currency` AS `rate_currency`,
                                                  `t2`.`day` AS `rate_day_`,
                                                  `t2`.`rate_scaled`
                                                FROM `rates` AS `t2`
                                              ) AS `t8`
                                                ON `t17`.`currency` = `t8`.`rate_currency` AND `t17`.`rate_day` = `t8`.`rate_day_`
                                            ) AS `t19`
                                          ) AS `t20`
                                        ) AS `t21`
                                      ) AS `t25`
                                    ) AS `t26`
                                  ) AS `t30`
                                ) AS `t32`
                              ) AS `t34`
                            ) AS `t36`
                          ) AS `t38`
                        ) AS `t41`
                      ) AS `t42`
                    ) AS `t44`
                  ) AS `t45`
                ) AS `t48`
              ) AS `t50`
            ) AS `t52`
          ) AS `t54`
        ) AS `t57`
      ) AS `t58`
    ) AS `t60`
  ) AS `t61`
) AS `t62`
