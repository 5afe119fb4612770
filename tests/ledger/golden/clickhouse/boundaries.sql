SELECT
  "t16"."customer_key" AS "customer_key",
  "t16"."subscription_key" AS "subscription_key",
  "t16"."item_key" AS "item_key",
  "t16"."terms_key" AS "terms_key",
  "t16"."source_key" AS "source_key",
  "t16"."row" AS "row",
  "t16"."starts_day" AS "starts_day",
  "t16"."ends_day" AS "ends_day",
  "t16"."counts" AS "counts",
  "t16"."run_rate_micros" AS "run_rate_micros",
  "t16"."before_terms_key" AS "before_terms_key",
  "t16"."before_run_rate_micros" AS "before_run_rate_micros",
  "t16"."was_in_force" AS "was_in_force",
  "t16"."was_counted" AS "was_counted",
  "t16"."is_followed" AS "is_followed",
  "t16"."is_involuntary" AS "is_involuntary",
  "t16"."is_mixed" AS "is_mixed",
  "t16"."is_other_plan" AS "is_other_plan",
  "t16"."is_swapped" AS "is_swapped",
  "t16"."is_other_quantity" AS "is_other_quantity",
  "t16"."is_other_discount" AS "is_other_discount",
  "t16"."others" AS "others",
  "t16"."cause" AS "cause"
