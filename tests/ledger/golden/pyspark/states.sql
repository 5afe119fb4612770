WITH `t6` AS (
  SELECT
    `t5`.`customer_key`,
    `t5`.`subscription_key`,
    `t5`.`item_key`,
    `t5`.`terms_key`,
    `t5`.`starts_day`,
    `t5`.`ends_day`,
    `t5`.`unit_amount_micros`,
    `t5`.`quantity_micros`,
    `t5`.`discount_percent_micros`,
    `t5`.`discount_amount_micros`,
    `t5`.`tax_percent_micros`,
    `t5`.`cancel_requested_day`,
    `t5`.`cancel_reason`,
    `t5`.`committed_until`,
    `t5`.`signed_day`,
    `t5`.`source_key`,
    `t5`.`row`,
    `t2`.`offer_key`,
    `t2`.`currency_key`,
    `t2`.`currency`,
    `t2`.`status`,
    `t2`.`counts`,
    `t2`.`counts_days`,
    `t2`.`is_recurring`,
    `t2`.`is_held`,
    `t2`.`is_discounted`,
    `t2`.`tax_mode`,
    `t2`.`numerator`,
    `t2`.`denominator`,
    `t2`.`month_rounding`,
    `t2`.`renewal_months`,
    `t2`.`renewal_days`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM `subscriptions` AS `t1`
      WHERE
        `t1`.`load_id` <= 1
        AND (
          (
            `t1`.`gone_load_id` IS NULL
          ) OR (
            `t1`.`gone_load_id` > 1
          )
        )
    ) AS `t3`
    WHERE
      `t3`.`starts_day` < `t3`.`ends_day`
  ) AS `t5`
  INNER JOIN `rules` AS `t2`
    ON `t5`.`terms_key` = `t2`.`terms_key`
)
SELECT
  `t24`.`customer_key`,
  `t24`.`subscription_key`,
  `t24`.`item_key`,
  `t24`.`terms_key`,
  `t24`.`starts_day`,
  `t24`.`ends_day`,
  IF(`t24`.`is_recurring`, `t24`.`worth_micros`, 0) AS `worth_micros`,
  IF(`t24`.`counts`, IF(`t24`.`is_recurring`, `t24`.`worth_micros`, 0), 0) AS `run_rate_micros`,
  `t24`.`counts` AND `t24`.`is_recurring` AS `counts`,
  `t24`.`counts`
  AND (
    `t24`.`is_recurring`
    AND (
      (
        `t24`.`worth_micros` > 0
      ) OR (
        `t24`.`listed_micros` > 0
      )
    )
  ) AS `is_paying`,
  `t24`.`unit_amount_micros`,
  `t24`.`quantity_micros`,
  `t24`.`discount_percent_micros`,
  `t24`.`discount_amount_micros`,
  `t24`.`tax_percent_micros`,
  `t24`.`cancel_requested_day`,
  `t24`.`cancel_reason`,
  `t24`.`committed_until`,
  `t24`.`signed_day`,
  `t24`.`source_key`,
  `t24`.`row`
