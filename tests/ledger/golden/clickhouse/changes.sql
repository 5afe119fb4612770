SELECT
  "t14".*
  EXCEPT ("at_day", "at_item")
FROM (
  SELECT
    "t13"."customer_key" AS "customer_key",
    "t13"."subscription_key" AS "subscription_key",
    "t13"."item_key" AS "item_key",
    "t13"."terms_key" AS "terms_key",
    "t13"."source_key" AS "source_key",
    "t13"."row" AS "row",
    "t13"."run_rate_micros" AS "run_rate_micros",
    "t13"."before_terms_key" AS "before_terms_key",
    "t13"."before_run_rate_micros" AS "before_run_rate_micros",
    "t13"."is_mixed" AS "is_mixed",
    "t13"."is_other_plan" AS "is_other_plan",
    "t13"."is_swapped" AS "is_swapped",
    "t13"."is_other_quantity" AS "is_other_quantity",
    "t13"."is_other_discount" AS "is_other_discount",
    "t13"."others" AS "others",
    "t13"."day" AS "day",
    "t13"."change" AS "change",
    "t13"."unit_amount_micros" AS "unit_amount_micros",
    "t13"."quantity_micros" AS "quantity_micros",
    "t13"."discount_percent_micros" AS "discount_percent_micros",
    "t13"."discount_amount_micros" AS "discount_amount_micros",
    "t13"."tax_percent_micros" AS "tax_percent_micros",
    "t13"."worth_micros" AS "worth_micros",
    "t5"."at_item" AS "at_item",
    "t5"."at_day" AS "at_day",
    "t5"."before_unit_amount_micros" AS "before_unit_amount_micros",
    "t5"."before_quantity_micros" AS "before_quantity_micros",
    "t5"."before_discount_percent_micros" AS "before_discount_percent_micros",
    "t5"."before_discount_amount_micros" AS "before_discount_amount_micros",
    "t5"."before_tax_percent_micros" AS "before_tax_percent_micros",
    "t5"."before_worth_micros" AS "before_worth_micros"
  FROM (
    SELECT
      "t11".*
      EXCEPT ("at_day", "at_item")
    FROM (
      SELECT
        "t10"."customer_key" AS "customer_key",
        "t10"."subscription_key" AS "subscription_key",
        "t10"."item_key" AS "item_key",
        "t10"."terms_key" AS "terms_key",
        "t10"."source_key" AS "source_key",
        "t10"."row" AS "row",
        "t10"."run_rate_micros" AS "run_rate_micros",
        "t10"."before_terms_key" AS "before_terms_key",
        "t10"."before_run_rate_micros" AS "before_run_rate_micros",
        "t10"."is_mixed" AS "is_mixed",
        "t10"."is_other_plan" AS "is_other_plan",
        "t10"."is_swapped" AS "is_swapped",
        "t10"."is_other_quantity" AS "is_other_quantity",
        "t10"."is_other_discount" AS "is_other_discount",
        "t10"."others" AS "others",
        "t10"."day" AS "day",
        "t10"."change" AS "change",
        "t6"."at_item" AS "at_item",
        "t6"."at_day" AS "at_day",
        "t6"."unit_amount_micros" AS "unit_amount_micros",
        "t6"."quantity_micros" AS "quantity_micros",
        "t6"."discount_percent_micros" AS "discount_percent_micros",
        "t6"."discount_amount_micros" AS "discount_amount_micros",
        "t6"."tax_percent_micros" AS "tax_percent_micros",
        "t6"."worth_micros" AS "worth_micros"
      FROM (
        SELECT
          "t8".*
          EXCEPT ("ends_day", "starts_day")
        FROM (
          SELECT
            "t7"."customer_key" AS "customer_key",
            "t7"."subscription_key" AS "subscription_key",
            "t7"."item_key" AS "item_key",
            "t7"."terms_key" AS "terms_key",
            "t7"."source_key" AS "source_key",
            "t7"."row" AS "row",
            "t7"."starts_day" AS "starts_day",
            "t7"."ends_day" AS "ends_day",
            "t7"."run_rate_micros" AS "run_rate_micros",
            "t7"."before_terms_key" AS "before_terms_key",
            "t7"."before_run_rate_micros" AS "before_run_rate_micros",
            "t7"."is_mixed" AS "is_mixed",
            "t7"."is_other_plan" AS "is_other_plan",
            "t7"."is_swapped" AS "is_swapped",
            "t7"."is_other_quantity" AS "is_other_quantity",
            "t7"."is_other_discount" AS "is_other_discount",
            "t7"."others" AS "others",
            "t7"."starts_day" AS "day",
            accurateCast(
              toInt128("t7"."run_rate_micros") - toInt128("t7"."before_run_rate_micros"),
              'Nullable(Int64)'
            ) AS "change"
          FROM (
            SELECT
              "t4".*
              EXCEPT ("cause", "counts", "is_followed", "is_involuntary", "was_counted", "was_in_force")
            FROM (
              SELECT
                *
              FROM "boundaries" AS "t1"
              WHERE
                "t1"."is_mixed"
            ) AS "t4"
          ) AS "t7"
        ) AS "t8"
      ) AS "t10"
      INNER JOIN (
        SELECT
          "t0"."item_key" AS "at_item",
          "t0"."starts_day" AS "at_day",
          "t0"."unit_amount_micros" AS "unit_amount_micros",
          "t0"."quantity_micros" AS "quantity_micros",
          "t0"."discount_percent_micros" AS "discount_percent_micros",
          "t0"."discount_amount_micros" AS "discount_amount_micros",
          "t0"."tax_percent_micros" AS "tax_percent_micros",
          "t0"."worth_micros" AS "worth_micros"
        FROM "states" AS "t0"
      ) AS "t6"
        ON "t10"."item_key" = "t6"."at_item" AND "t10"."day" = "t6"."at_day"
    ) AS "t11"
  ) AS "t13"
  INNER JOIN (
    SELECT
      "t0"."item_key" AS "at_item",
      "t0"."ends_day" AS "at_day",
      "t0"."unit_amount_micros" AS "before_unit_amount_micros",
      "t0"."quantity_micros" AS "before_quantity_micros",
      "t0"."discount_percent_micros" AS "before_discount_percent_micros",
      "t0"."discount_amount_micros" AS "before_discount_amount_micros",
      "t0"."tax_percent_micros" AS "before_tax_percent_micros",
      "t0"."worth_micros" AS "before_worth_micros"
    FROM "states" AS "t0"
  ) AS "t5"
    ON "t13"."item_key" = "t5"."at_item" AND "t13"."day" = "t5"."at_day"
) AS "t14"
