SELECT
  "t14"."customer_key",
  "t14"."subscription_key",
  "t14"."item_key",
  "t14"."terms_key",
  "t14"."source_key",
  "t14"."row",
  "t14"."run_rate_micros",
  "t14"."before_terms_key",
  "t14"."before_run_rate_micros",
  "t14"."is_mixed",
  "t14"."is_other_plan",
  "t14"."is_swapped",
  "t14"."is_other_quantity",
  "t14"."is_other_discount",
  "t14"."others",
  "t14"."day",
  "t14"."change",
  "t14"."unit_amount_micros",
  "t14"."quantity_micros",
  "t14"."discount_percent_micros",
  "t14"."discount_amount_micros",
  "t14"."tax_percent_micros",
  "t14"."worth_micros",
  "t14"."before_unit_amount_micros",
  "t14"."before_quantity_micros",
  "t14"."before_discount_percent_micros",
  "t14"."before_discount_amount_micros",
  "t14"."before_tax_percent_micros",
  "t14"."before_worth_micros"
FROM (
  SELECT
    "t13"."customer_key",
    "t13"."subscription_key",
    "t13"."item_key",
    "t13"."terms_key",
    "t13"."source_key",
    "t13"."row",
    "t13"."run_rate_micros",
    "t13"."before_terms_key",
    "t13"."before_run_rate_micros",
    "t13"."is_mixed",
    "t13"."is_other_plan",
    "t13"."is_swapped",
    "t13"."is_other_quantity",
    "t13"."is_other_discount",
    "t13"."others",
    "t13"."day",
    "t13"."change",
    "t13"."unit_amount_micros",
    "t13"."quantity_micros",
    "t13"."discount_percent_micros",
    "t13"."discount_amount_micros",
    "t13"."tax_percent_micros",
    "t13"."worth_micros",
    "t5"."at_item",
    "t5"."at_day",
    "t5"."before_unit_amount_micros",
    "t5"."before_quantity_micros",
    "t5"."before_discount_percent_micros",
    "t5"."before_discount_amount_micros",
    "t5"."before_tax_percent_micros",
    "t5"."before_worth_micros"
  FROM (
    SELECT
      "t11"."customer_key",
      "t11"."subscription_key",
      "t11"."item_key",
      "t11"."terms_key",
      "t11"."source_key",
      "t11"."row",
      "t11"."run_rate_micros",
      "t11"."before_terms_key",
      "t11"."before_run_rate_micros",
      "t11"."is_mixed",
      "t11"."is_other_plan",
      "t11"."is_swapped",
      "t11"."is_other_quantity",
      "t11"."is_other_discount",
      "t11"."others",
      "t11"."day",
      "t11"."change",
      "t11"."unit_amount_micros",
      "t11"."quantity_micros",
      "t11"."discount_percent_micros",
      "t11"."discount_amount_micros",
      "t11"."tax_percent_micros",
      "t11"."worth_micros"
    FROM (
      SELECT
        "t10"."customer_key",
        "t10"."subscription_key",
        "t10"."item_key",
        "t10"."terms_key",
        "t10"."source_key",
        "t10"."row",
        "t10"."run_rate_micros",
        "t10"."before_terms_key",
        "t10"."before_run_rate_micros",
        "t10"."is_mixed",
        "t10"."is_other_plan",
        "t10"."is_swapped",
        "t10"."is_other_quantity",
        "t10"."is_other_discount",
        "t10"."others",
        "t10"."day",
        "t10"."change",
        "t6"."at_item",
        "t6"."at_day",
        "t6"."unit_amount_micros",
        "t6"."quantity_micros",
        "t6"."discount_percent_micros",
        "t6"."discount_amount_micros",
        "t6"."tax_percent_micros",
        "t6"."worth_micros"
      FROM (
        SELECT
          "t8"."customer_key",
          "t8"."subscription_key",
          "t8"."item_key",
          "t8"."terms_key",
          "t8"."source_key",
          "t8"."row",
          "t8"."run_rate_micros",
          "t8"."before_terms_key",
          "t8"."before_run_rate_micros",
          "t8"."is_mixed",
          "t8"."is_other_plan",
          "t8"."is_swapped",
          "t8"."is_other_quantity",
          "t8"."is_other_discount",
          "t8"."others",
          "t8"."day",
          "t8"."change"
        FROM (
          SELECT
            "t7"."customer_key",
            "t7"."subscription_key",
            "t7"."item_key",
            "t7"."terms_key",
            "t7"."source_key",
            "t7"."row",
            "t7"."starts_day",
            "t7"."ends_day",
            "t7"."run_rate_micros",
            "t7"."before_terms_key",
            "t7"."before_run_rate_micros",
            "t7"."is_mixed",
            "t7"."is_other_plan",
            "t7"."is_swapped",
            "t7"."is_other_quantity",
            "t7"."is_other_discount",
            "t7"."others",
            "t7"."starts_day" AS "day",
            "t7"."run_rate_micros" - "t7"."before_run_rate_micros" AS "change"
          FROM (
            SELECT
              "t4"."customer_key",
              "t4"."subscription_key",
              "t4"."item_key",
              "t4"."terms_key",
              "t4"."source_key",
              "t4"."row",
              "t4"."starts_day",
              "t4"."ends_day",
              "t4"."run_rate_micros",
              "t4"."before_terms_key",
              "t4"."before_run_rate_micros",
              "t4"."is_mixed",
              "t4"."is_other_plan",
              "t4"."is_swapped",
              "t4"."is_other_quantity",
              "t4"."is_other_discount",
              "t4"."others"
            FROM (
              SELECT
                *
              FROM "boundaries" AS "t1"
              WHERE
                "t1"."is_mixed"
            ) AS "t4"
          ) AS "t7"
          OFFSET 0
        ) AS "t8"
      ) AS "t10"
      INNER JOIN (
        SELECT
          "t0"."item_key" AS "at_item",
          "t0"."starts_day" AS "at_day",
          "t0"."unit_amount_micros",
          "t0"."quantity_micros",
          "t0"."discount_percent_micros",
          "t0"."discount_amount_micros",
          "t0"."tax_percent_micros",
          "t0"."worth_micros"
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
