SELECT
  "t2".*
  EXCEPT ("before_counts", "before_ends_day", "next_starts_day")
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
    "t1"."cancel_reason" AS "cancel_reason",
    "t1"."before_ends_day" AS "before_ends_day",
    "t1"."before_counts" AS "before_counts",
    "t1"."next_starts_day" AS "next_starts_day",
    "t1"."before_terms_key" AS "before_terms_key",
    "t1"."before_run_rate_micros" AS "before_run_rate_micros",
    "t1"."before_unit_amount_micros" AS "before_unit_amount_micros",
    "t1"."before_quantity_micros" AS "before_quantity_micros",
    "t1"."before_discount_percent_micros" AS "before_discount_percent_micros",
    "t1"."before_discount_amount_micros" AS "before_discount_amount_micros",
    "t1"."before_tax_percent_micros" AS "before_tax_percent_micros",
    COALESCE("t1"."before_ends_day" = "t1"."starts_day", FALSE) AS "was_in_force",
    COALESCE("t1"."before_ends_day" = "t1"."starts_day", FALSE)
    AND COALESCE("t1"."before_counts", FALSE) AS "was_counted",
    COALESCE("t1"."next_starts_day" = "t1"."ends_day", FALSE) AS "is_followed"
  FROM (
    SELECT
      "t0"."customer_key" AS "customer_key",
      "t0"."subscription_key" AS "subscription_key",
      "t0"."item_key" AS "item_key",
      "t0"."terms_key" AS "terms_key",
      "t0"."source_key" AS "source_key",
      "t0"."row" AS "row",
      "t0"."starts_day" AS "starts_day",
      "t0"."ends_day" AS "ends_day",
      "t0"."counts" AS "counts",
      "t0"."run_rate_micros" AS "run_rate_micros",
      "t0"."unit_amount_micros" AS "unit_amount_micros",
      "t0"."quantity_micros" AS "quantity_micros",
      "t0"."discount_percent_micros" AS "discount_percent_micros",
      "t0"."discount_amount_micros" AS "discount_amount_micros",
      "t0"."tax_percent_micros" AS "tax_percent_micros",
      "t0"."cancel_reason" AS "cancel_reason",
      lagInFrame("t0"."ends_day") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_ends_day",
      lagInFrame("t0"."counts") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_counts",
      leadInFrame("t0"."starts_day") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "next_starts_day",
      lagInFrame("t0"."terms_key") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_terms_key",
      lagInFrame("t0"."run_rate_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_run_rate_micros",
      lagInFrame("t0"."unit_amount_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_unit_amount_micros",
      lagInFrame("t0"."quantity_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_quantity_micros",
      lagInFrame("t0"."discount_percent_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_discount_percent_micros",
      lagInFrame("t0"."discount_amount_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_discount_amount_micros",
      lagInFrame("t0"."tax_percent_micros") OVER (
        PARTITION BY "t0"."item_key"
        ORDER BY "t0"."starts_day" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "before_tax_percent_micros"
    FROM "states" AS "t0"
  ) AS "t1"
) AS "t2"