FROM (
  SELECT
    "t15"."customer_key" AS "customer_key",
    "t15"."subscription_key" AS "subscription_key",
    "t15"."item_key" AS "item_key",
    "t15"."terms_key" AS "terms_key",
    "t15"."source_key" AS "source_key",
    "t15"."row" AS "row",
    "t15"."starts_day" AS "starts_day",
    "t15"."ends_day" AS "ends_day",
    "t15"."counts" AS "counts",
    "t15"."run_rate_micros" AS "run_rate_micros",
    "t15"."unit_amount_micros" AS "unit_amount_micros",
    "t15"."quantity_micros" AS "quantity_micros",
    "t15"."discount_percent_micros" AS "discount_percent_micros",
    "t15"."discount_amount_micros" AS "discount_amount_micros",
    "t15"."tax_percent_micros" AS "tax_percent_micros",
    "t15"."is_involuntary" AS "is_involuntary",
    "t15"."before_ends_day" AS "before_ends_day",
    "t15"."before_counts" AS "before_counts",
    "t15"."next_starts_day" AS "next_starts_day",
    "t15"."before_terms_key" AS "before_terms_key",
    "t15"."before_run_rate_micros" AS "before_run_rate_micros",
    "t15"."before_unit_amount_micros" AS "before_unit_amount_micros",
    "t15"."before_quantity_micros" AS "before_quantity_micros",
    "t15"."before_discount_percent_micros" AS "before_discount_percent_micros",
    "t15"."before_discount_amount_micros" AS "before_discount_amount_micros",
    "t15"."before_tax_percent_micros" AS "before_tax_percent_micros",
    "t15"."was_in_force" AS "was_in_force",
    "t15"."was_counted" AS "was_counted",
    "t15"."is_followed" AS "is_followed",
    "t15"."rule_offer_key" AS "rule_offer_key",
    "t15"."rule_currency_key" AS "rule_currency_key",
    "t15"."rule_tax_mode" AS "rule_tax_mode",
    "t15"."rule_numerator" AS "rule_numerator",
    "t15"."rule_denominator" AS "rule_denominator",
    "t15"."rule_month_rounding" AS "rule_month_rounding",
    "t15"."rule_is_discounted" AS "rule_is_discounted",
    "t15"."rule_status" AS "rule_status",
    "t15"."before_rule_offer_key" AS "before_rule_offer_key",
    "t15"."before_rule_currency_key" AS "before_rule_currency_key",
    "t15"."before_rule_tax_mode" AS "before_rule_tax_mode",
    "t15"."before_rule_numerator" AS "before_rule_numerator",
    "t15"."before_rule_denominator" AS "before_rule_denominator",
    "t15"."before_rule_month_rounding" AS "before_rule_month_rounding",
    "t15"."before_rule_is_discounted" AS "before_rule_is_discounted",
    "t15"."before_rule_status" AS "before_rule_status",
    "t15"."is_other_plan" AS "is_other_plan",
    "t15"."is_swapped" AS "is_swapped",
    "t15"."is_other_quantity" AS "is_other_quantity",
    "t15"."is_other_discount" AS "is_other_discount",
    "t15"."is_other_price" AS "is_other_price",
    "t15"."others" AS "others",
    "t15"."counts"
    AND "t15"."was_counted"
    AND (
      (
        "t15"."others" > 1
      ) OR "t15"."is_swapped"
    ) AS "is_mixed",
    CASE
      WHEN "t15"."counts" AND "t15"."was_counted" AND "t15"."is_other_quantity"
      THEN 'quantity'
      WHEN "t15"."counts" AND "t15"."was_counted" AND "t15"."is_other_discount"
      THEN 'discount'
      WHEN "t15"."counts" AND "t15"."was_counted"
      THEN 'price'
      WHEN "t15"."counts"
      AND "t15"."was_in_force"
      AND COALESCE(
        "t15"."before_rule_status" IN ('paused', 'past_due', 'unpaid', 'incomplete'),
        FALSE
      )
      THEN 'resume'
      WHEN "t15"."counts"
      THEN 'start'
      WHEN "t15"."rule_status" = 'paused'
      THEN 'pause'
      WHEN "t15"."rule_status" IN ('past_due', 'unpaid', 'incomplete')
      THEN 'delinquency'
      ELSE 'cancel'
    END AS "cause"
  FROM (
    SELECT
      "t14"."customer_key" AS "customer_key",
      "t14"."subscription_key" AS "subscription_key",
      "t14"."item_key" AS "item_key",
      "t14"."terms_key" AS "terms_key",
      "t14"."source_key" AS "source_key",
      "t14"."row" AS "row",
      "t14"."starts_day" AS "starts_day",
      "t14"."ends_day" AS "ends_day",
      "t14"."counts" AS "counts",
      "t14"."run_rate_micros" AS "run_rate_micros",
      "t14"."unit_amount_micros" AS "unit_amount_micros",
      "t14"."quantity_micros" AS "quantity_micros",
      "t14"."discount_percent_micros" AS "discount_percent_micros",
      "t14"."discount_amount_micros" AS "discount_amount_micros",
      "t14"."tax_percent_micros" AS "tax_percent_micros",
      "t14"."is_involuntary" AS "is_involuntary",
      "t14"."before_ends_day" AS "before_ends_day",
      "t14"."before_counts" AS "before_counts",
      "t14"."next_starts_day" AS "next_starts_day",
      "t14"."before_terms_key" AS "before_terms_key",
      "t14"."before_run_rate_micros" AS "before_run_rate_micros",
      "t14"."before_unit_amount_micros" AS "before_unit_amount_micros",
      "t14"."before_quantity_micros" AS "before_quantity_micros",
      "t14"."before_discount_percent_micros" AS "before_discount_percent_micros",
      "t14"."before_discount_amount_micros" AS "before_discount_amount_micros",
      "t14"."before_tax_percent_micros" AS "before_tax_percent_micros",
      "t14"."was_in_force" AS "was_in_force",
      "t14"."was_counted" AS "was_counted",
      "t14"."is_followed" AS "is_followed",
      "t14"."rule_offer_key" AS "rule_offer_key",
      "t14"."rule_currency_key" AS "rule_currency_key",
      "t14"."rule_tax_mode" AS "rule_tax_mode",
      "t14"."rule_numerator" AS "rule_numerator",
      "t14"."rule_denominator" AS "rule_denominator",
      "t14"."rule_month_rounding" AS "rule_month_rounding",
      "t14"."rule_is_discounted" AS "rule_is_discounted",
      "t14"."rule_status" AS "rule_status",
      "t14"."before_rule_offer_key" AS "before_rule_offer_key",
      "t14"."before_rule_currency_key" AS "before_rule_currency_key",
      "t14"."before_rule_tax_mode" AS "before_rule_tax_mode",
      "t14"."before_rule_numerator" AS "before_rule_numerator",
      "t14"."before_rule_denominator" AS "before_rule_denominator",
      "t14"."before_rule_month_rounding" AS "before_rule_month_rounding",
      "t14"."before_rule_is_discounted" AS "before_rule_is_discounted",
      "t14"."before_rule_status" AS "before_rule_status",
      "t14"."is_other_plan" AS "is_other_plan",
      "t14"."is_swapped" AS "is_swapped",
      "t14"."is_other_quantity" AS "is_other_quantity",
      "t14"."is_other_discount" AS "is_other_discount",
      "t14"."is_other_price" AS "is_other_price",
      accurateCast(
        toInt128(
          CAST("t14"."is_other_quantity" AS Nullable(Int32)) + CAST("t14"."is_other_price" OR "t14"."is_other_plan" AS Nullable(Int32))
        ) + toInt128(CAST("t14"."is_other_discount" AS Nullable(Int32))),
        'Nullable(Int64)'
      ) AS "others"
    FROM (
      SELECT
        "t13"."customer_key" AS "customer_key",
        "t13"."subscription_key" AS "subscription_key",
        "t13"."item_key" AS "item_key",
        "t13"."terms_key" AS "terms_key",
        "t13"."source_key" AS "source_key",
        "t13"."row" AS "row",
        "t13"."starts_day" AS "starts_day",
        "t13"."ends_day" AS "ends_day",
        "t13"."counts" AS "counts",
        "t13"."run_rate_micros" AS "run_rate_micros",
        "t13"."unit_amount_micros" AS "unit_amount_micros",
        "t13"."quantity_micros" AS "quantity_micros",
        "t13"."discount_percent_micros" AS "discount_percent_micros",
        "t13"."discount_amount_micros" AS "discount_amount_micros",
        "t13"."tax_percent_micros" AS "tax_percent_micros",
        "t13"."is_involuntary" AS "is_involuntary",
        "t13"."before_ends_day" AS "before_ends_day",
        "t13"."before_counts" AS "before_counts",
        "t13"."next_starts_day" AS "next_starts_day",
        "t13"."before_terms_key" AS "before_terms_key",
        "t13"."before_run_rate_micros" AS "before_run_rate_micros",
        "t13"."before_unit_amount_micros" AS "before_unit_amount_micros",
        "t13"."before_quantity_micros" AS "before_quantity_micros",
        "t13"."before_discount_percent_micros" AS "before_discount_percent_micros",
        "t13"."before_discount_amount_micros" AS "before_discount_amount_micros",
        "t13"."before_tax_percent_micros" AS "before_tax_percent_micros",
        "t13"."was_in_force" AS "was_in_force",
        "t13"."was_counted" AS "was_counted",
        "t13"."is_followed" AS "is_followed",
        "t13"."rule_offer_key" AS "rule_offer_key",
        "t13"."rule_currency_key" AS "rule_currency_key",
        "t13"."rule_tax_mode" AS "rule_tax_mode",
        "t13"."rule_numerator" AS "rule_numerator",
        "t13"."rule_denominator" AS "rule_denominator",
        "t13"."rule_month_rounding" AS "rule_month_rounding",
        "t13"."rule_is_discounted" AS "rule_is_discounted",
        "t13"."rule_status" AS "rule_status",
        "t13"."before_rule_offer_key" AS "before_rule_offer_key",
        "t13"."before_rule_currency_key" AS "before_rule_currency_key",
        "t13"."before_rule_tax_mode" AS "before_rule_tax_mode",
        "t13"."before_rule_numerator" AS "before_rule_numerator",
        "t13"."before_rule_denominator" AS "before_rule_denominator",
        "t13"."before_rule_month_rounding" AS "before_rule_month_rounding",
        "t13"."before_rule_is_discounted" AS "before_rule_is_discounted",
        "t13"."before_rule_status" AS "before_rule_status",
        "t13"."rule_offer_key" <> "t13"."before_rule_offer_key" AS "is_other_plan",
        (
          "t13"."rule_offer_key" <> "t13"."before_rule_offer_key"
        )
        OR NOT (
          "t13"."rule_currency_key" = "t13"."before_rule_currency_key"
        ) AS "is_swapped",
        (
          "t13"."quantity_micros" <> "t13"."before_quantity_micros"
        )
        AND (
          "t13"."rule_currency_key" = "t13"."before_rule_currency_key"
        ) AS "is_other_quantity",
        (
          (
            CASE WHEN "t13"."rule_is_discounted" THEN "t13"."discount_percent_micros" ELSE 0 END <> CASE
              WHEN "t13"."before_rule_is_discounted"
              THEN "t13"."before_discount_percent_micros"
              ELSE 0
            END
          )
          OR (
            CASE WHEN "t13"."rule_is_discounted" THEN "t13"."discount_amount_micros" ELSE 0 END <> CASE
              WHEN "t13"."before_rule_is_discounted"
              THEN "t13"."before_discount_amount_micros"
              ELSE 0
            END
          )
        )
        AND (
          "t13"."rule_currency_key" = "t13"."before_rule_currency_key"
        ) AS "is_other_discount",
        (
          "t13"."unit_amount_micros" <> "t13"."before_unit_amount_micros"
        )
        OR (
          "t13"."tax_percent_micros" <> "t13"."before_tax_percent_micros"
        )
        OR (
          "t13"."rule_tax_mode" <> "t13"."before_rule_tax_mode"
        )
        OR (
          "t13"."rule_numerator" <> "t13"."before_rule_numerator"
        )
        OR (
          "t13"."rule_denominator" <> "t13"."before_rule_denominator"
        )
        OR (
          "t13"."rule_month_rounding" <> "t13"."before_rule_month_rounding"
        )
        OR NOT (
          "t13"."rule_currency_key" = "t13"."before_rule_currency_key"
        ) AS "is_other_price"
      FROM (
        SELECT
          "t12".*
          EXCEPT ("rule_terms_key")
        FROM (
          SELECT
            "t11"."customer_key" AS "customer_key",
            "t11"."subscription_key" AS "subscription_key",
            "t11"."item_key" AS "item_key",
            "t11"."terms_key" AS "terms_key",
            "t11"."source_key" AS "source_key",
            "t11"."row" AS "row",
            "t11"."starts_day" AS "starts_day",
            "t11"."ends_day" AS "ends_day",
            "t11"."counts" AS "counts",
            "t11"."run_rate_micros" AS "run_rate_micros",
            "t11"."unit_amount_micros" AS "unit_amount_micros",
            "t11"."quantity_micros" AS "quantity_micros",
            "t11"."discount_percent_micros" AS "discount_percent_micros",
            "t11"."discount_amount_micros" AS "discount_amount_micros",
            "t11"."tax_percent_micros" AS "tax_percent_micros",
            "t11"."is_involuntary" AS "is_involuntary",
            "t11"."before_ends_day" AS "before_ends_day",
            "t11"."before_counts" AS "before_counts",
            "t11"."next_starts_day" AS "next_starts_day",
            "t11"."before_terms_key" AS "before_terms_key",
            "t11"."before_run_rate_micros" AS "before_run_rate_micros",
            "t11"."before_unit_amount_micros" AS "before_unit_amount_micros",
            "t11"."before_quantity_micros" AS "before_quantity_micros",
            "t11"."before_discount_percent_micros" AS "before_discount_percent_micros",
            "t11"."before_discount_amount_micros" AS "before_discount_amount_micros",
            "t11"."before_tax_percent_micros" AS "before_tax_percent_micros",
            "t11"."was_in_force" AS "was_in_force",
            "t11"."was_counted" AS "was_counted",
            "t11"."is_followed" AS "is_followed",
            "t11"."rule_offer_key" AS "rule_offer_key",
            "t11"."rule_currency_key" AS "rule_currency_key",
            "t11"."rule_tax_mode" AS "rule_tax_mode",
            "t11"."rule_numerator" AS "rule_numerator",
            "t11"."rule_denominator" AS "rule_denominator",
            "t11"."rule_month_rounding" AS "rule_month_rounding",
            "t11"."rule_is_discounted" AS "rule_is_discounted",
            "t11"."rule_status" AS "rule_status",
            "t4"."rule_terms_key" AS "rule_terms_key",
            "t4"."before_rule_offer_key" AS "before_rule_offer_key",
            "t4"."before_rule_currency_key" AS "before_rule_currency_key",
            "t4"."before_rule_tax_mode" AS "before_rule_tax_mode",
            "t4"."before_rule_numerator" AS "before_rule_numerator",
            "t4"."before_rule_denominator" AS "before_rule_denominator",
            "t4"."before_rule_month_rounding" AS "before_rule_month_rounding",
            "t4"."before_rule_is_discounted" AS "before_rule_is_discounted",
            "t4"."before_rule_status" AS "before_rule_status"
          FROM (
            SELECT
              "t9".*
              EXCEPT ("rule_terms_key")
            FROM (
              SELECT
                "t8"."customer_key" AS "customer_key",
                "t8"."subscription_key" AS "subscription_key",
                "t8"."item_key" AS "item_key",
                "t8"."terms_key" AS "terms_key",
                "t8"."source_key" AS "source_key",
                "t8"."row" AS "row",
                "t8"."starts_day" AS "starts_day",
                "t8"."ends_day" AS "ends_day",
                "t8"."counts" AS "counts",
                "t8"."run_rate_micros" AS "run_rate_micros",
                "t8"."unit_amount_micros" AS "unit_amount_micros",
                "t8"."quantity_micros" AS "quantity_micros",
                "t8"."discount_percent_micros" AS "discount_percent_micros",
                "t8"."discount_amount_micros" AS "discount_amount_micros",
                "t8"."tax_percent_micros" AS "tax_percent_micros",
                "t8"."is_involuntary" AS "is_involuntary",
                "t8"."before_ends_day" AS "before_ends_day",
                "t8"."before_counts" AS "before_counts",
                "t8"."next_starts_day" AS "next_starts_day",
                "t8"."before_terms_key" AS "before_terms_key",
                "t8"."before_run_rate_micros" AS "before_run_rate_micros",
                "t8"."before_unit_amount_micros" AS "before_unit_amount_micros",
                "t8"."before_quantity_micros" AS "before_quantity_micros",
                "t8"."before_discount_percent_micros" AS "before_discount_percent_micros",
                "t8"."before_discount_amount_micros" AS "before_discount_amount_micros",
                "t8"."before_tax_percent_micros" AS "before_tax_percent_micros",
                "t8"."was_in_force" AS "was_in_force",
                "t8"."was_counted" AS "was_counted",
                "t8"."is_followed" AS "is_followed",
                "t5"."rule_terms_key" AS "rule_terms_key",
                "t5"."rule_offer_key" AS "rule_offer_key",
                "t5"."rule_currency_key" AS "rule_currency_key",
                "t5"."rule_tax_mode" AS "rule_tax_mode",
                "t5"."rule_numerator" AS "rule_numerator",
                "t5"."rule_denominator" AS "rule_denominator",
                "t5"."rule_month_rounding" AS "rule_month_rounding",
                "t5"."rule_is_discounted" AS "rule_is_discounted",
                "t5"."rule_status" AS "rule_status"
              FROM (
                SELECT
                  "t6"."customer_key" AS "customer_key",
                  "t6"."subscription_key" AS "subscription_key",
                  "t6"."item_key" AS "item_key",
                  "t6"."terms_key" AS "terms_key",
                  "t6"."source_key" AS "source_key",
                  "t6"."row" AS "row",
                  "t6"."starts_day" AS "starts_day",
                  "t6"."ends_day" AS "ends_day",
                  "t6"."counts" AS "counts",
                  "t6"."run_rate_micros" AS "run_rate_micros",
                  "t6"."unit_amount_micros" AS "unit_amount_micros",
                  "t6"."quantity_micros" AS "quantity_micros",
                  "t6"."discount_percent_micros" AS "discount_percent_micros",
                  "t6"."discount_amount_micros" AS "discount_amount_micros",
                  "t6"."tax_percent_micros" AS "tax_percent_micros",
                  "t6"."is_involuntary" AS "is_involuntary",
                  "t6"."before_ends_day" AS "before_ends_day",
                  "t6"."before_counts" AS "before_counts",
                  "t6"."next_starts_day" AS "next_starts_day",
                  "t6"."before_terms_key" AS "before_terms_key",
                  "t6"."before_run_rate_micros" AS "before_run_rate_micros",
                  "t6"."before_unit_amount_micros" AS "before_unit_amount_micros",
                  "t6"."before_quantity_micros" AS "before_quantity_micros",
                  "t6"."before_discount_percent_micros" AS "before_discount_percent_micros",
                  "t6"."before_discount_amount_micros" AS "before_discount_amount_micros",
                  "t6"."before_tax_percent_micros" AS "before_tax_percent_micros",
                  COALESCE("t6"."before_ends_day" = "t6"."starts_day", FALSE) AS "was_in_force",
                  COALESCE("t6"."before_ends_day" = "t6"."starts_day", FALSE)
                  AND COALESCE("t6"."before_counts", FALSE) AS "was_counted",
                  COALESCE("t6"."next_starts_day" = "t6"."ends_day", FALSE) AS "is_followed"
                FROM (
                  SELECT
                    "t1"."customer_key" AS "customer_key",
                    "t1"."subscription_key" AS "subscription_key",
                    "t1"."item_key" AS "item_key",
                    "t1"."terms_key" AS "terms_key",
                    "t1"."source_key" AS "source_key",
                    "t1"."row" AS "row",
                    "t1"."starts_day" AS "starts_day",
                    "t1"."ends_day" AS "ends_day",
                    "t1"."counts" AS "counts",
                    "t1"."run_rate_micros" AS "run_rate_micros",
                    "t1"."unit_amount_micros" AS "unit_amount_micros",
                    "t1"."quantity_micros" AS "quantity_micros",
                    "t1"."discount_percent_micros" AS "discount_percent_micros",
                    "t1"."discount_amount_micros" AS "discount_amount_micros",
                    "t1"."tax_percent_micros" AS "tax_percent_micros",
                    COALESCE(lowerUTF8("t1"."cancel_reason") = 'involuntary', FALSE) AS "is_involuntary",
                    lag("t1"."ends_day") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_ends_day",
                    lag("t1"."counts") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_counts",
                    lead("t1"."starts_day") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "next_starts_day",
                    lag("t1"."terms_key") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_terms_key",
                    lag("t1"."run_rate_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_run_rate_micros",
                    lag("t1"."unit_amount_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_unit_amount_micros",
                    lag("t1"."quantity_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_quantity_micros",
                    lag("t1"."discount_percent_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_discount_percent_micros",
                    lag("t1"."discount_amount_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_discount_amount_micros",
                    lag("t1"."tax_percent_micros") OVER (PARTITION BY "t1"."item_key" ORDER BY "t1"."starts_day" ASC) AS "before_tax_percent_micros"
                  FROM "states" AS "t1"
                ) AS "t6"
              ) AS "t8"
              LEFT OUTER JOIN (
                SELECT
                  "t0"."terms_key" AS "rule_terms_key",
                  "t0"."offer_key" AS "rule_offer_key",
                  "t0"."currency_key" AS "rule_currency_key",
                  "t0"."tax_mode" AS "rule_tax_mode",
                  "t0"."numerator" AS "rule_numerator",
                  "t0"."denominator" AS "rule_denominator",
                  "t0"."month_rounding" AS "rule_month_rounding",
                  "t0"."is_discounted" AS "rule_is_discounted",
                  "t0"."status" AS "rule_status"
                FROM "rules" AS "t0"
              ) AS "t5"
                ON "t8"."terms_key" = "t5"."rule_terms_key"
            ) AS "t9"
          ) AS "t11"
          LEFT OUTER JOIN (
            SELECT
              "t0"."terms_key" AS "rule_terms_key",
              "t0"."offer_key" AS "before_rule_offer_key",
              "t0"."currency_key" AS "before_rule_currency_key",
              "t0"."tax_mode" AS "before_rule_tax_mode",
              "t0"."numerator" AS "before_rule_numerator",
              "t0"."denominator" AS "before_rule_denominator",
              "t0"."month_rounding" AS "before_rule_month_rounding",
              "t0"."is_discounted" AS "before_rule_is_discounted",
              "t0"."status" AS "before_rule_status"
            FROM "rules" AS "t0"
          ) AS "t4"
            ON "t11"."before_terms_key" = "t4"."rule_terms_key"
        ) AS "t12"
      ) AS "t13"
    ) AS "t14"
  ) AS "t15"
) AS "t16"