FROM (
  SELECT
    `t23`.`customer_key`,
    `t23`.`subscription_key`,
    `t23`.`item_key`,
    `t23`.`terms_key`,
    `t23`.`starts_day`,
    `t23`.`ends_day`,
    `t23`.`unit_amount_micros`,
    `t23`.`quantity_micros`,
    `t23`.`discount_percent_micros`,
    `t23`.`discount_amount_micros`,
    `t23`.`tax_percent_micros`,
    `t23`.`cancel_requested_day`,
    `t23`.`cancel_reason`,
    `t23`.`committed_until`,
    `t23`.`signed_day`,
    `t23`.`source_key`,
    `t23`.`row`,
    `t23`.`offer_key`,
    `t23`.`currency_key`,
    `t23`.`currency`,
    `t23`.`status`,
    `t23`.`counts`,
    `t23`.`counts_days`,
    `t23`.`is_recurring`,
    `t23`.`is_held`,
    `t23`.`is_discounted`,
    `t23`.`tax_mode`,
    `t23`.`numerator`,
    `t23`.`denominator`,
    `t23`.`month_rounding`,
    `t23`.`renewal_months`,
    `t23`.`renewal_days`,
    `t23`.`worth_micros`,
    `t23`.`worth_micros` AS `listed_micros`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t8`.`customer_key`,
        `t8`.`subscription_key`,
        `t8`.`item_key`,
        `t8`.`terms_key`,
        `t8`.`starts_day`,
        `t8`.`ends_day`,
        `t8`.`unit_amount_micros`,
        `t8`.`quantity_micros`,
        `t8`.`discount_percent_micros`,
        `t8`.`discount_amount_micros`,
        `t8`.`tax_percent_micros`,
        `t8`.`cancel_requested_day`,
        `t8`.`cancel_reason`,
        `t8`.`committed_until`,
        `t8`.`signed_day`,
        `t8`.`source_key`,
        `t8`.`row`,
        `t8`.`offer_key`,
        `t8`.`currency_key`,
        `t8`.`currency`,
        `t8`.`status`,
        `t8`.`counts`,
        `t8`.`counts_days`,
        `t8`.`is_recurring`,
        `t8`.`is_held`,
        `t8`.`is_discounted`,
        `t8`.`tax_mode`,
        `t8`.`numerator`,
        `t8`.`denominator`,
        `t8`.`month_rounding`,
        `t8`.`renewal_months`,
        `t8`.`renewal_days`,
        `t8`.`unit_amount_micros` * CAST(`t8`.`quantity_micros` / 1000000 AS BIGINT) * `t8`.`numerator` AS `worth_micros`
      FROM (
        SELECT
          *
        FROM `t6` AS `t7`
        WHERE
          (
            `t7`.`quantity_micros` % 1000000
          ) = 0
          AND `t7`.`quantity_micros` < 4503599627370496
          AND (
            (
              (
                `t7`.`discount_percent_micros` = 0
              )
              AND (
                `t7`.`discount_amount_micros` = 0
              )
            )
            OR NOT (
              `t7`.`is_discounted`
            )
          )
          AND (
            (
              `t7`.`tax_percent_micros` = 0
            ) OR (
              `t7`.`tax_mode` = 'none'
            )
          )
          AND `t7`.`denominator` = 1
          AND `t7`.`month_rounding` = 0
      ) AS `t8`
    ) AS `t10`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t21`.`customer_key`,
        `t21`.`subscription_key`,
        `t21`.`item_key`,
        `t21`.`terms_key`,
        `t21`.`starts_day`,
        `t21`.`ends_day`,
        `t21`.`unit_amount_micros`,
        `t21`.`quantity_micros`,
        `t21`.`discount_percent_micros`,
        `t21`.`discount_amount_micros`,
        `t21`.`tax_percent_micros`,
        `t21`.`cancel_requested_day`,
        `t21`.`cancel_reason`,
        `t21`.`committed_until`,
        `t21`.`signed_day`,
        `t21`.`source_key`,
        `t21`.`row`,
        `t21`.`offer_key`,
        `t21`.`currency_key`,
        `t21`.`currency`,
        `t21`.`status`,
        `t21`.`counts`,
        `t21`.`counts_days`,
        `t21`.`is_recurring`,
        `t21`.`is_held`,
        `t21`.`is_discounted`,
        `t21`.`tax_mode`,
        `t21`.`numerator`,
        `t21`.`denominator`,
        `t21`.`month_rounding`,
        `t21`.`renewal_months`,
        `t21`.`renewal_days`,
        `t21`.`worth_micros`
      FROM (
        SELECT
          `t20`.`customer_key`,
          `t20`.`subscription_key`,
          `t20`.`item_key`,
          `t20`.`terms_key`,
          `t20`.`starts_day`,
          `t20`.`ends_day`,
          `t20`.`unit_amount_micros`,
          `t20`.`quantity_micros`,
          `t20`.`discount_percent_micros`,
          `t20`.`discount_amount_micros`,
          `t20`.`tax_percent_micros`,
          `t20`.`cancel_requested_day`,
          `t20`.`cancel_reason`,
          `t20`.`committed_until`,
          `t20`.`signed_day`,
          `t20`.`source_key`,
          `t20`.`row`,
          `t20`.`offer_key`,
          `t20`.`currency_key`,
          `t20`.`currency`,
          `t20`.`status`,
          `t20`.`counts`,
          `t20`.`counts_days`,
          `t20`.`is_recurring`,
          `t20`.`is_held`,
          `t20`.`is_discounted`,
          `t20`.`tax_mode`,
          `t20`.`numerator`,
          `t20`.`denominator`,
          `t20`.`month_rounding`,
          `t20`.`renewal_months`,
          `t20`.`renewal_days`,
          `t20`.`net`,
          `t20`.`above`,
          `t20`.`below`,
          `t20`.`step`,
          `t20`.`numerator_`,
          `t20`.`denominator_`,
          `t20`.`quotient`,
          CAST(`t20`.`quotient` * `t20`.`step` AS BIGINT) AS `worth_micros`
        FROM (
          SELECT
            `t19`.`customer_key`,
            `t19`.`subscription_key`,
            `t19`.`item_key`,
            `t19`.`terms_key`,
            `t19`.`starts_day`,
            `t19`.`ends_day`,
            `t19`.`unit_amount_micros`,
            `t19`.`quantity_micros`,
            `t19`.`discount_percent_micros`,
            `t19`.`discount_amount_micros`,
            `t19`.`tax_percent_micros`,
            `t19`.`cancel_requested_day`,
            `t19`.`cancel_reason`,
            `t19`.`committed_until`,
            `t19`.`signed_day`,
            `t19`.`source_key`,
            `t19`.`row`,
            `t19`.`offer_key`,
            `t19`.`currency_key`,
            `t19`.`currency`,
            `t19`.`status`,
            `t19`.`counts`,
            `t19`.`counts_days`,
            `t19`.`is_recurring`,
            `t19`.`is_held`,
            `t19`.`is_discounted`,
            `t19`.`tax_mode`,
            `t19`.`numerator`,
            `t19`.`denominator`,
            `t19`.`month_rounding`,
            `t19`.`renewal_months`,
            `t19`.`renewal_days`,
            `t19`.`net`,
            `t19`.`above`,
            `t19`.`below`,
            `t19`.`step`,
            `t19`.`numerator_`,
            `t19`.`denominator_`,
            `t19`.`quotient`
          FROM (
            SELECT
              `t18`.`customer_key`,
              `t18`.`subscription_key`,
              `t18`.`item_key`,
              `t18`.`terms_key`,
              `t18`.`starts_day`,
              `t18`.`ends_day`,
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
              `t18`.`offer_key`,
              `t18`.`currency_key`,
              `t18`.`currency`,
              `t18`.`status`,
              `t18`.`counts`,
              `t18`.`counts_days`,
              `t18`.`is_recurring`,
              `t18`.`is_held`,
              `t18`.`is_discounted`,
              `t18`.`tax_mode`,
              `t18`.`numerator`,
              `t18`.`denominator`,
              `t18`.`month_rounding`,
              `t18`.`renewal_months`,
              `t18`.`renewal_days`,
              `t18`.`net`,
              `t18`.`above`,
              `t18`.`below`,
              `t18`.`step`,
              `t18`.`numerator_`,
              `t18`.`denominator_`,
              `t18`.`n_`,
              `t18`.`d_`,
              `t18`.`q_`,
              `t18`.`r_`,
              IF(
                (
                  (
                    `t18`.`r_` + `t18`.`r_`
                  ) > `t18`.`d_`
                )
                OR (
                  (
                    (
                      `t18`.`r_` + `t18`.`r_`
                    ) = `t18`.`d_`
                  )
                  AND (
                    (
                      CAST(`t18`.`q_` AS BIGINT) % 2
                    ) <> 0
                  )
                ),
                `t18`.`q_` + 1,
                `t18`.`q_`
              ) AS `quotient`
            FROM (
              SELECT
                `t17`.`customer_key`,
                `t17`.`subscription_key`,
                `t17`.`item_key`,
                `t17`.`terms_key`,
                `t17`.`starts_day`,
                `t17`.`ends_day`,
                `t17`.`unit_amount_micros`,
                `t17`.`quantity_micros`,
                `t17`.`discount_percent_micros`,
                `t17`.`discount_amount_micros`,
                `t17`.`tax_percent_micros`,
                `t17`.`cancel_requested_day`,
                `t17`.`cancel_reason`,
                `t17`.`committed_until`,
                `t17`.`signed_day`,
                `t17`.`source_key`,
                `t17`.`row`,
                `t17`.`offer_key`,
                `t17`.`currency_key`,
                `t17`.`currency`,
                `t17`.`status`,
                `t17`.`counts`,
                `t17`.`counts_days`,
                `t17`.`is_recurring`,
                `t17`.`is_held`,
                `t17`.`is_discounted`,
                `t17`.`tax_mode`,
                `t17`.`numerator`,
                `t17`.`denominator`,
                `t17`.`month_rounding`,
                `t17`.`renewal_months`,
                `t17`.`renewal_days`,
                `t17`.`net`,
                `t17`.`above`,
                `t17`.`below`,
                `t17`.`step`,
                `t17`.`numerator_`,
                `t17`.`denominator_`,
                `t17`.`n_`,
                `t17`.`d_`,
                IF(
                  `t17`.`r_` < 0,
                  `t17`.`q_` - 1,
                  IF(`t17`.`r_` >= `t17`.`d_`, `t17`.`q_` + 1, `t17`.`q_`)
                ) AS `q_`,
                IF(
                  `t17`.`r_` < 0,
                  `t17`.`r_` + `t17`.`d_`,
                  IF(`t17`.`r_` >= `t17`.`d_`, `t17`.`r_` - `t17`.`d_`, `t17`.`r_`)
                ) AS `r_`
              FROM (
                SELECT
                  `t16`.`customer_key`,
                  `t16`.`subscription_key`,
                  `t16`.`item_key`,
                  `t16`.`terms_key`,
                  `t16`.`starts_day`,
                  `t16`.`ends_day`,
                  `t16`.`unit_amount_micros`,
                  `t16`.`quantity_micros`,
                  `t16`.`discount_percent_micros`,
                  `t16`.`discount_amount_micros`,
                  `t16`.`tax_percent_micros`,
                  `t16`.`cancel_requested_day`,
                  `t16`.`cancel_reason`,
                  `t16`.`committed_until`,
                  `t16`.`signed_day`,
                  `t16`.`source_key`,
                  `t16`.`row`,
                  `t16`.`offer_key`,
                  `t16`.`currency_key`,
                  `t16`.`currency`,
                  `t16`.`status`,
                  `t16`.`counts`,
                  `t16`.`counts_days`,
                  `t16`.`is_recurring`,
                  `t16`.`is_held`,
                  `t16`.`is_discounted`,
                  `t16`.`tax_mode`,
                  `t16`.`numerator`,
                  `t16`.`denominator`,
                  `t16`.`month_rounding`,
                  `t16`.`renewal_months`,
                  `t16`.`renewal_days`,
                  `t16`.`net`,
                  `t16`.`above`,
                  `t16`.`below`,
                  `t16`.`step`,
                  `t16`.`numerator_`,
                  `t16`.`denominator_`,
                  `t16`.`n_`,
                  `t16`.`d_`,
                  `t16`.`q_`,
                  `t16`.`n_` - (
                    `t16`.`q_` * `t16`.`d_`
                  ) AS `r_`
                FROM (
                  SELECT
                    `t15`.`customer_key`,
                    `t15`.`subscription_key`,
                    `t15`.`item_key`,
                    `t15`.`terms_key`,
                    `t15`.`starts_day`,
                    `t15`.`ends_day`,
                    `t15`.`unit_amount_micros`,
                    `t15`.`quantity_micros`,
                    `t15`.`discount_percent_micros`,
                    `t15`.`discount_amount_micros`,
                    `t15`.`tax_percent_micros`,
                    `t15`.`cancel_requested_day`,
                    `t15`.`cancel_reason`,
                    `t15`.`committed_until`,
                    `t15`.`signed_day`,
                    `t15`.`source_key`,
                    `t15`.`row`,
                    `t15`.`offer_key`,
                    `t15`.`currency_key`,
                    `t15`.`currency`,
                    `t15`.`status`,
                    `t15`.`counts`,
                    `t15`.`counts_days`,
                    `t15`.`is_recurring`,
                    `t15`.`is_held`,
                    `t15`.`is_discounted`,
                    `t15`.`tax_mode`,
                    `t15`.`numerator`,
                    `t15`.`denominator`,
                    `t15`.`month_rounding`,
                    `t15`.`renewal_months`,
                    `t15`.`renewal_days`,
                    `t15`.`net`,
                    `t15`.`above`,
                    `t15`.`below`,
                    `t15`.`step`,
                    `t15`.`numerator_`,
                    `t15`.`denominator_`,
                    `t15`.`n_`,
                    `t15`.`d_`,
                    `t15`.`q_` + CAST(CAST(FLOOR(CAST(`t15`.`r_` AS DOUBLE) / CAST(`t15`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                    `t15`.`r_`
                  FROM (
                    SELECT
                      `t14`.`customer_key`,
                      `t14`.`subscription_key`,
                      `t14`.`item_key`,
                      `t14`.`terms_key`,
                      `t14`.`starts_day`,
                      `t14`.`ends_day`,
                      `t14`.`unit_amount_micros`,
                      `t14`.`quantity_micros`,
                      `t14`.`discount_percent_micros`,
                      `t14`.`discount_amount_micros`,
                      `t14`.`tax_percent_micros`,
                      `t14`.`cancel_requested_day`,
                      `t14`.`cancel_reason`,
                      `t14`.`committed_until`,
                      `t14`.`signed_day`,
                      `t14`.`source_key`,
                      `t14`.`row`,
                      `t14`.`offer_key`,
                      `t14`.`currency_key`,
                      `t14`.`currency`,
                      `t14`.`status`,
                      `t14`.`counts`,
                      `t14`.`counts_days`,
                      `t14`.`is_recurring`,
                      `t14`.`is_held`,
                      `t14`.`is_discounted`,
                      `t14`.`tax_mode`,
                      `t14`.`numerator`,
                      `t14`.`denominator`,
                      `t14`.`month_rounding`,
                      `t14`.`renewal_months`,
                      `t14`.`renewal_days`,
                      `t14`.`net`,
                      `t14`.`above`,
                      `t14`.`below`,
                      `t14`.`step`,
                      `t14`.`numerator_`,
                      `t14`.`denominator_`,
                      `t14`.`n_`,
                      `t14`.`d_`,
                      `t14`.`q_`,
                      `t14`.`n_` - (
                        `t14`.`q_` * `t14`.`d_`
                      ) AS `r_`
                    FROM (
                      SELECT
                        `t13`.`customer_key`,
                        `t13`.`subscription_key`,
                        `t13`.`item_key`,
                        `t13`.`terms_key`,
                        `t13`.`starts_day`,
                        `t13`.`ends_day`,
                        `t13`.`unit_amount_micros`,
                        `t13`.`quantity_micros`,
                        `t13`.`discount_percent_micros`,
                        `t13`.`discount_amount_micros`,
                        `t13`.`tax_percent_micros`,
                        `t13`.`cancel_requested_day`,
                        `t13`.`cancel_reason`,
                        `t13`.`committed_until`,
                        `t13`.`signed_day`,
                        `t13`.`source_key`,
                        `t13`.`row`,
                        `t13`.`offer_key`,
                        `t13`.`currency_key`,
                        `t13`.`currency`,
                        `t13`.`status`,
                        `t13`.`counts`,
                        `t13`.`counts_days`,
                        `t13`.`is_recurring`,
                        `t13`.`is_held`,
                        `t13`.`is_discounted`,
                        `t13`.`tax_mode`,
                        `t13`.`numerator`,
                        `t13`.`denominator`,
                        `t13`.`month_rounding`,
                        `t13`.`renewal_months`,
                        `t13`.`renewal_days`,
                        `t13`.`net`,
                        `t13`.`above`,
                        `t13`.`below`,
                        `t13`.`step`,
                        `t13`.`numerator_`,
                        `t13`.`denominator_`,
                        `t13`.`n_`,
                        `t13`.`d_`,
                        CAST(CAST(FLOOR(CAST(`t13`.`n_` AS DOUBLE) / CAST(`t13`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                      FROM (
                        SELECT
                          `t12`.`customer_key`,
                          `t12`.`subscription_key`,
                          `t12`.`item_key`,
                          `t12`.`terms_key`,
                          `t12`.`starts_day`,
                          `t12`.`ends_day`,
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
                          `t12`.`offer_key`,
                          `t12`.`currency_key`,
                          `t12`.`currency`,
                          `t12`.`status`,
                          `t12`.`counts`,
                          `t12`.`counts_days`,
                          `t12`.`is_recurring`,
                          `t12`.`is_held`,
                          `t12`.`is_discounted`,
                          `t12`.`tax_mode`,
                          `t12`.`numerator`,
                          `t12`.`denominator`,
                          `t12`.`month_rounding`,
                          `t12`.`renewal_months`,
                          `t12`.`renewal_days`,
                          `t12`.`net`,
                          `t12`.`above`,
                          `t12`.`below`,
                          `t12`.`step`,
                          `t12`.`numerator_`,
                          `t12`.`denominator_`,
                          `t12`.`numerator_` AS `n_`,
                          `t12`.`denominator_` AS `d_`
                        FROM (
                          SELECT
                            `t11`.`customer_key`,
                            `t11`.`subscription_key`,
                            `t11`.`item_key`,
                            `t11`.`terms_key`,
                            `t11`.`starts_day`,
                            `t11`.`ends_day`,
                            `t11`.`unit_amount_micros`,
                            `t11`.`quantity_micros`,
                            `t11`.`discount_percent_micros`,
                            `t11`.`discount_amount_micros`,
                            `t11`.`tax_percent_micros`,
                            `t11`.`cancel_requested_day`,
                            `t11`.`cancel_reason`,
                            `t11`.`committed_until`,
                            `t11`.`signed_day`,
                            `t11`.`source_key`,
                            `t11`.`row`,
                            `t11`.`offer_key`,
                            `t11`.`currency_key`,
                            `t11`.`currency`,
                            `t11`.`status`,
                            `t11`.`counts`,
                            `t11`.`counts_days`,
                            `t11`.`is_recurring`,
                            `t11`.`is_held`,
                            `t11`.`is_discounted`,
                            `t11`.`tax_mode`,
                            `t11`.`numerator`,
                            `t11`.`denominator`,
                            `t11`.`month_rounding`,
                            `t11`.`renewal_months`,
                            `t11`.`renewal_days`,
                            `t11`.`net`,
                            `t11`.`above`,
                            `t11`.`below`,
                            `t11`.`step`,
                            `t11`.`net` * `t11`.`above` AS `numerator_`,
                            `t11`.`below` * `t11`.`step` AS `denominator_`
                          FROM (
                            SELECT
                              `t9`.`customer_key`,
                              `t9`.`subscription_key`,
                              `t9`.`item_key`,
                              `t9`.`terms_key`,
                              `t9`.`starts_day`,
                              `t9`.`ends_day`,
                              `t9`.`unit_amount_micros`,
                              `t9`.`quantity_micros`,
                              `t9`.`discount_percent_micros`,
                              `t9`.`discount_amount_micros`,
                              `t9`.`tax_percent_micros`,
                              `t9`.`cancel_requested_day`,
                              `t9`.`cancel_reason`,
                              `t9`.`committed_until`,
                              `t9`.`signed_day`,
                              `t9`.`source_key`,
                              `t9`.`row`,
                              `t9`.`offer_key`,
                              `t9`.`currency_key`,
                              `t9`.`currency`,
                              `t9`.`status`,
                              `t9`.`counts`,
                              `t9`.`counts_days`,
                              `t9`.`is_recurring`,
                              `t9`.`is_held`,
                              `t9`.`is_discounted`,
                              `t9`.`tax_mode`,
                              `t9`.`numerator`,
                              `t9`.`denominator`,
                              `t9`.`month_rounding`,
                              `t9`.`renewal_months`,
                              `t9`.`renewal_days`,
                              GREATEST(
                                (
                                  CAST(`t9`.`unit_amount_micros` AS DECIMAL(38, 0)) * CAST(IF(
                                    (
                                      IF(
                                        (
                                          (
                                            `t9`.`quantity_micros` % 1000000
                                          ) = 0
                                        )
                                        AND (
                                          `t9`.`quantity_micros` < 4503599627370496
                                        ),
                                        1000000,
                                        1
                                      ) = 1
                                    )
                                    OR (
                                      `t9`.`quantity_micros` >= 4503599627370496
                                    ),
                                    `t9`.`quantity_micros`,
                                    CAST(`t9`.`quantity_micros` / IF(
                                      (
                                        (
                                          `t9`.`quantity_micros` % 1000000
                                        ) = 0
                                      )
                                      AND (
                                        `t9`.`quantity_micros` < 4503599627370496
                                      ),
                                      1000000,
                                      1
                                    ) AS BIGINT)
                                  ) AS DECIMAL(38, 0)) * CAST(IF(
                                    (
                                      IF(
                                        (
                                          (
                                            IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            `t9`.`tax_percent_micros` % 10000
                                          ) = 0
                                        ),
                                        10000,
                                        1
                                      ) = 1
                                    )
                                    OR (
                                      (
                                        100000000 - IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0)
                                      ) >= 4503599627370496
                                    ),
                                    100000000 - IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0),
                                    CAST((
                                      100000000 - IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0)
                                    ) / IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) AS BIGINT)
                                  ) AS DECIMAL(38, 0))
                                ) - (
                                  CAST(IF(`t9`.`is_discounted`, `t9`.`discount_amount_micros`, 0) AS DECIMAL(38, 0)) * (
                                    CAST(IF(
                                      (
                                        IF(
                                          (
                                            (
                                              `t9`.`quantity_micros` % 1000000
                                            ) = 0
                                          )
                                          AND (
                                            `t9`.`quantity_micros` < 4503599627370496
                                          ),
                                          1000000,
                                          1
                                        ) = 1
                                      )
                                      OR (
                                        1000000 >= 4503599627370496
                                      ),
                                      1000000,
                                      CAST(1000000 / IF(
                                        (
                                          (
                                            `t9`.`quantity_micros` % 1000000
                                          ) = 0
                                        )
                                        AND (
                                          `t9`.`quantity_micros` < 4503599627370496
                                        ),
                                        1000000,
                                        1
                                      ) AS BIGINT)
                                    ) AS DECIMAL(38, 0)) * CAST(IF(
                                      (
                                        IF(
                                          (
                                            (
                                              IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              `t9`.`tax_percent_micros` % 10000
                                            ) = 0
                                          ),
                                          10000,
                                          1
                                        ) = 1
                                      )
                                      OR (
                                        100000000 >= 4503599627370496
                                      ),
                                      100000000,
                                      CAST(100000000 / IF(
                                        (
                                          (
                                            IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            `t9`.`tax_percent_micros` % 10000
                                          ) = 0
                                        ),
                                        10000,
                                        1
                                      ) AS BIGINT)
                                    ) AS DECIMAL(38, 0))
                                  )
                                ),
                                CAST(0 AS DECIMAL(38, 0))
                              ) AS `net`,
                              CAST(`t9`.`numerator` AS DECIMAL(38, 0)) * CAST(IF(
                                (
                                  `t9`.`tax_percent_micros` <> 0
                                ) AND (
                                  `t9`.`tax_mode` = 'add'
                                ),
                                IF(
                                  (
                                    IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) = 1
                                  )
                                  OR (
                                    (
                                      `t9`.`tax_percent_micros` + 100000000
                                    ) >= 4503599627370496
                                  ),
                                  `t9`.`tax_percent_micros` + 100000000,
                                  CAST((
                                    `t9`.`tax_percent_micros` + 100000000
                                  ) / IF(
                                    (
                                      (
                                        IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                      ) = 0
                                    )
                                    AND (
                                      (
                                        `t9`.`tax_percent_micros` % 10000
                                      ) = 0
                                    ),
                                    10000,
                                    1
                                  ) AS BIGINT)
                                ),
                                IF(
                                  `t9`.`tax_percent_micros` <> 0,
                                  IF(
                                    (
                                      IF(
                                        (
                                          (
                                            IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            `t9`.`tax_percent_micros` % 10000
                                          ) = 0
                                        ),
                                        10000,
                                        1
                                      ) = 1
                                    )
                                    OR (
                                      100000000 >= 4503599627370496
                                    ),
                                    100000000,
                                    CAST(100000000 / IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) AS BIGINT)
                                  ),
                                  1
                                )
                              ) AS DECIMAL(38, 0)) AS `above`,
                              CAST(`t9`.`denominator` AS DECIMAL(38, 0)) * CAST(IF(
                                (
                                  `t9`.`tax_percent_micros` <> 0
                                ) AND (
                                  `t9`.`tax_mode` = 'remove'
                                ),
                                IF(
                                  (
                                    IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) = 1
                                  )
                                  OR (
                                    (
                                      `t9`.`tax_percent_micros` + 100000000
                                    ) >= 4503599627370496
                                  ),
                                  `t9`.`tax_percent_micros` + 100000000,
                                  CAST((
                                    `t9`.`tax_percent_micros` + 100000000
                                  ) / IF(
                                    (
                                      (
                                        IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                      ) = 0
                                    )
                                    AND (
                                      (
                                        `t9`.`tax_percent_micros` % 10000
                                      ) = 0
                                    ),
                                    10000,
                                    1
                                  ) AS BIGINT)
                                ),
                                IF(
                                  `t9`.`tax_percent_micros` <> 0,
                                  IF(
                                    (
                                      IF(
                                        (
                                          (
                                            IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            `t9`.`tax_percent_micros` % 10000
                                          ) = 0
                                        ),
                                        10000,
                                        1
                                      ) = 1
                                    )
                                    OR (
                                      100000000 >= 4503599627370496
                                    ),
                                    100000000,
                                    CAST(100000000 / IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) AS BIGINT)
                                  ),
                                  1
                                )
                              ) AS DECIMAL(38, 0)) * (
                                CAST(IF(
                                  (
                                    IF(
                                      (
                                        (
                                          `t9`.`quantity_micros` % 1000000
                                        ) = 0
                                      )
                                      AND (
                                        `t9`.`quantity_micros` < 4503599627370496
                                      ),
                                      1000000,
                                      1
                                    ) = 1
                                  )
                                  OR (
                                    1000000 >= 4503599627370496
                                  ),
                                  1000000,
                                  CAST(1000000 / IF(
                                    (
                                      (
                                        `t9`.`quantity_micros` % 1000000
                                      ) = 0
                                    )
                                    AND (
                                      `t9`.`quantity_micros` < 4503599627370496
                                    ),
                                    1000000,
                                    1
                                  ) AS BIGINT)
                                ) AS DECIMAL(38, 0)) * CAST(IF(
                                  (
                                    IF(
                                      (
                                        (
                                          IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          `t9`.`tax_percent_micros` % 10000
                                        ) = 0
                                      ),
                                      10000,
                                      1
                                    ) = 1
                                  )
                                  OR (
                                    100000000 >= 4503599627370496
                                  ),
                                  100000000,
                                  CAST(100000000 / IF(
                                    (
                                      (
                                        IF(`t9`.`is_discounted`, `t9`.`discount_percent_micros`, 0) % 10000
                                      ) = 0
                                    )
                                    AND (
                                      (
                                        `t9`.`tax_percent_micros` % 10000
                                      ) = 0
                                    ),
                                    10000,
                                    1
                                  ) AS BIGINT)
                                ) AS DECIMAL(38, 0))
                              ) AS `below`,
                              CAST(GREATEST(`t9`.`month_rounding` * 12, 1) AS DECIMAL(38, 0)) AS `step`
                            FROM (
                              SELECT
                                *
                              FROM `t6` AS `t7`
                              WHERE
                                NOT (
                                  (
                                    (
                                      `t7`.`quantity_micros` % 1000000
                                    ) = 0
                                  )
                                  AND (
                                    `t7`.`quantity_micros` < 4503599627370496
                                  )
                                  AND (
                                    (
                                      (
                                        `t7`.`discount_percent_micros` = 0
                                      )
                                      AND (
                                        `t7`.`discount_amount_micros` = 0
                                      )
                                    )
                                    OR NOT (
                                      `t7`.`is_discounted`
                                    )
                                  )
                                  AND (
                                    (
                                      `t7`.`tax_percent_micros` = 0
                                    ) OR (
                                      `t7`.`tax_mode` = 'none'
                                    )
                                  )
                                  AND (
                                    `t7`.`denominator` = 1
                                  )
                                  AND (
                                    `t7`.`month_rounding` = 0
                                  )
                                )
                            ) AS `t9`
                          ) AS `t11`
                        ) AS `t12`
                      ) AS `t13`
                    ) AS `t14`
                  ) AS `t15`
                ) AS `t16`
              ) AS `t17`
            ) AS `t18`
          ) AS `t19`
        ) AS `t20`
      ) AS `t21`
    ) AS `t22`
  ) AS `t23`
) AS `t24`
