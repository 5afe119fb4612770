WITH "t6" AS (
  SELECT
    "t2"."customer_key" AS "customer_key",
    "t2"."subscription_key" AS "subscription_key",
    "t2"."item_key" AS "item_key",
    "t2"."terms_key" AS "terms_key",
    "t2"."source_key" AS "source_key",
    "t2"."row" AS "row",
    "t2"."starts_day" AS "starts_day",
    "t2"."ends_day" AS "ends_day",
    "t2"."counts" AS "counts",
    "t2"."run_rate_micros" AS "run_rate_micros",
    "t2"."before_terms_key" AS "before_terms_key",
    "t2"."before_run_rate_micros" AS "before_run_rate_micros",
    "t2"."was_in_force" AS "was_in_force",
    "t2"."was_counted" AS "was_counted",
    "t2"."is_followed" AS "is_followed",
    "t2"."is_involuntary" AS "is_involuntary",
    "t2"."is_mixed" AS "is_mixed",
    "t2"."is_other_plan" AS "is_other_plan",
    "t2"."is_swapped" AS "is_swapped",
    "t2"."is_other_quantity" AS "is_other_quantity",
    "t2"."is_other_discount" AS "is_other_discount",
    "t2"."others" AS "others",
    "t2"."cause" AS "cause"
  FROM "boundaries" AS "t2"
  LEFT SEMI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t1"."subscription_key" AS "subscription_key",
        COUNT(*) AS "items"
      FROM "item_keys" AS "t1"
      GROUP BY
        "t1"."subscription_key"
    ) AS "t3"
    WHERE
      "t3"."items" > 1
  ) AS "t5"
    ON "t2"."subscription_key" = "t5"."subscription_key"
)
SELECT
  "t13"."subscription_key" AS "subscription_key",
  "t13"."day" AS "day",
  "t13"."begun" AS "begun",
  "t13"."ended" AS "ended",
  "t13"."change" AS "change",
  accurateCast(
    SUM(toInt128("t13"."change")) OVER (
      PARTITION BY "t13"."subscription_key"
      ORDER BY "t13"."day" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ),
    'Nullable(Int64)'
  ) AS "counted"
FROM (
  SELECT
    "t12"."subscription_key" AS "subscription_key",
    "t12"."day" AS "day",
    accurateCast(SUM(toInt128("t12"."begun")), 'Nullable(Int64)') AS "begun",
    accurateCast(SUM(toInt128("t12"."ended")), 'Nullable(Int64)') AS "ended",
    accurateCast(SUM(toInt128("t12"."change")), 'Nullable(Int64)') AS "change"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t9"."subscription_key" AS "subscription_key",
        "t9"."starts_day" AS "day",
        CAST("t9"."counts" AND NOT (
          "t9"."was_in_force"
        ) AS Nullable(Int64)) AS "begun",
        0 AS "ended",
        accurateCast(
          toInt128(CAST("t9"."counts" AS Nullable(Int64))) - toInt128(CAST("t9"."was_counted" AS Nullable(Int64))),
          'Nullable(Int64)'
        ) AS "change"
      FROM (
        SELECT
          *
        FROM "t6" AS "t7"
        WHERE
          (
            "t7"."counts" AND NOT (
              "t7"."was_in_force"
            )
          )
          OR (
            "t7"."counts" <> "t7"."was_counted"
          )
      ) AS "t9"
    ) AS "t11"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t8"."subscription_key" AS "subscription_key",
        "t8"."ends_day" AS "day",
        0 AS "begun",
        1 AS "ended",
        -1 AS "change"
      FROM (
        SELECT
          *
        FROM "t6" AS "t7"
        WHERE
          "t7"."counts"
          AND NOT (
            "t7"."is_followed"
          )
          AND "t7"."ends_day" < toDate32('9999-12-31')
      ) AS "t8"
    ) AS "t10"
  ) AS "t12"
  GROUP BY
    "t12"."subscription_key",
    "t12"."day"
) AS "t13"
