SELECT
  "t2"."customer_key",
  "t2"."subscription_key",
  "t2"."item_key",
  "t2"."terms_key",
  "t2"."source_key",
  "t2"."row",
  "t2"."starts_day",
  "t2"."ends_day",
  "t2"."counts",
  "t2"."run_rate_micros",
  "t2"."unit_amount_micros",
  "t2"."quantity_micros",
  "t2"."discount_percent_micros",
  "t2"."discount_amount_micros",
  "t2"."tax_percent_micros",
  "t2"."cancel_reason",
  "t2"."before_terms_key",
  "t2"."before_run_rate_micros",
  "t2"."before_unit_amount_micros",
  "t2"."before_quantity_micros",
  "t2"."before_discount_percent_micros",
  "t2"."before_discount_amount_micros",
  "t2"."before_tax_percent_micros",
  "t2"."was_in_force",
  "t2"."was_counted",
  "t2"."is_followed"
FROM (
  SELECT
    "t1"."customer_key",
    "t1"."subscription_key",
    "t1"."item_key",
    "t1"."terms_key",
    "t1"."source_key",
    "t1"."row",
    "t1"."starts_day",
    "t1"."ends_day",
    "t1"."counts",
    "t1"."run_rate_micros",
    "t1"."unit_amount_micros",
    "t1"."quantity_micros",
    "t1"."discount_percent_micros",
    "t1"."discount_amount_micros",
    "t1"."tax_percent_micros",
    "t1"."cancel_reason",
    "t1"."before_ends_day",
    "t1"."before_counts",
    "t1"."next_starts_day",
    "t1"."before_terms_key",
    "t1"."before_run_rate_micros",
    "t1"."before_unit_amount_micros",
    "t1"."before_quantity_micros",
    "t1"."before_discount_percent_micros",
    "t1"."before_discount_amount_micros",
    "t1"."before_tax_percent_micros",
    COALESCE("t1"."before_ends_day" = "t1"."starts_day", FALSE) AS "was_in_force",
    COALESCE("t1"."before_ends_day" = "t1"."starts_day", FALSE)
    AND COALESCE("t1"."before_counts", FALSE) AS "was_counted",
    COALESCE("t1"."next_starts_day" = "t1"."ends_day", FALSE) AS "is_followed"
  FROM (
    SELECT
      "t0"."customer_key",
      "t0"."subscription_key",
      "t0"."item_key",
      "t0"."terms_key",
      "t0"."source_key",
      "t0"."row",
      "t0"."starts_day",
      "t0"."ends_day",
      "t0"."counts",
      "t0"."run_rate_micros",
      "t0"."unit_amount_micros",
      "t0"."quantity_micros",
      "t0"."discount_percent_micros",
      "t0"."discount_amount_micros",
      "t0"."tax_percent_micros",
      "t0"."cancel_reason",
      LAG("t0"."ends_day") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_ends_day",
      LAG("t0"."counts") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_counts",
      LEAD("t0"."starts_day") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "next_starts_day",
      LAG("t0"."terms_key") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_terms_key",
      LAG("t0"."run_rate_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_run_rate_micros",
      LAG("t0"."unit_amount_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_unit_amount_micros",
      LAG("t0"."quantity_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_quantity_micros",
      LAG("t0"."discount_percent_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_discount_percent_micros",
      LAG("t0"."discount_amount_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_discount_amount_micros",
      LAG("t0"."tax_percent_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_tax_percent_micros"
    FROM "states" AS "t0"
  ) AS "t1"
) AS "t2"
