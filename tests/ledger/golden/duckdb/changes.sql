SELECT
  "t18"."customer_key",
  "t18"."subscription_key",
  "t18"."item_key",
  "t18"."terms_key",
  "t18"."source_key",
  "t18"."row",
  "t18"."unit_amount_micros",
  "t18"."quantity_micros",
  "t18"."discount_percent_micros",
  "t18"."discount_amount_micros",
  "t18"."tax_percent_micros",
  "t18"."run_rate_micros",
  "t18"."before_terms_key",
  "t18"."before_run_rate_micros",
  "t18"."before_unit_amount_micros",
  "t18"."before_quantity_micros",
  "t18"."before_discount_percent_micros",
  "t18"."before_discount_amount_micros",
  "t18"."before_tax_percent_micros",
  "t18"."day",
  "t18"."worth_micros",
  "t18"."before_worth_micros",
  "t18"."change",
  "t18"."others",
  "t18"."is_other_quantity",
  "t18"."is_other_plan",
  "t18"."is_swapped",
  "t18"."is_other_discount"
FROM (
  SELECT
    "t17"."customer_key",
    "t17"."subscription_key",
    "t17"."item_key",
    "t17"."terms_key",
    "t17"."source_key",
    "t17"."row",
    "t17"."unit_amount_micros",
    "t17"."quantity_micros",
    "t17"."discount_percent_micros",
    "t17"."discount_amount_micros",
    "t17"."tax_percent_micros",
    "t17"."run_rate_micros",
    "t17"."before_terms_key",
    "t17"."before_run_rate_micros",
    "t17"."before_unit_amount_micros",
    "t17"."before_quantity_micros",
    "t17"."before_discount_percent_micros",
    "t17"."before_discount_amount_micros",
    "t17"."before_tax_percent_micros",
    "t17"."day",
    "t17"."worth_micros",
    "t17"."before_worth_micros",
    "t17"."rule_offer_key",
    "t17"."rule_currency_key",
    "t17"."rule_tax_mode",
    "t17"."rule_numerator",
    "t17"."rule_denominator",
    "t17"."rule_month_rounding",
    "t17"."rule_is_discounted",
    "t17"."before_rule_offer_key",
    "t17"."before_rule_currency_key",
    "t17"."before_rule_tax_mode",
    "t17"."before_rule_numerator",
    "t17"."before_rule_denominator",
    "t17"."before_rule_month_rounding",
    "t17"."before_rule_is_discounted",
    "t17"."change",
    "t17"."is_other_quantity",
    "t17"."is_other_plan",
    "t17"."is_other_price",
    "t17"."is_other_discount",
    "t17"."is_swapped",
    CAST("t17"."is_other_quantity" AS INT) + CAST("t17"."is_other_price" OR "t17"."is_other_plan" AS INT) + CAST("t17"."is_other_discount" AS INT) AS "others"
  FROM (
    SELECT
      "t16"."customer_key",
      "t16"."subscription_key",
      "t16"."item_key",
      "t16"."terms_key",
      "t16"."source_key",
      "t16"."row",
      "t16"."unit_amount_micros",
      "t16"."quantity_micros",
      "t16"."discount_percent_micros",
      "t16"."discount_amount_micros",
      "t16"."tax_percent_micros",
      "t16"."run_rate_micros",
      "t16"."before_terms_key",
      "t16"."before_run_rate_micros",
      "t16"."before_unit_amount_micros",
      "t16"."before_quantity_micros",
      "t16"."before_discount_percent_micros",
      "t16"."before_discount_amount_micros",
      "t16"."before_tax_percent_micros",
      "t16"."day",
      "t16"."worth_micros",
      "t16"."before_worth_micros",
      "t16"."rule_offer_key",
      "t16"."rule_currency_key",
      "t16"."rule_tax_mode",
      "t16"."rule_numerator",
      "t16"."rule_denominator",
      "t16"."rule_month_rounding",
      "t16"."rule_is_discounted",
      "t16"."before_rule_offer_key",
      "t16"."before_rule_currency_key",
      "t16"."before_rule_tax_mode",
      "t16"."before_rule_numerator",
      "t16"."before_rule_denominator",
      "t16"."before_rule_month_rounding",
      "t16"."before_rule_is_discounted",
      "t16"."change",
      "t16"."is_other_quantity"
      AND (
        "t16"."rule_currency_key" = "t16"."before_rule_currency_key"
      ) AS "is_other_quantity",
      "t16"."is_other_plan",
      "t16"."is_other_price"
      OR NOT (
        "t16"."rule_currency_key" = "t16"."before_rule_currency_key"
      ) AS "is_other_price",
      "t16"."is_other_discount"
      AND (
        "t16"."rule_currency_key" = "t16"."before_rule_currency_key"
      ) AS "is_other_discount",
      "t16"."is_other_plan"
      OR NOT (
        "t16"."rule_currency_key" = "t16"."before_rule_currency_key"
      ) AS "is_swapped"
    FROM (
      SELECT
        "t15"."customer_key",
        "t15"."subscription_key",
        "t15"."item_key",
        "t15"."terms_key",
        "t15"."source_key",
        "t15"."row",
        "t15"."unit_amount_micros",
        "t15"."quantity_micros",
        "t15"."discount_percent_micros",
        "t15"."discount_amount_micros",
        "t15"."tax_percent_micros",
        "t15"."run_rate_micros",
        "t15"."before_terms_key",
        "t15"."before_run_rate_micros",
        "t15"."before_unit_amount_micros",
        "t15"."before_quantity_micros",
        "t15"."before_discount_percent_micros",
        "t15"."before_discount_amount_micros",
        "t15"."before_tax_percent_micros",
        "t15"."day",
        "t15"."worth_micros",
        "t15"."before_worth_micros",
        "t15"."rule_offer_key",
        "t15"."rule_currency_key",
        "t15"."rule_tax_mode",
        "t15"."rule_numerator",
        "t15"."rule_denominator",
        "t15"."rule_month_rounding",
        "t15"."rule_is_discounted",
        "t15"."before_rule_offer_key",
        "t15"."before_rule_currency_key",
        "t15"."before_rule_tax_mode",
        "t15"."before_rule_numerator",
        "t15"."before_rule_denominator",
        "t15"."before_rule_month_rounding",
        "t15"."before_rule_is_discounted",
        "t15"."change",
        "t15"."quantity_micros" <> "t15"."before_quantity_micros" AS "is_other_quantity",
        "t15"."rule_offer_key" <> "t15"."before_rule_offer_key" AS "is_other_plan",
        (
          "t15"."unit_amount_micros" <> "t15"."before_unit_amount_micros"
        )
        OR (
          "t15"."tax_percent_micros" <> "t15"."before_tax_percent_micros"
        )
        OR (
          "t15"."rule_tax_mode" <> "t15"."before_rule_tax_mode"
        )
        OR (
          "t15"."rule_numerator" <> "t15"."before_rule_numerator"
        )
        OR (
          "t15"."rule_denominator" <> "t15"."before_rule_denominator"
        )
        OR (
          "t15"."rule_month_rounding" <> "t15"."before_rule_month_rounding"
        )
        OR (
          "t15"."change" <> (
            "t15"."worth_micros" - "t15"."before_worth_micros"
          )
        ) AS "is_other_price",
        (
          CASE WHEN "t15"."rule_is_discounted" THEN "t15"."discount_percent_micros" ELSE 0 END <> CASE
            WHEN "t15"."before_rule_is_discounted"
            THEN "t15"."before_discount_percent_micros"
            ELSE 0
          END
        )
        OR (
          CASE WHEN "t15"."rule_is_discounted" THEN "t15"."discount_amount_micros" ELSE 0 END <> CASE
            WHEN "t15"."before_rule_is_discounted"
            THEN "t15"."before_discount_amount_micros"
            ELSE 0
          END
        ) AS "is_other_discount"
      FROM (
        SELECT
          "t14"."customer_key",
          "t14"."subscription_key",
          "t14"."item_key",
          "t14"."terms_key",
          "t14"."source_key",
          "t14"."row",
          "t14"."unit_amount_micros",
          "t14"."quantity_micros",
          "t14"."discount_percent_micros",
          "t14"."discount_amount_micros",
          "t14"."tax_percent_micros",
          "t14"."run_rate_micros",
          "t14"."before_terms_key",
          "t14"."before_run_rate_micros",
          "t14"."before_unit_amount_micros",
          "t14"."before_quantity_micros",
          "t14"."before_discount_percent_micros",
          "t14"."before_discount_amount_micros",
          "t14"."before_tax_percent_micros",
          "t14"."day",
          "t14"."worth_micros",
          "t14"."before_worth_micros",
          "t14"."rule_offer_key",
          "t14"."rule_currency_key",
          "t14"."rule_tax_mode",
          "t14"."rule_numerator",
          "t14"."rule_denominator",
          "t14"."rule_month_rounding",
          "t14"."rule_is_discounted",
          "t14"."before_rule_offer_key",
          "t14"."before_rule_currency_key",
          "t14"."before_rule_tax_mode",
          "t14"."before_rule_numerator",
          "t14"."before_rule_denominator",
          "t14"."before_rule_month_rounding",
          "t14"."before_rule_is_discounted",
          "t14"."run_rate_micros" - "t14"."before_run_rate_micros" AS "change"
        FROM (
          SELECT
            "t13".*
            EXCLUDE ("rule_terms_key")
          FROM (
            SELECT
              "t12"."customer_key",
              "t12"."subscription_key",
              "t12"."item_key",
              "t12"."terms_key",
              "t12"."source_key",
              "t12"."row",
              "t12"."unit_amount_micros",
              "t12"."quantity_micros",
              "t12"."discount_percent_micros",
              "t12"."discount_amount_micros",
              "t12"."tax_percent_micros",
              "t12"."run_rate_micros",
              "t12"."before_terms_key",
              "t12"."before_run_rate_micros",
              "t12"."before_unit_amount_micros",
              "t12"."before_quantity_micros",
              "t12"."before_discount_percent_micros",
              "t12"."before_discount_amount_micros",
              "t12"."before_tax_percent_micros",
              "t12"."day",
              "t12"."worth_micros",
              "t12"."before_worth_micros",
              "t12"."rule_offer_key",
              "t12"."rule_currency_key",
              "t12"."rule_tax_mode",
              "t12"."rule_numerator",
              "t12"."rule_denominator",
              "t12"."rule_month_rounding",
              "t12"."rule_is_discounted",
              "t5"."rule_terms_key",
              "t5"."before_rule_offer_key",
              "t5"."before_rule_currency_key",
              "t5"."before_rule_tax_mode",
              "t5"."before_rule_numerator",
              "t5"."before_rule_denominator",
              "t5"."before_rule_month_rounding",
              "t5"."before_rule_is_discounted"
            FROM (
              SELECT
                "t10".*
                EXCLUDE ("rule_terms_key")
              FROM (
                SELECT
                  "t9"."customer_key",
                  "t9"."subscription_key",
                  "t9"."item_key",
                  "t9"."terms_key",
                  "t9"."source_key",
                  "t9"."row",
                  "t9"."unit_amount_micros",
                  "t9"."quantity_micros",
                  "t9"."discount_percent_micros",
                  "t9"."discount_amount_micros",
                  "t9"."tax_percent_micros",
                  "t9"."run_rate_micros",
                  "t9"."before_terms_key",
                  "t9"."before_run_rate_micros",
                  "t9"."before_unit_amount_micros",
                  "t9"."before_quantity_micros",
                  "t9"."before_discount_percent_micros",
                  "t9"."before_discount_amount_micros",
                  "t9"."before_tax_percent_micros",
                  "t9"."day",
                  "t9"."worth_micros",
                  "t9"."before_worth_micros",
                  "t6"."rule_terms_key",
                  "t6"."rule_offer_key",
                  "t6"."rule_currency_key",
                  "t6"."rule_tax_mode",
                  "t6"."rule_numerator",
                  "t6"."rule_denominator",
                  "t6"."rule_month_rounding",
                  "t6"."rule_is_discounted"
                FROM (
                  SELECT
                    "t7"."customer_key",
                    "t7"."subscription_key",
                    "t7"."item_key",
                    "t7"."terms_key",
                    "t7"."source_key",
                    "t7"."row",
                    "t7"."unit_amount_micros",
                    "t7"."quantity_micros",
                    "t7"."discount_percent_micros",
                    "t7"."discount_amount_micros",
                    "t7"."tax_percent_micros",
                    "t7"."run_rate_micros",
                    "t7"."before_terms_key",
                    "t7"."before_run_rate_micros",
                    "t7"."before_unit_amount_micros",
                    "t7"."before_quantity_micros",
                    "t7"."before_discount_percent_micros",
                    "t7"."before_discount_amount_micros",
                    "t7"."before_tax_percent_micros",
                    "t7"."starts_day" AS "day",
                    "t7"."run_rate_micros" AS "worth_micros",
                    "t7"."before_run_rate_micros" AS "before_worth_micros"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        *
                      FROM "boundaries" AS "t1"
                      WHERE
                        "t1"."counts" AND "t1"."was_counted"
                    ) AS "t4"
                    WHERE
                      (
                        "t4"."terms_key" <> "t4"."before_terms_key"
                      )
                      OR (
                        "t4"."run_rate_micros" <> "t4"."before_run_rate_micros"
                      )
                      OR (
                        "t4"."unit_amount_micros" <> "t4"."before_unit_amount_micros"
                      )
                      OR (
                        "t4"."quantity_micros" <> "t4"."before_quantity_micros"
                      )
                      OR (
                        "t4"."discount_percent_micros" <> "t4"."before_discount_percent_micros"
                      )
                      OR (
                        "t4"."discount_amount_micros" <> "t4"."before_discount_amount_micros"
                      )
                      OR (
                        "t4"."tax_percent_micros" <> "t4"."before_tax_percent_micros"
                      )
                  ) AS "t7"
                ) AS "t9"
                INNER JOIN (
                  SELECT
                    "t0"."terms_key" AS "rule_terms_key",
                    "t0"."offer_key" AS "rule_offer_key",
                    "t0"."currency_key" AS "rule_currency_key",
                    "t0"."tax_mode" AS "rule_tax_mode",
                    "t0"."numerator" AS "rule_numerator",
                    "t0"."denominator" AS "rule_denominator",
                    "t0"."month_rounding" AS "rule_month_rounding",
                    "t0"."is_discounted" AS "rule_is_discounted"
                  FROM "rules" AS "t0"
                ) AS "t6"
                  ON "t9"."terms_key" = "t6"."rule_terms_key"
              ) AS "t10"
            ) AS "t12"
            INNER JOIN (
              SELECT
                "t0"."terms_key" AS "rule_terms_key",
                "t0"."offer_key" AS "before_rule_offer_key",
                "t0"."currency_key" AS "before_rule_currency_key",
                "t0"."tax_mode" AS "before_rule_tax_mode",
                "t0"."numerator" AS "before_rule_numerator",
                "t0"."denominator" AS "before_rule_denominator",
                "t0"."month_rounding" AS "before_rule_month_rounding",
                "t0"."is_discounted" AS "before_rule_is_discounted"
              FROM "rules" AS "t0"
            ) AS "t5"
              ON "t12"."before_terms_key" = "t5"."rule_terms_key"
          ) AS "t13"
        ) AS "t14"
      ) AS "t15"
    ) AS "t16"
  ) AS "t17"
) AS "t18"
