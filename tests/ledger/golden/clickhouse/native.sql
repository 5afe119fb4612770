SELECT
  "t1"."customer_key" AS "customer_key",
  "t1"."subscription_key" AS "subscription_key",
  "t1"."item_key" AS "item_key",
  "t1"."terms_key" AS "terms_key",
  "t1"."day" AS "day",
  "t1"."cause" AS "cause",
  "t1"."native_micros" AS "native_micros",
  "t1"."run_rate_micros" AS "run_rate_micros",
  "t1"."source_key" AS "source_key",
  "t1"."row" AS "row"
FROM (
  SELECT
    "t0"."customer_key" AS "customer_key",
    "t0"."subscription_key" AS "subscription_key",
    "t0"."item_key" AS "item_key",
    "t0"."terms_key" AS "terms_key",
    "t0"."day" AS "day",
    "t0"."cause" AS "cause",
    "t0"."native_micros" AS "native_micros",
    "t0"."part" AS "part",
    "t0"."source_key" AS "source_key",
    "t0"."row" AS "row",
    "t0"."native_micros" AS "run_rate_micros"
  FROM "drafted" AS "t0"
) AS "t1"
