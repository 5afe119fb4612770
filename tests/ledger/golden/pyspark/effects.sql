WITH `t13` AS (
  SELECT
    `t12`.`customer_key`,
    `t12`.`subscription_key`,
    `t12`.`item_key`,
    `t12`.`terms_key`,
    `t12`.`source_key`,
    `t12`.`row`,
    `t12`.`run_rate_micros`,
    `t12`.`before_terms_key`,
    `t12`.`before_run_rate_micros`,
    `t12`.`is_mixed`,
    `t12`.`is_other_plan`,
    `t12`.`is_swapped`,
    `t12`.`is_other_quantity`,
    `t12`.`is_other_discount`,
    `t12`.`others`,
    `t12`.`day`,
    `t12`.`change`,
    `t12`.`before_unit_amount_micros` AS `unit_amount_micros`,
    `t12`.`quantity_micros`,
    `t12`.`before_discount_percent_micros` AS `discount_percent_micros`,
    `t12`.`before_discount_amount_micros` AS `discount_amount_micros`,
    `t12`.`before_tax_percent_micros` AS `tax_percent_micros`,
    `t12`.`worth_micros`,
    `t12`.`before_unit_amount_micros`,
    `t12`.`before_quantity_micros`,
    `t12`.`before_discount_percent_micros`,
    `t12`.`before_discount_amount_micros`,
    `t12`.`before_tax_percent_micros`,
    `t12`.`before_worth_micros`,
    `t12`.`before_is_discounted` AS `is_discounted`,
    `t12`.`before_tax_mode` AS `tax_mode`,
    `t12`.`before_numerator` AS `numerator`,
    `t12`.`before_denominator` AS `denominator`,
    `t12`.`before_month_rounding` AS `month_rounding`,
    `t12`.`before_is_discounted`,
    `t12`.`before_tax_mode`,
    `t12`.`before_numerator`,
    `t12`.`before_denominator`,
    `t12`.`before_month_rounding`,
    `t12`.`now_unit_amount_micros`,
    `t12`.`now_discount_percent_micros`,
    `t12`.`now_discount_amount_micros`,
    `t12`.`now_tax_percent_micros`,
    `t12`.`now_is_discounted`,
    `t12`.`now_tax_mode`,
    `t12`.`now_numerator`,
    `t12`.`now_denominator`,
    `t12`.`now_month_rounding`
  FROM (
    SELECT
      `t11`.`customer_key`,
      `t11`.`subscription_key`,
      `t11`.`item_key`,
      `t11`.`terms_key`,
      `t11`.`source_key`,
      `t11`.`row`,
      `t11`.`run_rate_micros`,
      `t11`.`before_terms_key`,
      `t11`.`before_run_rate_micros`,
      `t11`.`is_mixed`,
      `t11`.`is_other_plan`,
      `t11`.`is_swapped`,
      `t11`.`is_other_quantity`,
      `t11`.`is_other_discount`,
      `t11`.`others`,
      `t11`.`day`,
      `t11`.`change`,
      `t11`.`unit_amount_micros`,
      `t11`.`quantity_micros`,
      `t11`.`discount_percent_micros`,
      `t11`.`discount_amount_micros`,
      `t11`.`tax_percent_micros`,
      `t11`.`worth_micros`,
      `t11`.`before_unit_amount_micros`,
      `t11`.`before_quantity_micros`,
      `t11`.`before_discount_percent_micros`,
      `t11`.`before_discount_amount_micros`,
      `t11`.`before_tax_percent_micros`,
      `t11`.`before_worth_micros`,
      `t11`.`is_discounted`,
      `t11`.`tax_mode`,
      `t11`.`numerator`,
      `t11`.`denominator`,
      `t11`.`month_rounding`,
      `t11`.`before_is_discounted`,
      `t11`.`before_tax_mode`,
      `t11`.`before_numerator`,
      `t11`.`before_denominator`,
      `t11`.`before_month_rounding`,
      `t11`.`unit_amount_micros` AS `now_unit_amount_micros`,
      `t11`.`discount_percent_micros` AS `now_discount_percent_micros`,
      `t11`.`discount_amount_micros` AS `now_discount_amount_micros`,
      `t11`.`tax_percent_micros` AS `now_tax_percent_micros`,
      `t11`.`is_discounted` AS `now_is_discounted`,
      `t11`.`tax_mode` AS `now_tax_mode`,
      `t11`.`numerator` AS `now_numerator`,
      `t11`.`denominator` AS `now_denominator`,
      `t11`.`month_rounding` AS `now_month_rounding`
    FROM (
      SELECT
        `t8`.`customer_key`,
        `t8`.`subscription_key`,
        `t8`.`item_key`,
        `t8`.`terms_key`,
        `t8`.`source_key`,
        `t8`.`row`,
        `t8`.`run_rate_micros`,
        `t8`.`before_terms_key`,
        `t8`.`before_run_rate_micros`,
        `t8`.`is_mixed`,
        `t8`.`is_other_plan`,
        `t8`.`is_swapped`,
        `t8`.`is_other_quantity`,
        `t8`.`is_other_discount`,
        `t8`.`others`,
        `t8`.`day`,
        `t8`.`change`,
        `t8`.`unit_amount_micros`,
        `t8`.`quantity_micros`,
        `t8`.`discount_percent_micros`,
        `t8`.`discount_amount_micros`,
        `t8`.`tax_percent_micros`,
        `t8`.`worth_micros`,
        `t8`.`before_unit_amount_micros`,
        `t8`.`before_quantity_micros`,
        `t8`.`before_discount_percent_micros`,
        `t8`.`before_discount_amount_micros`,
        `t8`.`before_tax_percent_micros`,
        `t8`.`before_worth_micros`,
        `t6`.`is_discounted`,
        `t6`.`tax_mode`,
        `t6`.`numerator`,
        `t6`.`denominator`,
        `t6`.`month_rounding`,
        `t7`.`before_is_discounted`,
        `t7`.`before_tax_mode`,
        `t7`.`before_numerator`,
        `t7`.`before_denominator`,
        `t7`.`before_month_rounding`
      FROM (
        SELECT
          *
        FROM `changes` AS `t0`
        WHERE
          `t0`.`others` > 1
      ) AS `t8`
      INNER JOIN (
        SELECT
          `t1`.`terms_key`,
          `t1`.`is_discounted`,
          `t1`.`tax_mode`,
          `t1`.`numerator`,
          `t1`.`denominator`,
          `t1`.`month_rounding`
        FROM `rules` AS `t1`
      ) AS `t6`
        ON `t8`.`terms_key` = `t6`.`terms_key`
      INNER JOIN (
        SELECT
          `t1`.`terms_key` AS `before_terms_key`,
          `t1`.`is_discounted` AS `before_is_discounted`,
          `t1`.`tax_mode` AS `before_tax_mode`,
          `t1`.`numerator` AS `before_numerator`,
          `t1`.`denominator` AS `before_denominator`,
          `t1`.`month_rounding` AS `before_month_rounding`
        FROM `rules` AS `t1`
      ) AS `t7`
        ON `t8`.`before_terms_key` = `t7`.`before_terms_key`
    ) AS `t11`
  ) AS `t12`
), `t34` AS (
  SELECT
    `t33`.`customer_key`,
    `t33`.`subscription_key`,
    `t33`.`item_key`,
    `t33`.`terms_key`,
    `t33`.`source_key`,
    `t33`.`row`,
    `t33`.`run_rate_micros`,
    `t33`.`before_terms_key`,
    `t33`.`before_run_rate_micros`,
    `t33`.`is_mixed`,
    `t33`.`is_other_plan`,
    `t33`.`is_swapped`,
    `t33`.`is_other_quantity`,
    `t33`.`is_other_discount`,
    `t33`.`others`,
    `t33`.`day`,
    `t33`.`change`,
    `t33`.`unit_amount_micros`,
    `t33`.`quantity_micros`,
    `t33`.`before_discount_percent_micros` AS `discount_percent_micros`,
    `t33`.`before_discount_amount_micros` AS `discount_amount_micros`,
    `t33`.`tax_percent_micros`,
    `t33`.`worth_micros`,
    `t33`.`before_unit_amount_micros`,
    `t33`.`before_quantity_micros`,
    `t33`.`before_discount_percent_micros`,
    `t33`.`before_discount_amount_micros`,
    `t33`.`before_tax_percent_micros`,
    `t33`.`before_worth_micros`,
    `t33`.`before_is_discounted` AS `is_discounted`,
    `t33`.`tax_mode`,
    `t33`.`numerator`,
    `t33`.`denominator`,
    `t33`.`month_rounding`,
    `t33`.`before_is_discounted`,
    `t33`.`before_tax_mode`,
    `t33`.`before_numerator`,
    `t33`.`before_denominator`,
    `t33`.`before_month_rounding`,
    `t33`.`after_quantity`,
    `t33`.`now_discount_percent_micros`,
    `t33`.`now_discount_amount_micros`,
    `t33`.`now_is_discounted`
  FROM (
    SELECT
      `t32`.`customer_key`,
      `t32`.`subscription_key`,
      `t32`.`item_key`,
      `t32`.`terms_key`,
      `t32`.`source_key`,
      `t32`.`row`,
      `t32`.`run_rate_micros`,
      `t32`.`before_terms_key`,
      `t32`.`before_run_rate_micros`,
      `t32`.`is_mixed`,
      `t32`.`is_other_plan`,
      `t32`.`is_swapped`,
      `t32`.`is_other_quantity`,
      `t32`.`is_other_discount`,
      `t32`.`others`,
      `t32`.`day`,
      `t32`.`change`,
      `t32`.`unit_amount_micros`,
      `t32`.`quantity_micros`,
      `t32`.`discount_percent_micros`,
      `t32`.`discount_amount_micros`,
      `t32`.`tax_percent_micros`,
      `t32`.`worth_micros`,
      `t32`.`before_unit_amount_micros`,
      `t32`.`before_quantity_micros`,
      `t32`.`before_discount_percent_micros`,
      `t32`.`before_discount_amount_micros`,
      `t32`.`before_tax_percent_micros`,
      `t32`.`before_worth_micros`,
      `t32`.`is_discounted`,
      `t32`.`tax_mode`,
      `t32`.`numerator`,
      `t32`.`denominator`,
      `t32`.`month_rounding`,
      `t32`.`before_is_discounted`,
      `t32`.`before_tax_mode`,
      `t32`.`before_numerator`,
      `t32`.`before_denominator`,
      `t32`.`before_month_rounding`,
      `t32`.`after_quantity`,
      `t32`.`discount_percent_micros` AS `now_discount_percent_micros`,
      `t32`.`discount_amount_micros` AS `now_discount_amount_micros`,
      `t32`.`is_discounted` AS `now_is_discounted`
    FROM (
      SELECT
        `t31`.`customer_key`,
        `t31`.`subscription_key`,
        `t31`.`item_key`,
        `t31`.`terms_key`,
        `t31`.`source_key`,
        `t31`.`row`,
        `t31`.`run_rate_micros`,
        `t31`.`before_terms_key`,
        `t31`.`before_run_rate_micros`,
        `t31`.`is_mixed`,
        `t31`.`is_other_plan`,
        `t31`.`is_swapped`,
        `t31`.`is_other_quantity`,
        `t31`.`is_other_discount`,
        `t31`.`others`,
        `t31`.`day`,
        `t31`.`change`,
        `t31`.`unit_amount_micros`,
        `t31`.`quantity_micros`,
        `t31`.`discount_percent_micros`,
        `t31`.`discount_amount_micros`,
        `t31`.`tax_percent_micros`,
        `t31`.`worth_micros`,
        `t31`.`before_unit_amount_micros`,
        `t31`.`before_quantity_micros`,
        `t31`.`before_discount_percent_micros`,
        `t31`.`before_discount_amount_micros`,
        `t31`.`before_tax_percent_micros`,
        `t31`.`before_worth_micros`,
        `t31`.`is_discounted`,
        `t31`.`tax_mode`,
        `t31`.`numerator`,
        `t31`.`denominator`,
        `t31`.`month_rounding`,
        `t31`.`before_is_discounted`,
        `t31`.`before_tax_mode`,
        `t31`.`before_numerator`,
        `t31`.`before_denominator`,
        `t31`.`before_month_rounding`,
        `t31`.`after_quantity`
      FROM (
        SELECT
          `t30`.`customer_key`,
          `t30`.`subscription_key`,
          `t30`.`item_key`,
          `t30`.`terms_key`,
          `t30`.`source_key`,
          `t30`.`row`,
          `t30`.`run_rate_micros`,
          `t30`.`before_terms_key`,
          `t30`.`before_run_rate_micros`,
          `t30`.`is_mixed`,
          `t30`.`is_other_plan`,
          `t30`.`is_swapped`,
          `t30`.`is_other_quantity`,
          `t30`.`is_other_discount`,
          `t30`.`others`,
          `t30`.`day`,
          `t30`.`change`,
          `t30`.`now_unit_amount_micros` AS `unit_amount_micros`,
          `t30`.`quantity_micros`,
          `t30`.`now_discount_percent_micros` AS `discount_percent_micros`,
          `t30`.`now_discount_amount_micros` AS `discount_amount_micros`,
          `t30`.`now_tax_percent_micros` AS `tax_percent_micros`,
          `t30`.`worth_micros`,
          `t30`.`before_unit_amount_micros`,
          `t30`.`before_quantity_micros`,
          `t30`.`before_discount_percent_micros`,
          `t30`.`before_discount_amount_micros`,
          `t30`.`before_tax_percent_micros`,
          `t30`.`before_worth_micros`,
          `t30`.`now_is_discounted` AS `is_discounted`,
          `t30`.`now_tax_mode` AS `tax_mode`,
          `t30`.`now_numerator` AS `numerator`,
          `t30`.`now_denominator` AS `denominator`,
          `t30`.`now_month_rounding` AS `month_rounding`,
          `t30`.`before_is_discounted`,
          `t30`.`before_tax_mode`,
          `t30`.`before_numerator`,
          `t30`.`before_denominator`,
          `t30`.`before_month_rounding`,
          `t30`.`now_unit_amount_micros`,
          `t30`.`now_discount_percent_micros`,
          `t30`.`now_discount_amount_micros`,
          `t30`.`now_tax_percent_micros`,
          `t30`.`now_is_discounted`,
          `t30`.`now_tax_mode`,
          `t30`.`now_numerator`,
          `t30`.`now_denominator`,
          `t30`.`now_month_rounding`,
          `t30`.`after_quantity`
        FROM (
          SELECT
            *
          FROM (
            SELECT
              `t15`.`customer_key`,
              `t15`.`subscription_key`,
              `t15`.`item_key`,
              `t15`.`terms_key`,
              `t15`.`source_key`,
              `t15`.`row`,
              `t15`.`run_rate_micros`,
              `t15`.`before_terms_key`,
              `t15`.`before_run_rate_micros`,
              `t15`.`is_mixed`,
              `t15`.`is_other_plan`,
              `t15`.`is_swapped`,
              `t15`.`is_other_quantity`,
              `t15`.`is_other_discount`,
              `t15`.`others`,
              `t15`.`day`,
              `t15`.`change`,
              `t15`.`unit_amount_micros`,
              `t15`.`quantity_micros`,
              `t15`.`discount_percent_micros`,
              `t15`.`discount_amount_micros`,
              `t15`.`tax_percent_micros`,
              `t15`.`worth_micros`,
              `t15`.`before_unit_amount_micros`,
              `t15`.`before_quantity_micros`,
              `t15`.`before_discount_percent_micros`,
              `t15`.`before_discount_amount_micros`,
              `t15`.`before_tax_percent_micros`,
              `t15`.`before_worth_micros`,
              `t15`.`is_discounted`,
              `t15`.`tax_mode`,
              `t15`.`numerator`,
              `t15`.`denominator`,
              `t15`.`month_rounding`,
              `t15`.`before_is_discounted`,
              `t15`.`before_tax_mode`,
              `t15`.`before_numerator`,
              `t15`.`before_denominator`,
              `t15`.`before_month_rounding`,
              `t15`.`now_unit_amount_micros`,
              `t15`.`now_discount_percent_micros`,
              `t15`.`now_discount_amount_micros`,
              `t15`.`now_tax_percent_micros`,
              `t15`.`now_is_discounted`,
              `t15`.`now_tax_mode`,
              `t15`.`now_numerator`,
              `t15`.`now_denominator`,
              `t15`.`now_month_rounding`,
              `t15`.`unit_amount_micros` * CAST(`t15`.`quantity_micros` / 1000000 AS BIGINT) * `t15`.`numerator` AS `after_quantity`
            FROM (
              SELECT
                *
              FROM `t13` AS `t14`
              WHERE
                (
                  `t14`.`quantity_micros` % 1000000
                ) = 0
                AND `t14`.`quantity_micros` < 4503599627370496
                AND (
                  (
                    (
                      `t14`.`discount_percent_micros` = 0
                    )
                    AND (
                      `t14`.`discount_amount_micros` = 0
                    )
                  )
                  OR NOT (
                    `t14`.`is_discounted`
                  )
                )
                AND (
                  (
                    `t14`.`tax_percent_micros` = 0
                  ) OR (
                    `t14`.`tax_mode` = 'none'
                  )
                )
                AND `t14`.`denominator` = 1
                AND `t14`.`month_rounding` = 0
            ) AS `t15`
          ) AS `t17`
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              `t28`.`customer_key`,
              `t28`.`subscription_key`,
              `t28`.`item_key`,
              `t28`.`terms_key`,
              `t28`.`source_key`,
              `t28`.`row`,
              `t28`.`run_rate_micros`,
              `t28`.`before_terms_key`,
              `t28`.`before_run_rate_micros`,
              `t28`.`is_mixed`,
              `t28`.`is_other_plan`,
              `t28`.`is_swapped`,
              `t28`.`is_other_quantity`,
              `t28`.`is_other_discount`,
              `t28`.`others`,
              `t28`.`day`,
              `t28`.`change`,
              `t28`.`unit_amount_micros`,
              `t28`.`quantity_micros`,
              `t28`.`discount_percent_micros`,
              `t28`.`discount_amount_micros`,
              `t28`.`tax_percent_micros`,
              `t28`.`worth_micros`,
              `t28`.`before_unit_amount_micros`,
              `t28`.`before_quantity_micros`,
              `t28`.`before_discount_percent_micros`,
              `t28`.`before_discount_amount_micros`,
              `t28`.`before_tax_percent_micros`,
              `t28`.`before_worth_micros`,
              `t28`.`is_discounted`,
              `t28`.`tax_mode`,
              `t28`.`numerator`,
              `t28`.`denominator`,
              `t28`.`month_rounding`,
              `t28`.`before_is_discounted`,
              `t28`.`before_tax_mode`,
              `t28`.`before_numerator`,
              `t28`.`before_denominator`,
              `t28`.`before_month_rounding`,
              `t28`.`now_unit_amount_micros`,
              `t28`.`now_discount_percent_micros`,
              `t28`.`now_discount_amount_micros`,
              `t28`.`now_tax_percent_micros`,
              `t28`.`now_is_discounted`,
              `t28`.`now_tax_mode`,
              `t28`.`now_numerator`,
              `t28`.`now_denominator`,
              `t28`.`now_month_rounding`,
              `t28`.`after_quantity`
            FROM (
              SELECT
                `t27`.`customer_key`,
                `t27`.`subscription_key`,
                `t27`.`item_key`,
                `t27`.`terms_key`,
                `t27`.`source_key`,
                `t27`.`row`,
                `t27`.`run_rate_micros`,
                `t27`.`before_terms_key`,
                `t27`.`before_run_rate_micros`,
                `t27`.`is_mixed`,
                `t27`.`is_other_plan`,
                `t27`.`is_swapped`,
                `t27`.`is_other_quantity`,
                `t27`.`is_other_discount`,
                `t27`.`others`,
                `t27`.`day`,
                `t27`.`change`,
                `t27`.`unit_amount_micros`,
                `t27`.`quantity_micros`,
                `t27`.`discount_percent_micros`,
                `t27`.`discount_amount_micros`,
                `t27`.`tax_percent_micros`,
                `t27`.`worth_micros`,
                `t27`.`before_unit_amount_micros`,
                `t27`.`before_quantity_micros`,
                `t27`.`before_discount_percent_micros`,
                `t27`.`before_discount_amount_micros`,
                `t27`.`before_tax_percent_micros`,
                `t27`.`before_worth_micros`,
                `t27`.`is_discounted`,
                `t27`.`tax_mode`,
                `t27`.`numerator`,
                `t27`.`denominator`,
                `t27`.`month_rounding`,
                `t27`.`before_is_discounted`,
                `t27`.`before_tax_mode`,
                `t27`.`before_numerator`,
                `t27`.`before_denominator`,
                `t27`.`before_month_rounding`,
                `t27`.`now_unit_amount_micros`,
                `t27`.`now_discount_percent_micros`,
                `t27`.`now_discount_amount_micros`,
                `t27`.`now_tax_percent_micros`,
                `t27`.`now_is_discounted`,
                `t27`.`now_tax_mode`,
                `t27`.`now_numerator`,
                `t27`.`now_denominator`,
                `t27`.`now_month_rounding`,
                `t27`.`net`,
                `t27`.`above`,
                `t27`.`below`,
                `t27`.`step`,
                `t27`.`numerator_`,
                `t27`.`denominator_`,
                `t27`.`quotient`,
                CAST(`t27`.`quotient` * `t27`.`step` AS BIGINT) AS `after_quantity`
              FROM (
                SELECT
                  `t26`.`customer_key`,
                  `t26`.`subscription_key`,
                  `t26`.`item_key`,
                  `t26`.`terms_key`,
                  `t26`.`source_key`,
                  `t26`.`row`,
                  `t26`.`run_rate_micros`,
                  `t26`.`before_terms_key`,
                  `t26`.`before_run_rate_micros`,
                  `t26`.`is_mixed`,
                  `t26`.`is_other_plan`,
                  `t26`.`is_swapped`,
                  `t26`.`is_other_quantity`,
                  `t26`.`is_other_discount`,
                  `t26`.`others`,
                  `t26`.`day`,
                  `t26`.`change`,
                  `t26`.`unit_amount_micros`,
                  `t26`.`quantity_micros`,
                  `t26`.`discount_percent_micros`,
                  `t26`.`discount_amount_micros`,
                  `t26`.`tax_percent_micros`,
                  `t26`.`worth_micros`,
                  `t26`.`before_unit_amount_micros`,
                  `t26`.`before_quantity_micros`,
                  `t26`.`before_discount_percent_micros`,
                  `t26`.`before_discount_amount_micros`,
                  `t26`.`before_tax_percent_micros`,
                  `t26`.`before_worth_micros`,
                  `t26`.`is_discounted`,
                  `t26`.`tax_mode`,
                  `t26`.`numerator`,
                  `t26`.`denominator`,
                  `t26`.`month_rounding`,
                  `t26`.`before_is_discounted`,
                  `t26`.`before_tax_mode`,
                  `t26`.`before_numerator`,
                  `t26`.`before_denominator`,
                  `t26`.`before_month_rounding`,
                  `t26`.`now_unit_amount_micros`,
                  `t26`.`now_discount_percent_micros`,
                  `t26`.`now_discount_amount_micros`,
                  `t26`.`now_tax_percent_micros`,
                  `t26`.`now_is_discounted`,
                  `t26`.`now_tax_mode`,
                  `t26`.`now_numerator`,
                  `t26`.`now_denominator`,
                  `t26`.`now_month_rounding`,
                  `t26`.`net`,
                  `t26`.`above`,
                  `t26`.`below`,
                  `t26`.`step`,
                  `t26`.`numerator_`,
                  `t26`.`denominator_`,
                  `t26`.`quotient`
                FROM (
                  SELECT
                    `t25`.`customer_key`,
                    `t25`.`subscription_key`,
                    `t25`.`item_key`,
                    `t25`.`terms_key`,
                    `t25`.`source_key`,
                    `t25`.`row`,
                    `t25`.`run_rate_micros`,
                    `t25`.`before_terms_key`,
                    `t25`.`before_run_rate_micros`,
                    `t25`.`is_mixed`,
                    `t25`.`is_other_plan`,
                    `t25`.`is_swapped`,
                    `t25`.`is_other_quantity`,
                    `t25`.`is_other_discount`,
                    `t25`.`others`,
                    `t25`.`day`,
                    `t25`.`change`,
                    `t25`.`unit_amount_micros`,
                    `t25`.`quantity_micros`,
                    `t25`.`discount_percent_micros`,
                    `t25`.`discount_amount_micros`,
                    `t25`.`tax_percent_micros`,
                    `t25`.`worth_micros`,
                    `t25`.`before_unit_amount_micros`,
                    `t25`.`before_quantity_micros`,
                    `t25`.`before_discount_percent_micros`,
                    `t25`.`before_discount_amount_micros`,
                    `t25`.`before_tax_percent_micros`,
                    `t25`.`before_worth_micros`,
                    `t25`.`is_discounted`,
                    `t25`.`tax_mode`,
                    `t25`.`numerator`,
                    `t25`.`denominator`,
                    `t25`.`month_rounding`,
                    `t25`.`before_is_discounted`,
                    `t25`.`before_tax_mode`,
                    `t25`.`before_numerator`,
                    `t25`.`before_denominator`,
                    `t25`.`before_month_rounding`,
                    `t25`.`now_unit_amount_micros`,
                    `t25`.`now_discount_percent_micros`,
                    `t25`.`now_discount_amount_micros`,
                    `t25`.`now_tax_percent_micros`,
                    `t25`.`now_is_discounted`,
                    `t25`.`now_tax_mode`,
                    `t25`.`now_numerator`,
                    `t25`.`now_denominator`,
                    `t25`.`now_month_rounding`,
                    `t25`.`net`,
                    `t25`.`above`,
                    `t25`.`below`,
                    `t25`.`step`,
                    `t25`.`numerator_`,
                    `t25`.`denominator_`,
                    `t25`.`n_`,
                    `t25`.`d_`,
                    `t25`.`q_`,
                    `t25`.`r_`,
                    IF(
                      (
                        (
                          `t25`.`r_` + `t25`.`r_`
                        ) > `t25`.`d_`
                      )
                      OR (
                        (
                          (
                            `t25`.`r_` + `t25`.`r_`
                          ) = `t25`.`d_`
                        )
                        AND (
                          (
                            CAST(`t25`.`q_` AS BIGINT) % 2
                          ) <> 0
                        )
                      ),
                      `t25`.`q_` + 1,
                      `t25`.`q_`
                    ) AS `quotient`
                  FROM (
                    SELECT
                      `t24`.`customer_key`,
                      `t24`.`subscription_key`,
                      `t24`.`item_key`,
                      `t24`.`terms_key`,
                      `t24`.`source_key`,
                      `t24`.`row`,
                      `t24`.`run_rate_micros`,
                      `t24`.`before_terms_key`,
                      `t24`.`before_run_rate_micros`,
                      `t24`.`is_mixed`,
                      `t24`.`is_other_plan`,
                      `t24`.`is_swapped`,
                      `t24`.`is_other_quantity`,
                      `t24`.`is_other_discount`,
                      `t24`.`others`,
                      `t24`.`day`,
                      `t24`.`change`,
                      `t24`.`unit_amount_micros`,
                      `t24`.`quantity_micros`,
                      `t24`.`discount_percent_micros`,
                      `t24`.`discount_amount_micros`,
                      `t24`.`tax_percent_micros`,
                      `t24`.`worth_micros`,
                      `t24`.`before_unit_amount_micros`,
                      `t24`.`before_quantity_micros`,
                      `t24`.`before_discount_percent_micros`,
                      `t24`.`before_discount_amount_micros`,
                      `t24`.`before_tax_percent_micros`,
                      `t24`.`before_worth_micros`,
                      `t24`.`is_discounted`,
                      `t24`.`tax_mode`,
                      `t24`.`numerator`,
                      `t24`.`denominator`,
                      `t24`.`month_rounding`,
                      `t24`.`before_is_discounted`,
                      `t24`.`before_tax_mode`,
                      `t24`.`before_numerator`,
                      `t24`.`before_denominator`,
                      `t24`.`before_month_rounding`,
                      `t24`.`now_unit_amount_micros`,
                      `t24`.`now_discount_percent_micros`,
                      `t24`.`now_discount_amount_micros`,
                      `t24`.`now_tax_percent_micros`,
                      `t24`.`now_is_discounted`,
                      `t24`.`now_tax_mode`,
                      `t24`.`now_numerator`,
                      `t24`.`now_denominator`,
                      `t24`.`now_month_rounding`,
                      `t24`.`net`,
                      `t24`.`above`,
                      `t24`.`below`,
                      `t24`.`step`,
                      `t24`.`numerator_`,
                      `t24`.`denominator_`,
                      `t24`.`n_`,
                      `t24`.`d_`,
                      IF(
                        `t24`.`r_` < 0,
                        `t24`.`q_` - 1,
                        IF(`t24`.`r_` >= `t24`.`d_`, `t24`.`q_` + 1, `t24`.`q_`)
                      ) AS `q_`,
                      IF(
                        `t24`.`r_` < 0,
                        `t24`.`r_` + `t24`.`d_`,
                        IF(`t24`.`r_` >= `t24`.`d_`, `t24`.`r_` - `t24`.`d_`, `t24`.`r_`)
                      ) AS `r_`
                    FROM (
                      SELECT
                        `t23`.`customer_key`,
                        `t23`.`subscription_key`,
                        `t23`.`item_key`,
                        `t23`.`terms_key`,
                        `t23`.`source_key`,
                        `t23`.`row`,
                        `t23`.`run_rate_micros`,
                        `t23`.`before_terms_key`,
                        `t23`.`before_run_rate_micros`,
                        `t23`.`is_mixed`,
                        `t23`.`is_other_plan`,
                        `t23`.`is_swapped`,
                        `t23`.`is_other_quantity`,
                        `t23`.`is_other_discount`,
                        `t23`.`others`,
                        `t23`.`day`,
                        `t23`.`change`,
                        `t23`.`unit_amount_micros`,
                        `t23`.`quantity_micros`,
                        `t23`.`discount_percent_micros`,
                        `t23`.`discount_amount_micros`,
                        `t23`.`tax_percent_micros`,
                        `t23`.`worth_micros`,
                        `t23`.`before_unit_amount_micros`,
                        `t23`.`before_quantity_micros`,
                        `t23`.`before_discount_percent_micros`,
                        `t23`.`before_discount_amount_micros`,
                        `t23`.`before_tax_percent_micros`,
                        `t23`.`before_worth_micros`,
                        `t23`.`is_discounted`,
                        `t23`.`tax_mode`,
                        `t23`.`numerator`,
                        `t23`.`denominator`,
                        `t23`.`month_rounding`,
                        `t23`.`before_is_discounted`,
                        `t23`.`before_tax_mode`,
                        `t23`.`before_numerator`,
                        `t23`.`before_denominator`,
                        `t23`.`before_month_rounding`,
                        `t23`.`now_unit_amount_micros`,
                        `t23`.`now_discount_percent_micros`,
                        `t23`.`now_discount_amount_micros`,
                        `t23`.`now_tax_percent_micros`,
                        `t23`.`now_is_discounted`,
                        `t23`.`now_tax_mode`,
                        `t23`.`now_numerator`,
                        `t23`.`now_denominator`,
                        `t23`.`now_month_rounding`,
                        `t23`.`net`,
                        `t23`.`above`,
                        `t23`.`below`,
                        `t23`.`step`,
                        `t23`.`numerator_`,
                        `t23`.`denominator_`,
                        `t23`.`n_`,
                        `t23`.`d_`,
                        `t23`.`q_`,
                        `t23`.`n_` - (
                          `t23`.`q_` * `t23`.`d_`
                        ) AS `r_`
                      FROM (
                        SELECT
                          `t22`.`customer_key`,
                          `t22`.`subscription_key`,
                          `t22`.`item_key`,
                          `t22`.`terms_key`,
                          `t22`.`source_key`,
                          `t22`.`row`,
                          `t22`.`run_rate_micros`,
                          `t22`.`before_terms_key`,
                          `t22`.`before_run_rate_micros`,
                          `t22`.`is_mixed`,
                          `t22`.`is_other_plan`,
                          `t22`.`is_swapped`,
                          `t22`.`is_other_quantity`,
                          `t22`.`is_other_discount`,
                          `t22`.`others`,
                          `t22`.`day`,
                          `t22`.`change`,
                          `t22`.`unit_amount_micros`,
                          `t22`.`quantity_micros`,
                          `t22`.`discount_percent_micros`,
                          `t22`.`discount_amount_micros`,
                          `t22`.`tax_percent_micros`,
                          `t22`.`worth_micros`,
                          `t22`.`before_unit_amount_micros`,
                          `t22`.`before_quantity_micros`,
                          `t22`.`before_discount_percent_micros`,
                          `t22`.`before_discount_amount_micros`,
                          `t22`.`before_tax_percent_micros`,
                          `t22`.`before_worth_micros`,
                          `t22`.`is_discounted`,
                          `t22`.`tax_mode`,
                          `t22`.`numerator`,
                          `t22`.`denominator`,
                          `t22`.`month_rounding`,
                          `t22`.`before_is_discounted`,
                          `t22`.`before_tax_mode`,
                          `t22`.`before_numerator`,
                          `t22`.`before_denominator`,
                          `t22`.`before_month_rounding`,
                          `t22`.`now_unit_amount_micros`,
                          `t22`.`now_discount_percent_micros`,
                          `t22`.`now_discount_amount_micros`,
                          `t22`.`now_tax_percent_micros`,
                          `t22`.`now_is_discounted`,
                          `t22`.`now_tax_mode`,
                          `t22`.`now_numerator`,
                          `t22`.`now_denominator`,
                          `t22`.`now_month_rounding`,
                          `t22`.`net`,
                          `t22`.`above`,
                          `t22`.`below`,
                          `t22`.`step`,
                          `t22`.`numerator_`,
                          `t22`.`denominator_`,
                          `t22`.`n_`,
                          `t22`.`d_`,
                          `t22`.`q_` + CAST(CAST(FLOOR(CAST(`t22`.`r_` AS DOUBLE) / CAST(`t22`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                          `t22`.`r_`
                        FROM (
                          SELECT
                            `t21`.`customer_key`,
                            `t21`.`subscription_key`,
                            `t21`.`item_key`,
                            `t21`.`terms_key`,
                            `t21`.`source_key`,
                            `t21`.`row`,
                            `t21`.`run_rate_micros`,
                            `t21`.`before_terms_key`,
                            `t21`.`before_run_rate_micros`,
                            `t21`.`is_mixed`,
                            `t21`.`is_other_plan`,
                            `t21`.`is_swapped`,
                            `t21`.`is_other_quantity`,
                            `t21`.`is_other_discount`,
                            `t21`.`others`,
                            `t21`.`day`,
                            `t21`.`change`,
                            `t21`.`unit_amount_micros`,
                            `t21`.`quantity_micros`,
                            `t21`.`discount_percent_micros`,
                            `t21`.`discount_amount_micros`,
                            `t21`.`tax_percent_micros`,
                            `t21`.`worth_micros`,
                            `t21`.`before_unit_amount_micros`,
                            `t21`.`before_quantity_micros`,
                            `t21`.`before_discount_percent_micros`,
                            `t21`.`before_discount_amount_micros`,
                            `t21`.`before_tax_percent_micros`,
                            `t21`.`before_worth_micros`,
                            `t21`.`is_discounted`,
                            `t21`.`tax_mode`,
                            `t21`.`numerator`,
                            `t21`.`denominator`,
                            `t21`.`month_rounding`,
                            `t21`.`before_is_discounted`,
                            `t21`.`before_tax_mode`,
                            `t21`.`before_numerator`,
                            `t21`.`before_denominator`,
                            `t21`.`before_month_rounding`,
                            `t21`.`now_unit_amount_micros`,
                            `t21`.`now_discount_percent_micros`,
                            `t21`.`now_discount_amount_micros`,
                            `t21`.`now_tax_percent_micros`,
                            `t21`.`now_is_discounted`,
                            `t21`.`now_tax_mode`,
                            `t21`.`now_numerator`,
                            `t21`.`now_denominator`,
                            `t21`.`now_month_rounding`,
                            `t21`.`net`,
                            `t21`.`above`,
                            `t21`.`below`,
                            `t21`.`step`,
                            `t21`.`numerator_`,
                            `t21`.`denominator_`,
                            `t21`.`n_`,
                            `t21`.`d_`,
                            `t21`.`q_`,
                            `t21`.`n_` - (
                              `t21`.`q_` * `t21`.`d_`
                            ) AS `r_`
                          FROM (
                            SELECT
                              `t20`.`customer_key`,
                              `t20`.`subscription_key`,
                              `t20`.`item_key`,
                              `t20`.`terms_key`,
                              `t20`.`source_key`,
                              `t20`.`row`,
                              `t20`.`run_rate_micros`,
                              `t20`.`before_terms_key`,
                              `t20`.`before_run_rate_micros`,
                              `t20`.`is_mixed`,
                              `t20`.`is_other_plan`,
                              `t20`.`is_swapped`,
                              `t20`.`is_other_quantity`,
                              `t20`.`is_other_discount`,
                              `t20`.`others`,
                              `t20`.`day`,
                              `t20`.`change`,
                              `t20`.`unit_amount_micros`,
                              `t20`.`quantity_micros`,
                              `t20`.`discount_percent_micros`,
                              `t20`.`discount_amount_micros`,
                              `t20`.`tax_percent_micros`,
                              `t20`.`worth_micros`,
                              `t20`.`before_unit_amount_micros`,
                              `t20`.`before_quantity_micros`,
                              `t20`.`before_discount_percent_micros`,
                              `t20`.`before_discount_amount_micros`,
                              `t20`.`before_tax_percent_micros`,
                              `t20`.`before_worth_micros`,
                              `t20`.`is_discounted`,
                              `t20`.`tax_mode`,
                              `t20`.`numerator`,
                              `t20`.`denominator`,
                              `t20`.`month_rounding`,
                              `t20`.`before_is_discounted`,
                              `t20`.`before_tax_mode`,
                              `t20`.`before_numerator`,
                              `t20`.`before_denominator`,
                              `t20`.`before_month_rounding`,
                              `t20`.`now_unit_amount_micros`,
                              `t20`.`now_discount_percent_micros`,
                              `t20`.`now_discount_amount_micros`,
                              `t20`.`now_tax_percent_micros`,
                              `t20`.`now_is_discounted`,
                              `t20`.`now_tax_mode`,
                              `t20`.`now_numerator`,
                              `t20`.`now_denominator`,
                              `t20`.`now_month_rounding`,
                              `t20`.`net`,
                              `t20`.`above`,
                              `t20`.`below`,
                              `t20`.`step`,
                              `t20`.`numerator_`,
                              `t20`.`denominator_`,
                              `t20`.`n_`,
                              `t20`.`d_`,
                              CAST(CAST(FLOOR(CAST(`t20`.`n_` AS DOUBLE) / CAST(`t20`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                            FROM (
                              SELECT
                                `t19`.`customer_key`,
                                `t19`.`subscription_key`,
                                `t19`.`item_key`,
                                `t19`.`terms_key`,
                                `t19`.`source_key`,
                                `t19`.`row`,
                                `t19`.`run_rate_micros`,
                                `t19`.`before_terms_key`,
                                `t19`.`before_run_rate_micros`,
                                `t19`.`is_mixed`,
                                `t19`.`is_other_plan`,
                                `t19`.`is_swapped`,
                                `t19`.`is_other_quantity`,
                                `t19`.`is_other_discount`,
                                `t19`.`others`,
                                `t19`.`day`,
                                `t19`.`change`,
                                `t19`.`unit_amount_micros`,
                                `t19`.`quantity_micros`,
                                `t19`.`discount_percent_micros`,
                                `t19`.`discount_amount_micros`,
                                `t19`.`tax_percent_micros`,
                                `t19`.`worth_micros`,
                                `t19`.`before_unit_amount_micros`,
                                `t19`.`before_quantity_micros`,
                                `t19`.`before_discount_percent_micros`,
                                `t19`.`before_discount_amount_micros`,
                                `t19`.`before_tax_percent_micros`,
                                `t19`.`before_worth_micros`,
                                `t19`.`is_discounted`,
                                `t19`.`tax_mode`,
                                `t19`.`numerator`,
                                `t19`.`denominator`,
                                `t19`.`month_rounding`,
                                `t19`.`before_is_discounted`,
                                `t19`.`before_tax_mode`,
                                `t19`.`before_numerator`,
                                `t19`.`before_denominator`,
                                `t19`.`before_month_rounding`,
                                `t19`.`now_unit_amount_micros`,
                                `t19`.`now_discount_percent_micros`,
                                `t19`.`now_discount_amount_micros`,
                                `t19`.`now_tax_percent_micros`,
                                `t19`.`now_is_discounted`,
                                `t19`.`now_tax_mode`,
                                `t19`.`now_numerator`,
                                `t19`.`now_denominator`,
                                `t19`.`now_month_rounding`,
                                `t19`.`net`,
                                `t19`.`above`,
                                `t19`.`below`,
                                `t19`.`step`,
                                `t19`.`numerator_`,
                                `t19`.`denominator_`,
                                `t19`.`numerator_` AS `n_`,
                                `t19`.`denominator_` AS `d_`
                              FROM (
                                SELECT
                                  `t18`.`customer_key`,
                                  `t18`.`subscription_key`,
                                  `t18`.`item_key`,
                                  `t18`.`terms_key`,
                                  `t18`.`source_key`,
                                  `t18`.`row`,
                                  `t18`.`run_rate_micros`,
                                  `t18`.`before_terms_key`,
                                  `t18`.`before_run_rate_micros`,
                                  `t18`.`is_mixed`,
                                  `t18`.`is_other_plan`,
                                  `t18`.`is_swapped`,
                                  `t18`.`is_other_quantity`,
                                  `t18`.`is_other_discount`,
                                  `t18`.`others`,
                                  `t18`.`day`,
                                  `t18`.`change`,
                                  `t18`.`unit_amount_micros`,
                                  `t18`.`quantity_micros`,
                                  `t18`.`discount_percent_micros`,
                                  `t18`.`discount_amount_micros`,
                                  `t18`.`tax_percent_micros`,
                                  `t18`.`worth_micros`,
                                  `t18`.`before_unit_amount_micros`,
                                  `t18`.`before_quantity_micros`,
                                  `t18`.`before_discount_percent_micros`,
                                  `t18`.`before_discount_amount_micros`,
                                  `t18`.`before_tax_percent_micros`,
                                  `t18`.`before_worth_micros`,
                                  `t18`.`is_discounted`,
                                  `t18`.`tax_mode`,
                                  `t18`.`numerator`,
                                  `t18`.`denominator`,
                                  `t18`.`month_rounding`,
                                  `t18`.`before_is_discounted`,
                                  `t18`.`before_tax_mode`,
                                  `t18`.`before_numerator`,
                                  `t18`.`before_denominator`,
                                  `t18`.`before_month_rounding`,
                                  `t18`.`now_unit_amount_micros`,
                                  `t18`.`now_discount_percent_micros`,
                                  `t18`.`now_discount_amount_micros`,
                                  `t18`.`now_tax_percent_micros`,
                                  `t18`.`now_is_discounted`,
                                  `t18`.`now_tax_mode`,
                                  `t18`.`now_numerator`,
                                  `t18`.`now_denominator`,
                                  `t18`.`now_month_rounding`,
                                  `t18`.`net`,
                                  `t18`.`above`,
                                  `t18`.`below`,
                                  `t18`.`step`,
                                  `t18`.`net` * `t18`.`above` AS `numerator_`,
                                  `t18`.`below` * `t18`.`step` AS `denominator_`
                                FROM (
                                  SELECT
                                    `t16`.`customer_key`,
                                    `t16`.`subscription_key`,
                                    `t16`.`item_key`,
                                    `t16`.`terms_key`,
                                    `t16`.`source_key`,
                                    `t16`.`row`,
                                    `t16`.`run_rate_micros`,
                                    `t16`.`before_terms_key`,
                                    `t16`.`before_run_rate_micros`,
                                    `t16`.`is_mixed`,
                                    `t16`.`is_other_plan`,
                                    `t16`.`is_swapped`,
                                    `t16`.`is_other_quantity`,
                                    `t16`.`is_other_discount`,
                                    `t16`.`others`,
                                    `t16`.`day`,
                                    `t16`.`change`,
                                    `t16`.`unit_amount_micros`,
                                    `t16`.`quantity_micros`,
                                    `t16`.`discount_percent_micros`,
                                    `t16`.`discount_amount_micros`,
                                    `t16`.`tax_percent_micros`,
                                    `t16`.`worth_micros`,
                                    `t16`.`before_unit_amount_micros`,
                                    `t16`.`before_quantity_micros`,
                                    `t16`.`before_discount_percent_micros`,
                                    `t16`.`before_discount_amount_micros`,
                                    `t16`.`before_tax_percent_micros`,
                                    `t16`.`before_worth_micros`,
                                    `t16`.`is_discounted`,
                                    `t16`.`tax_mode`,
                                    `t16`.`numerator`,
                                    `t16`.`denominator`,
                                    `t16`.`month_rounding`,
                                    `t16`.`before_is_discounted`,
                                    `t16`.`before_tax_mode`,
                                    `t16`.`before_numerator`,
                                    `t16`.`before_denominator`,
                                    `t16`.`before_month_rounding`,
                                    `t16`.`now_unit_amount_micros`,
                                    `t16`.`now_discount_percent_micros`,
                                    `t16`.`now_discount_amount_micros`,
                                    `t16`.`now_tax_percent_micros`,
                                    `t16`.`now_is_discounted`,
                                    `t16`.`now_tax_mode`,
                                    `t16`.`now_numerator`,
                                    `t16`.`now_denominator`,
                                    `t16`.`now_month_rounding`,
                                    GREATEST(
                                      (
                                        CAST(`t16`.`unit_amount_micros` AS DECIMAL(38, 0)) * CAST(IF(
                                          (
                                            IF(
                                              (
                                                (
                                                  `t16`.`quantity_micros` % 1000000
                                                ) = 0
                                              )
                                              AND (
                                                `t16`.`quantity_micros` < 4503599627370496
                                              ),
                                              1000000,
                                              1
                                            ) = 1
                                          )
                                          OR (
                                            `t16`.`quantity_micros` >= 4503599627370496
                                          ),
                                          `t16`.`quantity_micros`,
                                          CAST(`t16`.`quantity_micros` / IF(
                                            (
                                              (
                                                `t16`.`quantity_micros` % 1000000
                                              ) = 0
                                            )
                                            AND (
                                              `t16`.`quantity_micros` < 4503599627370496
                                            ),
                                            1000000,
                                            1
                                          ) AS BIGINT)
                                        ) AS DECIMAL(38, 0)) * CAST(IF(
                                          (
                                            IF(
                                              (
                                                (
                                                  IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t16`.`tax_percent_micros` % 10000
                                                ) = 0
                                              ),
                                              10000,
                                              1
                                            ) = 1
                                          )
                                          OR (
                                            (
                                              100000000 - IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0)
                                            ) >= 4503599627370496
                                          ),
                                          100000000 - IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0),
                                          CAST((
                                            100000000 - IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0)
                                          ) / IF(
                                            (
                                              (
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
                                              ) = 0
                                            ),
                                            10000,
                                            1
                                          ) AS BIGINT)
                                        ) AS DECIMAL(38, 0))
                                      ) - (
                                        CAST(IF(`t16`.`is_discounted`, `t16`.`discount_amount_micros`, 0) AS DECIMAL(38, 0)) * (
                                          CAST(IF(
                                            (
                                              IF(
                                                (
                                                  (
                                                    `t16`.`quantity_micros` % 1000000
                                                  ) = 0
                                                )
                                                AND (
                                                  `t16`.`quantity_micros` < 4503599627370496
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
                                                  `t16`.`quantity_micros` % 1000000
                                                ) = 0
                                              )
                                              AND (
                                                `t16`.`quantity_micros` < 4503599627370496
                                              ),
                                              1000000,
                                              1
                                            ) AS BIGINT)
                                          ) AS DECIMAL(38, 0)) * CAST(IF(
                                            (
                                              IF(
                                                (
                                                  (
                                                    IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t16`.`tax_percent_micros` % 10000
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
                                                  IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t16`.`tax_percent_micros` % 10000
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
                                    CAST(`t16`.`numerator` AS DECIMAL(38, 0)) * CAST(IF(
                                      (
                                        `t16`.`tax_percent_micros` <> 0
                                      ) AND (
                                        `t16`.`tax_mode` = 'add'
                                      ),
                                      IF(
                                        (
                                          IF(
                                            (
                                              (
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
                                              ) = 0
                                            ),
                                            10000,
                                            1
                                          ) = 1
                                        )
                                        OR (
                                          (
                                            `t16`.`tax_percent_micros` + 100000000
                                          ) >= 4503599627370496
                                        ),
                                        `t16`.`tax_percent_micros` + 100000000,
                                        CAST((
                                          `t16`.`tax_percent_micros` + 100000000
                                        ) / IF(
                                          (
                                            (
                                              IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              `t16`.`tax_percent_micros` % 10000
                                            ) = 0
                                          ),
                                          10000,
                                          1
                                        ) AS BIGINT)
                                      ),
                                      IF(
                                        `t16`.`tax_percent_micros` <> 0,
                                        IF(
                                          (
                                            IF(
                                              (
                                                (
                                                  IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t16`.`tax_percent_micros` % 10000
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
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
                                              ) = 0
                                            ),
                                            10000,
                                            1
                                          ) AS BIGINT)
                                        ),
                                        1
                                      )
                                    ) AS DECIMAL(38, 0)) AS `above`,
                                    CAST(`t16`.`denominator` AS DECIMAL(38, 0)) * CAST(IF(
                                      (
                                        `t16`.`tax_percent_micros` <> 0
                                      ) AND (
                                        `t16`.`tax_mode` = 'remove'
                                      ),
                                      IF(
                                        (
                                          IF(
                                            (
                                              (
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
                                              ) = 0
                                            ),
                                            10000,
                                            1
                                          ) = 1
                                        )
                                        OR (
                                          (
                                            `t16`.`tax_percent_micros` + 100000000
                                          ) >= 4503599627370496
                                        ),
                                        `t16`.`tax_percent_micros` + 100000000,
                                        CAST((
                                          `t16`.`tax_percent_micros` + 100000000
                                        ) / IF(
                                          (
                                            (
                                              IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              `t16`.`tax_percent_micros` % 10000
                                            ) = 0
                                          ),
                                          10000,
                                          1
                                        ) AS BIGINT)
                                      ),
                                      IF(
                                        `t16`.`tax_percent_micros` <> 0,
                                        IF(
                                          (
                                            IF(
                                              (
                                                (
                                                  IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t16`.`tax_percent_micros` % 10000
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
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
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
                                                `t16`.`quantity_micros` % 1000000
                                              ) = 0
                                            )
                                            AND (
                                              `t16`.`quantity_micros` < 4503599627370496
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
                                              `t16`.`quantity_micros` % 1000000
                                            ) = 0
                                          )
                                          AND (
                                            `t16`.`quantity_micros` < 4503599627370496
                                          ),
                                          1000000,
                                          1
                                        ) AS BIGINT)
                                      ) AS DECIMAL(38, 0)) * CAST(IF(
                                        (
                                          IF(
                                            (
                                              (
                                                IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                `t16`.`tax_percent_micros` % 10000
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
                                              IF(`t16`.`is_discounted`, `t16`.`discount_percent_micros`, 0) % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              `t16`.`tax_percent_micros` % 10000
                                            ) = 0
                                          ),
                                          10000,
                                          1
                                        ) AS BIGINT)
                                      ) AS DECIMAL(38, 0))
                                    ) AS `below`,
                                    CAST(GREATEST(`t16`.`month_rounding` * 12, 1) AS DECIMAL(38, 0)) AS `step`
                                  FROM (
                                    SELECT
                                      *
                                    FROM `t13` AS `t14`
                                    WHERE
                                      NOT (
                                        (
                                          (
                                            `t14`.`quantity_micros` % 1000000
                                          ) = 0
                                        )
                                        AND (
                                          `t14`.`quantity_micros` < 4503599627370496
                                        )
                                        AND (
                                          (
                                            (
                                              `t14`.`discount_percent_micros` = 0
                                            )
                                            AND (
                                              `t14`.`discount_amount_micros` = 0
                                            )
                                          )
                                          OR NOT (
                                            `t14`.`is_discounted`
                                          )
                                        )
                                        AND (
                                          (
                                            `t14`.`tax_percent_micros` = 0
                                          ) OR (
                                            `t14`.`tax_mode` = 'none'
                                          )
                                        )
                                        AND (
                                          `t14`.`denominator` = 1
                                        )
                                        AND (
                                          `t14`.`month_rounding` = 0
                                        )
                                      )
                                  ) AS `t16`
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
)
SELECT
  `t57`.`customer_key`,
  `t57`.`subscription_key`,
  `t57`.`item_key`,
  `t57`.`terms_key`,
  `t57`.`day`,
  `t57`.`source_key`,
  `t57`.`row`,
  `t57`.`before_terms_key`,
  `t57`.`before_run_rate_micros`,
  `t57`.`is_other_plan`,
  `t57`.`is_swapped`,
  `t57`.`quantity_effect`,
  `t57`.`discount_effect`,
  `t57`.`price_effect`
FROM (
  SELECT
    `t56`.`customer_key`,
    `t56`.`subscription_key`,
    `t56`.`item_key`,
    `t56`.`terms_key`,
    `t56`.`day`,
    `t56`.`source_key`,
    `t56`.`row`,
    `t56`.`before_terms_key`,
    `t56`.`before_run_rate_micros`,
    `t56`.`is_other_plan`,
    `t56`.`is_swapped`,
    `t56`.`change`,
    `t56`.`quantity_effect`,
    `t56`.`discount_effect`,
    (
      `t56`.`change` - `t56`.`quantity_effect`
    ) - `t56`.`discount_effect` AS `price_effect`
  FROM (
    SELECT
      *
    FROM (
      SELECT
        `t9`.`customer_key`,
        `t9`.`subscription_key`,
        `t9`.`item_key`,
        `t9`.`terms_key`,
        `t9`.`day`,
        `t9`.`source_key`,
        `t9`.`row`,
        `t9`.`before_terms_key`,
        `t9`.`before_run_rate_micros`,
        `t9`.`is_other_plan`,
        `t9`.`is_swapped`,
        `t9`.`change`,
        `t9`.`quantity_effect`,
        `t9`.`discount_effect`
      FROM (
        SELECT
          `t4`.`customer_key`,
          `t4`.`subscription_key`,
          `t4`.`item_key`,
          `t4`.`terms_key`,
          `t4`.`source_key`,
          `t4`.`row`,
          `t4`.`run_rate_micros`,
          `t4`.`before_terms_key`,
          `t4`.`before_run_rate_micros`,
          `t4`.`is_mixed`,
          `t4`.`is_other_plan`,
          `t4`.`is_swapped`,
          `t4`.`is_other_quantity`,
          `t4`.`is_other_discount`,
          `t4`.`others`,
          `t4`.`day`,
          `t4`.`change`,
          `t4`.`unit_amount_micros`,
          `t4`.`quantity_micros`,
          `t4`.`discount_percent_micros`,
          `t4`.`discount_amount_micros`,
          `t4`.`tax_percent_micros`,
          `t4`.`worth_micros`,
          `t4`.`before_unit_amount_micros`,
          `t4`.`before_quantity_micros`,
          `t4`.`before_discount_percent_micros`,
          `t4`.`before_discount_amount_micros`,
          `t4`.`before_tax_percent_micros`,
          `t4`.`before_worth_micros`,
          IF(`t4`.`is_other_quantity`, `t4`.`change`, 0) AS `quantity_effect`,
          IF(`t4`.`is_other_discount`, `t4`.`change`, 0) AS `discount_effect`
        FROM (
          SELECT
            *
          FROM `changes` AS `t0`
          WHERE
            `t0`.`others` <= 1
        ) AS `t4`
      ) AS `t9`
    ) AS `t10`
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        `t54`.`customer_key`,
        `t54`.`subscription_key`,
        `t54`.`item_key`,
        `t54`.`terms_key`,
        `t54`.`day`,
        `t54`.`source_key`,
        `t54`.`row`,
        `t54`.`before_terms_key`,
        `t54`.`before_run_rate_micros`,
        `t54`.`is_other_plan`,
        `t54`.`is_swapped`,
        `t54`.`change`,
        `t54`.`quantity_effect`,
        `t54`.`discount_effect`
      FROM (
        SELECT
          `t53`.`customer_key`,
          `t53`.`subscription_key`,
          `t53`.`item_key`,
          `t53`.`terms_key`,
          `t53`.`source_key`,
          `t53`.`row`,
          `t53`.`run_rate_micros`,
          `t53`.`before_terms_key`,
          `t53`.`before_run_rate_micros`,
          `t53`.`is_mixed`,
          `t53`.`is_other_plan`,
          `t53`.`is_swapped`,
          `t53`.`is_other_quantity`,
          `t53`.`is_other_discount`,
          `t53`.`others`,
          `t53`.`day`,
          `t53`.`change`,
          `t53`.`unit_amount_micros`,
          `t53`.`quantity_micros`,
          `t53`.`discount_percent_micros`,
          `t53`.`discount_amount_micros`,
          `t53`.`tax_percent_micros`,
          `t53`.`worth_micros`,
          `t53`.`before_unit_amount_micros`,
          `t53`.`before_quantity_micros`,
          `t53`.`before_discount_percent_micros`,
          `t53`.`before_discount_amount_micros`,
          `t53`.`before_tax_percent_micros`,
          `t53`.`before_worth_micros`,
          `t53`.`is_discounted`,
          `t53`.`tax_mode`,
          `t53`.`numerator`,
          `t53`.`denominator`,
          `t53`.`month_rounding`,
          `t53`.`before_is_discounted`,
          `t53`.`before_tax_mode`,
          `t53`.`before_numerator`,
          `t53`.`before_denominator`,
          `t53`.`before_month_rounding`,
          `t53`.`after_quantity`,
          `t53`.`after_price`,
          IF(`t53`.`is_other_quantity`, `t53`.`after_quantity` - `t53`.`before_worth_micros`, 0) AS `quantity_effect`,
          IF(`t53`.`is_other_discount`, `t53`.`worth_micros` - `t53`.`after_price`, 0) AS `discount_effect`
        FROM (
          SELECT
            `t52`.`customer_key`,
            `t52`.`subscription_key`,
            `t52`.`item_key`,
            `t52`.`terms_key`,
            `t52`.`source_key`,
            `t52`.`row`,
            `t52`.`run_rate_micros`,
            `t52`.`before_terms_key`,
            `t52`.`before_run_rate_micros`,
            `t52`.`is_mixed`,
            `t52`.`is_other_plan`,
            `t52`.`is_swapped`,
            `t52`.`is_other_quantity`,
            `t52`.`is_other_discount`,
            `t52`.`others`,
            `t52`.`day`,
            `t52`.`change`,
            `t52`.`unit_amount_micros`,
            `t52`.`quantity_micros`,
            `t52`.`discount_percent_micros`,
            `t52`.`discount_amount_micros`,
            `t52`.`tax_percent_micros`,
            `t52`.`worth_micros`,
            `t52`.`before_unit_amount_micros`,
            `t52`.`before_quantity_micros`,
            `t52`.`before_discount_percent_micros`,
            `t52`.`before_discount_amount_micros`,
            `t52`.`before_tax_percent_micros`,
            `t52`.`before_worth_micros`,
            `t52`.`is_discounted`,
            `t52`.`tax_mode`,
            `t52`.`numerator`,
            `t52`.`denominator`,
            `t52`.`month_rounding`,
            `t52`.`before_is_discounted`,
            `t52`.`before_tax_mode`,
            `t52`.`before_numerator`,
            `t52`.`before_denominator`,
            `t52`.`before_month_rounding`,
            `t52`.`after_quantity`,
            `t52`.`after_price`
          FROM (
            SELECT
              `t51`.`customer_key`,
              `t51`.`subscription_key`,
              `t51`.`item_key`,
              `t51`.`terms_key`,
              `t51`.`source_key`,
              `t51`.`row`,
              `t51`.`run_rate_micros`,
              `t51`.`before_terms_key`,
              `t51`.`before_run_rate_micros`,
              `t51`.`is_mixed`,
              `t51`.`is_other_plan`,
              `t51`.`is_swapped`,
              `t51`.`is_other_quantity`,
              `t51`.`is_other_discount`,
              `t51`.`others`,
              `t51`.`day`,
              `t51`.`change`,
              `t51`.`unit_amount_micros`,
              `t51`.`quantity_micros`,
              `t51`.`now_discount_percent_micros` AS `discount_percent_micros`,
              `t51`.`now_discount_amount_micros` AS `discount_amount_micros`,
              `t51`.`tax_percent_micros`,
              `t51`.`worth_micros`,
              `t51`.`before_unit_amount_micros`,
              `t51`.`before_quantity_micros`,
              `t51`.`before_discount_percent_micros`,
              `t51`.`before_discount_amount_micros`,
              `t51`.`before_tax_percent_micros`,
              `t51`.`before_worth_micros`,
              `t51`.`now_is_discounted` AS `is_discounted`,
              `t51`.`tax_mode`,
              `t51`.`numerator`,
              `t51`.`denominator`,
              `t51`.`month_rounding`,
              `t51`.`before_is_discounted`,
              `t51`.`before_tax_mode`,
              `t51`.`before_numerator`,
              `t51`.`before_denominator`,
              `t51`.`before_month_rounding`,
              `t51`.`after_quantity`,
              `t51`.`now_discount_percent_micros`,
              `t51`.`now_discount_amount_micros`,
              `t51`.`now_is_discounted`,
              `t51`.`after_price`
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  `t36`.`customer_key`,
                  `t36`.`subscription_key`,
                  `t36`.`item_key`,
                  `t36`.`terms_key`,
                  `t36`.`source_key`,
                  `t36`.`row`,
                  `t36`.`run_rate_micros`,
                  `t36`.`before_terms_key`,
                  `t36`.`before_run_rate_micros`,
                  `t36`.`is_mixed`,
                  `t36`.`is_other_plan`,
                  `t36`.`is_swapped`,
                  `t36`.`is_other_quantity`,
                  `t36`.`is_other_discount`,
                  `t36`.`others`,
                  `t36`.`day`,
                  `t36`.`change`,
                  `t36`.`unit_amount_micros`,
                  `t36`.`quantity_micros`,
                  `t36`.`discount_percent_micros`,
                  `t36`.`discount_amount_micros`,
                  `t36`.`tax_percent_micros`,
                  `t36`.`worth_micros`,
                  `t36`.`before_unit_amount_micros`,
                  `t36`.`before_quantity_micros`,
                  `t36`.`before_discount_percent_micros`,
                  `t36`.`before_discount_amount_micros`,
                  `t36`.`before_tax_percent_micros`,
                  `t36`.`before_worth_micros`,
                  `t36`.`is_discounted`,
                  `t36`.`tax_mode`,
                  `t36`.`numerator`,
                  `t36`.`denominator`,
                  `t36`.`month_rounding`,
                  `t36`.`before_is_discounted`,
                  `t36`.`before_tax_mode`,
                  `t36`.`before_numerator`,
                  `t36`.`before_denominator`,
                  `t36`.`before_month_rounding`,
                  `t36`.`after_quantity`,
                  `t36`.`now_discount_percent_micros`,
                  `t36`.`now_discount_amount_micros`,
                  `t36`.`now_is_discounted`,
                  `t36`.`unit_amount_micros` * CAST(`t36`.`quantity_micros` / 1000000 AS BIGINT) * `t36`.`numerator` AS `after_price`
                FROM (
                  SELECT
                    *
                  FROM `t34` AS `t35`
                  WHERE
                    (
                      `t35`.`quantity_micros` % 1000000
                    ) = 0
                    AND `t35`.`quantity_micros` < 4503599627370496
                    AND (
                      (
                        (
                          `t35`.`discount_percent_micros` = 0
                        )
                        AND (
                          `t35`.`discount_amount_micros` = 0
                        )
                      )
                      OR NOT (
                        `t35`.`is_discounted`
                      )
                    )
                    AND (
                      (
                        `t35`.`tax_percent_micros` = 0
                      ) OR (
                        `t35`.`tax_mode` = 'none'
                      )
                    )
                    AND `t35`.`denominator` = 1
                    AND `t35`.`month_rounding` = 0
                ) AS `t36`
              ) AS `t38`
              UNION ALL
              SELECT
                *
              FROM (
                SELECT
                  `t49`.`customer_key`,
                  `t49`.`subscription_key`,
                  `t49`.`item_key`,
                  `t49`.`terms_key`,
                  `t49`.`source_key`,
                  `t49`.`row`,
                  `t49`.`run_rate_micros`,
                  `t49`.`before_terms_key`,
                  `t49`.`before_run_rate_micros`,
                  `t49`.`is_mixed`,
                  `t49`.`is_other_plan`,
                  `t49`.`is_swapped`,
                  `t49`.`is_other_quantity`,
                  `t49`.`is_other_discount`,
                  `t49`.`others`,
                  `t49`.`day`,
                  `t49`.`change`,
                  `t49`.`unit_amount_micros`,
                  `t49`.`quantity_micros`,
                  `t49`.`discount_percent_micros`,
                  `t49`.`discount_amount_micros`,
                  `t49`.`tax_percent_micros`,
                  `t49`.`worth_micros`,
                  `t49`.`before_unit_amount_micros`,
                  `t49`.`before_quantity_micros`,
                  `t49`.`before_discount_percent_micros`,
                  `t49`.`before_discount_amount_micros`,
                  `t49`.`before_tax_percent_micros`,
                  `t49`.`before_worth_micros`,
                  `t49`.`is_discounted`,
                  `t49`.`tax_mode`,
                  `t49`.`numerator`,
                  `t49`.`denominator`,
                  `t49`.`month_rounding`,
                  `t49`.`before_is_discounted`,
                  `t49`.`before_tax_mode`,
                  `t49`.`before_numerator`,
                  `t49`.`before_denominator`,
                  `t49`.`before_month_rounding`,
                  `t49`.`after_quantity`,
                  `t49`.`now_discount_percent_micros`,
                  `t49`.`now_discount_amount_micros`,
                  `t49`.`now_is_discounted`,
                  `t49`.`after_price`
                FROM (
                  SELECT
                    `t48`.`customer_key`,
                    `t48`.`subscription_key`,
                    `t48`.`item_key`,
                    `t48`.`terms_key`,
                    `t48`.`source_key`,
                    `t48`.`row`,
                    `t48`.`run_rate_micros`,
                    `t48`.`before_terms_key`,
                    `t48`.`before_run_rate_micros`,
                    `t48`.`is_mixed`,
                    `t48`.`is_other_plan`,
                    `t48`.`is_swapped`,
                    `t48`.`is_other_quantity`,
                    `t48`.`is_other_discount`,
                    `t48`.`others`,
                    `t48`.`day`,
                    `t48`.`change`,
                    `t48`.`unit_amount_micros`,
                    `t48`.`quantity_micros`,
                    `t48`.`discount_percent_micros`,
                    `t48`.`discount_amount_micros`,
                    `t48`.`tax_percent_micros`,
                    `t48`.`worth_micros`,
                    `t48`.`before_unit_amount_micros`,
                    `t48`.`before_quantity_micros`,
                    `t48`.`before_discount_percent_micros`,
                    `t48`.`before_discount_amount_micros`,
                    `t48`.`before_tax_percent_micros`,
                    `t48`.`before_worth_micros`,
                    `t48`.`is_discounted`,
                    `t48`.`tax_mode`,
                    `t48`.`numerator`,
                    `t48`.`denominator`,
                    `t48`.`month_rounding`,
                    `t48`.`before_is_discounted`,
                    `t48`.`before_tax_mode`,
                    `t48`.`before_numerator`,
                    `t48`.`before_denominator`,
                    `t48`.`before_month_rounding`,
                    `t48`.`after_quantity`,
                    `t48`.`now_discount_percent_micros`,
                    `t48`.`now_discount_amount_micros`,
                    `t48`.`now_is_discounted`,
                    `t48`.`net`,
                    `t48`.`above`,
                    `t48`.`below`,
                    `t48`.`step`,
                    `t48`.`numerator_`,
                    `t48`.`denominator_`,
                    `t48`.`quotient`,
                    CAST(`t48`.`quotient` * `t48`.`step` AS BIGINT) AS `after_price`
                  FROM (
                    SELECT
                      `t47`.`customer_key`,
                      `t47`.`subscription_key`,
                      `t47`.`item_key`,
                      `t47`.`terms_key`,
                      `t47`.`source_key`,
                      `t47`.`row`,
                      `t47`.`run_rate_micros`,
                      `t47`.`before_terms_key`,
                      `t47`.`before_run_rate_micros`,
                      `t47`.`is_mixed`,
                      `t47`.`is_other_plan`,
                      `t47`.`is_swapped`,
                      `t47`.`is_other_quantity`,
                      `t47`.`is_other_discount`,
                      `t47`.`others`,
                      `t47`.`day`,
                      `t47`.`change`,
                      `t47`.`unit_amount_micros`,
                      `t47`.`quantity_micros`,
                      `t47`.`discount_percent_micros`,
                      `t47`.`discount_amount_micros`,
                      `t47`.`tax_percent_micros`,
                      `t47`.`worth_micros`,
                      `t47`.`before_unit_amount_micros`,
                      `t47`.`before_quantity_micros`,
                      `t47`.`before_discount_percent_micros`,
                      `t47`.`before_discount_amount_micros`,
                      `t47`.`before_tax_percent_micros`,
                      `t47`.`before_worth_micros`,
                      `t47`.`is_discounted`,
                      `t47`.`tax_mode`,
                      `t47`.`numerator`,
                      `t47`.`denominator`,
                      `t47`.`month_rounding`,
                      `t47`.`before_is_discounted`,
                      `t47`.`before_tax_mode`,
                      `t47`.`before_numerator`,
                      `t47`.`before_denominator`,
                      `t47`.`before_month_rounding`,
                      `t47`.`after_quantity`,
                      `t47`.`now_discount_percent_micros`,
                      `t47`.`now_discount_amount_micros`,
                      `t47`.`now_is_discounted`,
                      `t47`.`net`,
                      `t47`.`above`,
                      `t47`.`below`,
                      `t47`.`step`,
                      `t47`.`numerator_`,
                      `t47`.`denominator_`,
                      `t47`.`quotient`
                    FROM (
                      SELECT
                        `t46`.`customer_key`,
                        `t46`.`subscription_key`,
                        `t46`.`item_key`,
                        `t46`.`terms_key`,
                        `t46`.`source_key`,
                        `t46`.`row`,
                        `t46`.`run_rate_micros`,
                        `t46`.`before_terms_key`,
                        `t46`.`before_run_rate_micros`,
                        `t46`.`is_mixed`,
                        `t46`.`is_other_plan`,
                        `t46`.`is_swapped`,
                        `t46`.`is_other_quantity`,
                        `t46`.`is_other_discount`,
                        `t46`.`others`,
                        `t46`.`day`,
                        `t46`.`change`,
                        `t46`.`unit_amount_micros`,
                        `t46`.`quantity_micros`,
                        `t46`.`discount_percent_micros`,
                        `t46`.`discount_amount_micros`,
                        `t46`.`tax_percent_micros`,
                        `t46`.`worth_micros`,
                        `t46`.`before_unit_amount_micros`,
                        `t46`.`before_quantity_micros`,
                        `t46`.`before_discount_percent_micros`,
                        `t46`.`before_discount_amount_micros`,
                        `t46`.`before_tax_percent_micros`,
                        `t46`.`before_worth_micros`,
                        `t46`.`is_discounted`,
                        `t46`.`tax_mode`,
                        `t46`.`numerator`,
                        `t46`.`denominator`,
                        `t46`.`month_rounding`,
                        `t46`.`before_is_discounted`,
                        `t46`.`before_tax_mode`,
                        `t46`.`before_numerator`,
                        `t46`.`before_denominator`,
                        `t46`.`before_month_rounding`,
                        `t46`.`after_quantity`,
                        `t46`.`now_discount_percent_micros`,
                        `t46`.`now_discount_amount_micros`,
                        `t46`.`now_is_discounted`,
                        `t46`.`net`,
                        `t46`.`above`,
                        `t46`.`below`,
                        `t46`.`step`,
                        `t46`.`numerator_`,
                        `t46`.`denominator_`,
                        `t46`.`n_`,
                        `t46`.`d_`,
                        `t46`.`q_`,
                        `t46`.`r_`,
                        IF(
                          (
                            (
                              `t46`.`r_` + `t46`.`r_`
                            ) > `t46`.`d_`
                          )
                          OR (
                            (
                              (
                                `t46`.`r_` + `t46`.`r_`
                              ) = `t46`.`d_`
                            )
                            AND (
                              (
                                CAST(`t46`.`q_` AS BIGINT) % 2
                              ) <> 0
                            )
                          ),
                          `t46`.`q_` + 1,
                          `t46`.`q_`
                        ) AS `quotient`
                      FROM (
                        SELECT
                          `t45`.`customer_key`,
                          `t45`.`subscription_key`,
                          `t45`.`item_key`,
                          `t45`.`terms_key`,
                          `t45`.`source_key`,
                          `t45`.`row`,
                          `t45`.`run_rate_micros`,
                          `t45`.`before_terms_key`,
                          `t45`.`before_run_rate_micros`,
                          `t45`.`is_mixed`,
                          `t45`.`is_other_plan`,
                          `t45`.`is_swapped`,
                          `t45`.`is_other_quantity`,
                          `t45`.`is_other_discount`,
                          `t45`.`others`,
                          `t45`.`day`,
                          `t45`.`change`,
                          `t45`.`unit_amount_micros`,
                          `t45`.`quantity_micros`,
                          `t45`.`discount_percent_micros`,
                          `t45`.`discount_amount_micros`,
                          `t45`.`tax_percent_micros`,
                          `t45`.`worth_micros`,
                          `t45`.`before_unit_amount_micros`,
                          `t45`.`before_quantity_micros`,
                          `t45`.`before_discount_percent_micros`,
                          `t45`.`before_discount_amount_micros`,
                          `t45`.`before_tax_percent_micros`,
                          `t45`.`before_worth_micros`,
                          `t45`.`is_discounted`,
                          `t45`.`tax_mode`,
                          `t45`.`numerator`,
                          `t45`.`denominator`,
                          `t45`.`month_rounding`,
                          `t45`.`before_is_discounted`,
                          `t45`.`before_tax_mode`,
                          `t45`.`before_numerator`,
                          `t45`.`before_denominator`,
                          `t45`.`before_month_rounding`,
                          `t45`.`after_quantity`,
                          `t45`.`now_discount_percent_micros`,
                          `t45`.`now_discount_amount_micros`,
                          `t45`.`now_is_discounted`,
                          `t45`.`net`,
                          `t45`.`above`,
                          `t45`.`below`,
                          `t45`.`step`,
                          `t45`.`numerator_`,
                          `t45`.`denominator_`,
                          `t45`.`n_`,
                          `t45`.`d_`,
                          IF(
                            `t45`.`r_` < 0,
                            `t45`.`q_` - 1,
                            IF(`t45`.`r_` >= `t45`.`d_`, `t45`.`q_` + 1, `t45`.`q_`)
                          ) AS `q_`,
                          IF(
                            `t45`.`r_` < 0,
                            `t45`.`r_` + `t45`.`d_`,
                            IF(`t45`.`r_` >= `t45`.`d_`, `t45`.`r_` - `t45`.`d_`, `t45`.`r_`)
                          ) AS `r_`
                        FROM (
                          SELECT
                            `t44`.`customer_key`,
                            `t44`.`subscription_key`,
                            `t44`.`item_key`,
                            `t44`.`terms_key`,
                            `t44`.`source_key`,
                            `t44`.`row`,
                            `t44`.`run_rate_micros`,
                            `t44`.`before_terms_key`,
                            `t44`.`before_run_rate_micros`,
                            `t44`.`is_mixed`,
                            `t44`.`is_other_plan`,
                            `t44`.`is_swapped`,
                            `t44`.`is_other_quantity`,
                            `t44`.`is_other_discount`,
                            `t44`.`others`,
                            `t44`.`day`,
                            `t44`.`change`,
                            `t44`.`unit_amount_micros`,
                            `t44`.`quantity_micros`,
                            `t44`.`discount_percent_micros`,
                            `t44`.`discount_amount_micros`,
                            `t44`.`tax_percent_micros`,
                            `t44`.`worth_micros`,
                            `t44`.`before_unit_amount_micros`,
                            `t44`.`before_quantity_micros`,
                            `t44`.`before_discount_percent_micros`,
                            `t44`.`before_discount_amount_micros`,
                            `t44`.`before_tax_percent_micros`,
                            `t44`.`before_worth_micros`,
                            `t44`.`is_discounted`,
                            `t44`.`tax_mode`,
                            `t44`.`numerator`,
                            `t44`.`denominator`,
                            `t44`.`month_rounding`,
                            `t44`.`before_is_discounted`,
                            `t44`.`before_tax_mode`,
                            `t44`.`before_numerator`,
                            `t44`.`before_denominator`,
                            `t44`.`before_month_rounding`,
                            `t44`.`after_quantity`,
                            `t44`.`now_discount_percent_micros`,
                            `t44`.`now_discount_amount_micros`,
                            `t44`.`now_is_discounted`,
                            `t44`.`net`,
                            `t44`.`above`,
                            `t44`.`below`,
                            `t44`.`step`,
                            `t44`.`numerator_`,
                            `t44`.`denominator_`,
                            `t44`.`n_`,
                            `t44`.`d_`,
                            `t44`.`q_`,
                            `t44`.`n_` - (
                              `t44`.`q_` * `t44`.`d_`
                            ) AS `r_`
                          FROM (
                            SELECT
                              `t43`.`customer_key`,
                              `t43`.`subscription_key`,
                              `t43`.`item_key`,
                              `t43`.`terms_key`,
                              `t43`.`source_key`,
                              `t43`.`row`,
                              `t43`.`run_rate_micros`,
                              `t43`.`before_terms_key`,
                              `t43`.`before_run_rate_micros`,
                              `t43`.`is_mixed`,
                              `t43`.`is_other_plan`,
                              `t43`.`is_swapped`,
                              `t43`.`is_other_quantity`,
                              `t43`.`is_other_discount`,
                              `t43`.`others`,
                              `t43`.`day`,
                              `t43`.`change`,
                              `t43`.`unit_amount_micros`,
                              `t43`.`quantity_micros`,
                              `t43`.`discount_percent_micros`,
                              `t43`.`discount_amount_micros`,
                              `t43`.`tax_percent_micros`,
                              `t43`.`worth_micros`,
                              `t43`.`before_unit_amount_micros`,
                              `t43`.`before_quantity_micros`,
                              `t43`.`before_discount_percent_micros`,
                              `t43`.`before_discount_amount_micros`,
                              `t43`.`before_tax_percent_micros`,
                              `t43`.`before_worth_micros`,
                              `t43`.`is_discounted`,
                              `t43`.`tax_mode`,
                              `t43`.`numerator`,
                              `t43`.`denominator`,
                              `t43`.`month_rounding`,
                              `t43`.`before_is_discounted`,
                              `t43`.`before_tax_mode`,
                              `t43`.`before_numerator`,
                              `t43`.`before_denominator`,
                              `t43`.`before_month_rounding`,
                              `t43`.`after_quantity`,
                              `t43`.`now_discount_percent_micros`,
                              `t43`.`now_discount_amount_micros`,
                              `t43`.`now_is_discounted`,
                              `t43`.`net`,
                              `t43`.`above`,
                              `t43`.`below`,
                              `t43`.`step`,
                              `t43`.`numerator_`,
                              `t43`.`denominator_`,
                              `t43`.`n_`,
                              `t43`.`d_`,
                              `t43`.`q_` + CAST(CAST(FLOOR(CAST(`t43`.`r_` AS DOUBLE) / CAST(`t43`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`,
                              `t43`.`r_`
                            FROM (
                              SELECT
                                `t42`.`customer_key`,
                                `t42`.`subscription_key`,
                                `t42`.`item_key`,
                                `t42`.`terms_key`,
                                `t42`.`source_key`,
                                `t42`.`row`,
                                `t42`.`run_rate_micros`,
                                `t42`.`before_terms_key`,
                                `t42`.`before_run_rate_micros`,
                                `t42`.`is_mixed`,
                                `t42`.`is_other_plan`,
                                `t42`.`is_swapped`,
                                `t42`.`is_other_quantity`,
                                `t42`.`is_other_discount`,
                                `t42`.`others`,
                                `t42`.`day`,
                                `t42`.`change`,
                                `t42`.`unit_amount_micros`,
                                `t42`.`quantity_micros`,
                                `t42`.`discount_percent_micros`,
                                `t42`.`discount_amount_micros`,
                                `t42`.`tax_percent_micros`,
                                `t42`.`worth_micros`,
                                `t42`.`before_unit_amount_micros`,
                                `t42`.`before_quantity_micros`,
                                `t42`.`before_discount_percent_micros`,
                                `t42`.`before_discount_amount_micros`,
                                `t42`.`before_tax_percent_micros`,
                                `t42`.`before_worth_micros`,
                                `t42`.`is_discounted`,
                                `t42`.`tax_mode`,
                                `t42`.`numerator`,
                                `t42`.`denominator`,
                                `t42`.`month_rounding`,
                                `t42`.`before_is_discounted`,
                                `t42`.`before_tax_mode`,
                                `t42`.`before_numerator`,
                                `t42`.`before_denominator`,
                                `t42`.`before_month_rounding`,
                                `t42`.`after_quantity`,
                                `t42`.`now_discount_percent_micros`,
                                `t42`.`now_discount_amount_micros`,
                                `t42`.`now_is_discounted`,
                                `t42`.`net`,
                                `t42`.`above`,
                                `t42`.`below`,
                                `t42`.`step`,
                                `t42`.`numerator_`,
                                `t42`.`denominator_`,
                                `t42`.`n_`,
                                `t42`.`d_`,
                                `t42`.`q_`,
                                `t42`.`n_` - (
                                  `t42`.`q_` * `t42`.`d_`
                                ) AS `r_`
                              FROM (
                                SELECT
                                  `t41`.`customer_key`,
                                  `t41`.`subscription_key`,
                                  `t41`.`item_key`,
                                  `t41`.`terms_key`,
                                  `t41`.`source_key`,
                                  `t41`.`row`,
                                  `t41`.`run_rate_micros`,
                                  `t41`.`before_terms_key`,
                                  `t41`.`before_run_rate_micros`,
                                  `t41`.`is_mixed`,
                                  `t41`.`is_other_plan`,
                                  `t41`.`is_swapped`,
                                  `t41`.`is_other_quantity`,
                                  `t41`.`is_other_discount`,
                                  `t41`.`others`,
                                  `t41`.`day`,
                                  `t41`.`change`,
                                  `t41`.`unit_amount_micros`,
                                  `t41`.`quantity_micros`,
                                  `t41`.`discount_percent_micros`,
                                  `t41`.`discount_amount_micros`,
                                  `t41`.`tax_percent_micros`,
                                  `t41`.`worth_micros`,
                                  `t41`.`before_unit_amount_micros`,
                                  `t41`.`before_quantity_micros`,
                                  `t41`.`before_discount_percent_micros`,
                                  `t41`.`before_discount_amount_micros`,
                                  `t41`.`before_tax_percent_micros`,
                                  `t41`.`before_worth_micros`,
                                  `t41`.`is_discounted`,
                                  `t41`.`tax_mode`,
                                  `t41`.`numerator`,
                                  `t41`.`denominator`,
                                  `t41`.`month_rounding`,
                                  `t41`.`before_is_discounted`,
                                  `t41`.`before_tax_mode`,
                                  `t41`.`before_numerator`,
                                  `t41`.`before_denominator`,
                                  `t41`.`before_month_rounding`,
                                  `t41`.`after_quantity`,
                                  `t41`.`now_discount_percent_micros`,
                                  `t41`.`now_discount_amount_micros`,
                                  `t41`.`now_is_discounted`,
                                  `t41`.`net`,
                                  `t41`.`above`,
                                  `t41`.`below`,
                                  `t41`.`step`,
                                  `t41`.`numerator_`,
                                  `t41`.`denominator_`,
                                  `t41`.`n_`,
                                  `t41`.`d_`,
                                  CAST(CAST(FLOOR(CAST(`t41`.`n_` AS DOUBLE) / CAST(`t41`.`d_` AS DOUBLE)) AS BIGINT) AS DECIMAL(38, 0)) AS `q_`
                                FROM (
                                  SELECT
                                    `t40`.`customer_key`,
                                    `t40`.`subscription_key`,
                                    `t40`.`item_key`,
                                    `t40`.`terms_key`,
                                    `t40`.`source_key`,
                                    `t40`.`row`,
                                    `t40`.`run_rate_micros`,
                                    `t40`.`before_terms_key`,
                                    `t40`.`before_run_rate_micros`,
                                    `t40`.`is_mixed`,
                                    `t40`.`is_other_plan`,
                                    `t40`.`is_swapped`,
                                    `t40`.`is_other_quantity`,
                                    `t40`.`is_other_discount`,
                                    `t40`.`others`,
                                    `t40`.`day`,
                                    `t40`.`change`,
                                    `t40`.`unit_amount_micros`,
                                    `t40`.`quantity_micros`,
                                    `t40`.`discount_percent_micros`,
                                    `t40`.`discount_amount_micros`,
                                    `t40`.`tax_percent_micros`,
                                    `t40`.`worth_micros`,
                                    `t40`.`before_unit_amount_micros`,
                                    `t40`.`before_quantity_micros`,
                                    `t40`.`before_discount_percent_micros`,
                                    `t40`.`before_discount_amount_micros`,
                                    `t40`.`before_tax_percent_micros`,
                                    `t40`.`before_worth_micros`,
                                    `t40`.`is_discounted`,
                                    `t40`.`tax_mode`,
                                    `t40`.`numerator`,
                                    `t40`.`denominator`,
                                    `t40`.`month_rounding`,
                                    `t40`.`before_is_discounted`,
                                    `t40`.`before_tax_mode`,
                                    `t40`.`before_numerator`,
                                    `t40`.`before_denominator`,
                                    `t40`.`before_month_rounding`,
                                    `t40`.`after_quantity`,
                                    `t40`.`now_discount_percent_micros`,
                                    `t40`.`now_discount_amount_micros`,
                                    `t40`.`now_is_discounted`,
                                    `t40`.`net`,
                                    `t40`.`above`,
                                    `t40`.`below`,
                                    `t40`.`step`,
                                    `t40`.`numerator_`,
                                    `t40`.`denominator_`,
                                    `t40`.`numerator_` AS `n_`,
                                    `t40`.`denominator_` AS `d_`
                                  FROM (
                                    SELECT
                                      `t39`.`customer_key`,
                                      `t39`.`subscription_key`,
                                      `t39`.`item_key`,
                                      `t39`.`terms_key`,
                                      `t39`.`source_key`,
                                      `t39`.`row`,
                                      `t39`.`run_rate_micros`,
                                      `t39`.`before_terms_key`,
                                      `t39`.`before_run_rate_micros`,
                                      `t39`.`is_mixed`,
                                      `t39`.`is_other_plan`,
                                      `t39`.`is_swapped`,
                                      `t39`.`is_other_quantity`,
                                      `t39`.`is_other_discount`,
                                      `t39`.`others`,
                                      `t39`.`day`,
                                      `t39`.`change`,
                                      `t39`.`unit_amount_micros`,
                                      `t39`.`quantity_micros`,
                                      `t39`.`discount_percent_micros`,
                                      `t39`.`discount_amount_micros`,
                                      `t39`.`tax_percent_micros`,
                                      `t39`.`worth_micros`,
                                      `t39`.`before_unit_amount_micros`,
                                      `t39`.`before_quantity_micros`,
                                      `t39`.`before_discount_percent_micros`,
                                      `t39`.`before_discount_amount_micros`,
                                      `t39`.`before_tax_percent_micros`,
                                      `t39`.`before_worth_micros`,
                                      `t39`.`is_discounted`,
                                      `t39`.`tax_mode`,
                                      `t39`.`numerator`,
                                      `t39`.`denominator`,
                                      `t39`.`month_rounding`,
                                      `t39`.`before_is_discounted`,
                                      `t39`.`before_tax_mode`,
                                      `t39`.`before_numerator`,
                                      `t39`.`before_denominator`,
                                      `t39`.`before_month_rounding`,
                                      `t39`.`after_quantity`,
                                      `t39`.`now_discount_percent_micros`,
                                      `t39`.`now_discount_amount_micros`,
                                      `t39`.`now_is_discounted`,
                                      `t39`.`net`,
                                      `t39`.`above`,
                                      `t39`.`below`,
                                      `t39`.`step`,
                                      `t39`.`net` * `t39`.`above` AS `numerator_`,
                                      `t39`.`below` * `t39`.`step` AS `denominator_`
                                    FROM (
                                      SELECT
                                        `t37`.`customer_key`,
                                        `t37`.`subscription_key`,
                                        `t37`.`item_key`,
                                        `t37`.`terms_key`,
                                        `t37`.`source_key`,
                                        `t37`.`row`,
                                        `t37`.`run_rate_micros`,
                                        `t37`.`before_terms_key`,
                                        `t37`.`before_run_rate_micros`,
                                        `t37`.`is_mixed`,
                                        `t37`.`is_other_plan`,
                                        `t37`.`is_swapped`,
                                        `t37`.`is_other_quantity`,
                                        `t37`.`is_other_discount`,
                                        `t37`.`others`,
                                        `t37`.`day`,
                                        `t37`.`change`,
                                        `t37`.`unit_amount_micros`,
                                        `t37`.`quantity_micros`,
                                        `t37`.`discount_percent_micros`,
                                        `t37`.`discount_amount_micros`,
                                        `t37`.`tax_percent_micros`,
                                        `t37`.`worth_micros`,
                                        `t37`.`before_unit_amount_micros`,
                                        `t37`.`before_quantity_micros`,
                                        `t37`.`before_discount_percent_micros`,
                                        `t37`.`before_discount_amount_micros`,
                                        `t37`.`before_tax_percent_micros`,
                                        `t37`.`before_worth_micros`,
                                        `t37`.`is_discounted`,
                                        `t37`.`tax_mode`,
                                        `t37`.`numerator`,
                                        `t37`.`denominator`,
                                        `t37`.`month_rounding`,
                                        `t37`.`before_is_discounted`,
                                        `t37`.`before_tax_mode`,
                                        `t37`.`before_numerator`,
                                        `t37`.`before_denominator`,
                                        `t37`.`before_month_rounding`,
                                        `t37`.`after_quantity`,
                                        `t37`.`now_discount_percent_micros`,
                                        `t37`.`now_discount_amount_micros`,
                                        `t37`.`now_is_discounted`,
                                        GREATEST(
                                          (
                                            CAST(`t37`.`unit_amount_micros` AS DECIMAL(38, 0)) * CAST(IF(
                                              (
                                                IF(
                                                  (
                                                    (
                                                      `t37`.`quantity_micros` % 1000000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    `t37`.`quantity_micros` < 4503599627370496
                                                  ),
                                                  1000000,
                                                  1
                                                ) = 1
                                              )
                                              OR (
                                                `t37`.`quantity_micros` >= 4503599627370496
                                              ),
                                              `t37`.`quantity_micros`,
                                              CAST(`t37`.`quantity_micros` / IF(
                                                (
                                                  (
                                                    `t37`.`quantity_micros` % 1000000
                                                  ) = 0
                                                )
                                                AND (
                                                  `t37`.`quantity_micros` < 4503599627370496
                                                ),
                                                1000000,
                                                1
                                              ) AS BIGINT)
                                            ) AS DECIMAL(38, 0)) * CAST(IF(
                                              (
                                                IF(
                                                  (
                                                    (
                                                      IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    (
                                                      `t37`.`tax_percent_micros` % 10000
                                                    ) = 0
                                                  ),
                                                  10000,
                                                  1
                                                ) = 1
                                              )
                                              OR (
                                                (
                                                  100000000 - IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0)
                                                ) >= 4503599627370496
                                              ),
                                              100000000 - IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0),
                                              CAST((
                                                100000000 - IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0)
                                              ) / IF(
                                                (
                                                  (
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
                                                  ) = 0
                                                ),
                                                10000,
                                                1
                                              ) AS BIGINT)
                                            ) AS DECIMAL(38, 0))
                                          ) - (
                                            CAST(IF(`t37`.`is_discounted`, `t37`.`discount_amount_micros`, 0) AS DECIMAL(38, 0)) * (
                                              CAST(IF(
                                                (
                                                  IF(
                                                    (
                                                      (
                                                        `t37`.`quantity_micros` % 1000000
                                                      ) = 0
                                                    )
                                                    AND (
                                                      `t37`.`quantity_micros` < 4503599627370496
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
                                                      `t37`.`quantity_micros` % 1000000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    `t37`.`quantity_micros` < 4503599627370496
                                                  ),
                                                  1000000,
                                                  1
                                                ) AS BIGINT)
                                              ) AS DECIMAL(38, 0)) * CAST(IF(
                                                (
                                                  IF(
                                                    (
                                                      (
                                                        IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                      ) = 0
                                                    )
                                                    AND (
                                                      (
                                                        `t37`.`tax_percent_micros` % 10000
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
                                                      IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    (
                                                      `t37`.`tax_percent_micros` % 10000
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
                                        CAST(`t37`.`numerator` AS DECIMAL(38, 0)) * CAST(IF(
                                          (
                                            `t37`.`tax_percent_micros` <> 0
                                          ) AND (
                                            `t37`.`tax_mode` = 'add'
                                          ),
                                          IF(
                                            (
                                              IF(
                                                (
                                                  (
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
                                                  ) = 0
                                                ),
                                                10000,
                                                1
                                              ) = 1
                                            )
                                            OR (
                                              (
                                                `t37`.`tax_percent_micros` + 100000000
                                              ) >= 4503599627370496
                                            ),
                                            `t37`.`tax_percent_micros` + 100000000,
                                            CAST((
                                              `t37`.`tax_percent_micros` + 100000000
                                            ) / IF(
                                              (
                                                (
                                                  IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t37`.`tax_percent_micros` % 10000
                                                ) = 0
                                              ),
                                              10000,
                                              1
                                            ) AS BIGINT)
                                          ),
                                          IF(
                                            `t37`.`tax_percent_micros` <> 0,
                                            IF(
                                              (
                                                IF(
                                                  (
                                                    (
                                                      IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    (
                                                      `t37`.`tax_percent_micros` % 10000
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
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
                                                  ) = 0
                                                ),
                                                10000,
                                                1
                                              ) AS BIGINT)
                                            ),
                                            1
                                          )
                                        ) AS DECIMAL(38, 0)) AS `above`,
                                        CAST(`t37`.`denominator` AS DECIMAL(38, 0)) * CAST(IF(
                                          (
                                            `t37`.`tax_percent_micros` <> 0
                                          ) AND (
                                            `t37`.`tax_mode` = 'remove'
                                          ),
                                          IF(
                                            (
                                              IF(
                                                (
                                                  (
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
                                                  ) = 0
                                                ),
                                                10000,
                                                1
                                              ) = 1
                                            )
                                            OR (
                                              (
                                                `t37`.`tax_percent_micros` + 100000000
                                              ) >= 4503599627370496
                                            ),
                                            `t37`.`tax_percent_micros` + 100000000,
                                            CAST((
                                              `t37`.`tax_percent_micros` + 100000000
                                            ) / IF(
                                              (
                                                (
                                                  IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t37`.`tax_percent_micros` % 10000
                                                ) = 0
                                              ),
                                              10000,
                                              1
                                            ) AS BIGINT)
                                          ),
                                          IF(
                                            `t37`.`tax_percent_micros` <> 0,
                                            IF(
                                              (
                                                IF(
                                                  (
                                                    (
                                                      IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                    ) = 0
                                                  )
                                                  AND (
                                                    (
                                                      `t37`.`tax_percent_micros` % 10000
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
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
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
                                                    `t37`.`quantity_micros` % 1000000
                                                  ) = 0
                                                )
                                                AND (
                                                  `t37`.`quantity_micros` < 4503599627370496
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
                                                  `t37`.`quantity_micros` % 1000000
                                                ) = 0
                                              )
                                              AND (
                                                `t37`.`quantity_micros` < 4503599627370496
                                              ),
                                              1000000,
                                              1
                                            ) AS BIGINT)
                                          ) AS DECIMAL(38, 0)) * CAST(IF(
                                            (
                                              IF(
                                                (
                                                  (
                                                    IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                  ) = 0
                                                )
                                                AND (
                                                  (
                                                    `t37`.`tax_percent_micros` % 10000
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
                                                  IF(`t37`.`is_discounted`, `t37`.`discount_percent_micros`, 0) % 10000
                                                ) = 0
                                              )
                                              AND (
                                                (
                                                  `t37`.`tax_percent_micros` % 10000
                                                ) = 0
                                              ),
                                              10000,
                                              1
                                            ) AS BIGINT)
                                          ) AS DECIMAL(38, 0))
                                        ) AS `below`,
                                        CAST(GREATEST(`t37`.`month_rounding` * 12, 1) AS DECIMAL(38, 0)) AS `step`
                                      FROM (
                                        SELECT
                                          *
                                        FROM `t34` AS `t35`
                                        WHERE
                                          NOT (
                                            (
                                              (
                                                `t35`.`quantity_micros` % 1000000
                                              ) = 0
                                            )
                                            AND (
                                              `t35`.`quantity_micros` < 4503599627370496
                                            )
                                            AND (
                                              (
                                                (
                                                  `t35`.`discount_percent_micros` = 0
                                                )
                                                AND (
                                                  `t35`.`discount_amount_micros` = 0
                                                )
                                              )
                                              OR NOT (
                                                `t35`.`is_discounted`
                                              )
                                            )
                                            AND (
                                              (
                                                `t35`.`tax_percent_micros` = 0
                                              ) OR (
                                                `t35`.`tax_mode` = 'none'
                                              )
                                            )
                                            AND (
                                              `t35`.`denominator` = 1
                                            )
                                            AND (
                                              `t35`.`month_rounding` = 0
                                            )
                                          )
                                      ) AS `t37`
                                    ) AS `t39`
                                  ) AS `t40`
                                ) AS `t41`
                              ) AS `t42`
                            ) AS `t43`
                          ) AS `t44`
                        ) AS `t45`
                      ) AS `t46`
                    ) AS `t47`
                  ) AS `t48`
                ) AS `t49`
              ) AS `t50`
            ) AS `t51`
          ) AS `t52`
        ) AS `t53`
      ) AS `t54`
    ) AS `t55`
  ) AS `t56`
) AS `t57`
