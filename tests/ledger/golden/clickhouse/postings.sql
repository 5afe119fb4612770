WITH "t4" AS (
  SELECT
    "t0"."customer_key" AS "customer_key",
    "t0"."subscription_key" AS "subscription_key",
    "t0"."item_key" AS "item_key",
    "t0"."terms_key" AS "terms_key",
    "t0"."day" AS "day",
    "t0"."source_key" AS "source_key",
    "t0"."row" AS "row",
    "t0"."before_terms_key" AS "before_terms_key",
    "t0"."before_run_rate_micros" AS "before_run_rate_micros",
    "t0"."is_other_plan" AS "is_other_plan",
    "t0"."is_swapped" AS "is_swapped",
    "t0"."quantity_effect" AS "quantity_effect",
    "t0"."discount_effect" AS "discount_effect",
    "t0"."price_effect" AS "price_effect",
    CASE WHEN "t0"."is_other_plan" THEN 'plan' ELSE 'price' END AS "cause"
  FROM "effects" AS "t0"
), "t9" AS (
  SELECT
    *
  FROM "t4" AS "t7"
  WHERE
    "t7"."is_swapped"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t17"."customer_key" AS "customer_key",
      "t17"."subscription_key" AS "subscription_key",
      "t17"."item_key" AS "item_key",
      "t17"."terms_key" AS "terms_key",
      "t17"."day" AS "day",
      "t17"."cause" AS "cause",
      "t17"."native_micros" AS "native_micros",
      "t17"."part" AS "part",
      "t17"."source_key" AS "source_key",
      "t17"."row" AS "row"
    FROM (
      SELECT
        "t13"."customer_key" AS "customer_key",
        "t13"."subscription_key" AS "subscription_key",
        "t13"."item_key" AS "item_key",
        "t13"."terms_key" AS "terms_key",
        "t13"."day" AS "day",
        "t13"."source_key" AS "source_key",
        "t13"."row" AS "row",
        "t13"."before_terms_key" AS "before_terms_key",
        "t13"."before_run_rate_micros" AS "before_run_rate_micros",
        "t13"."is_other_plan" AS "is_other_plan",
        "t13"."is_swapped" AS "is_swapped",
        "t13"."quantity_effect" AS "quantity_effect",
        "t13"."discount_effect" AS "discount_effect",
        "t13"."price_effect" AS "price_effect",
        'discount' AS "cause",
        "t13"."discount_effect" AS "native_micros",
        3 AS "part"
      FROM (
        SELECT
          *
        FROM "t4" AS "t7"
        WHERE
          "t7"."discount_effect" <> 0
      ) AS "t13"
    ) AS "t17"
  ) AS "t24"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t40"."customer_key" AS "customer_key",
        "t40"."subscription_key" AS "subscription_key",
        "t40"."item_key" AS "item_key",
        "t40"."terms_key" AS "terms_key",
        "t40"."day" AS "day",
        "t40"."cause" AS "cause",
        "t40"."native_micros" AS "native_micros",
        "t40"."part" AS "part",
        "t40"."source_key" AS "source_key",
        "t40"."row" AS "row"
      FROM (
        SELECT
          "t38"."customer_key" AS "customer_key",
          "t38"."subscription_key" AS "subscription_key",
          "t38"."item_key" AS "item_key",
          CASE WHEN "t38"."counts" THEN "t38"."terms_key" ELSE "t38"."before_terms_key" END AS "terms_key",
          "t38"."source_key" AS "source_key",
          "t38"."row" AS "row",
          "t38"."starts_day" AS "starts_day",
          "t38"."ends_day" AS "ends_day",
          "t38"."counts" AS "counts",
          "t38"."run_rate_micros" AS "run_rate_micros",
          "t38"."before_terms_key" AS "before_terms_key",
          "t38"."before_run_rate_micros" AS "before_run_rate_micros",
          "t38"."was_in_force" AS "was_in_force",
          "t38"."was_counted" AS "was_counted",
          "t38"."is_followed" AS "is_followed",
          "t38"."is_involuntary" AS "is_involuntary",
          "t38"."is_mixed" AS "is_mixed",
          "t38"."is_other_plan" AS "is_other_plan",
          "t38"."is_swapped" AS "is_swapped",
          "t38"."is_other_quantity" AS "is_other_quantity",
          "t38"."is_other_discount" AS "is_other_discount",
          "t38"."others" AS "others",
          CASE
            WHEN "t38"."counts"
            AND NOT (
              "t38"."was_in_force"
            )
            AND COALESCE("t38"."ended" > 0, FALSE)
            THEN 'plan'
            WHEN "t38"."counts"
            AND NOT (
              "t38"."was_in_force"
            )
            AND COALESCE(
              accurateCast(toInt128("t38"."counted") - toInt128("t38"."change"), 'Nullable(Int64)') > 0,
              FALSE
            )
            THEN 'add_on'
            ELSE "t38"."cause"
          END AS "cause",
          "t38"."day" AS "day",
          "t38"."native_micros" AS "native_micros",
          "t38"."begun" AS "begun",
          "t38"."ended" AS "ended",
          "t38"."change" AS "change",
          "t38"."counted" AS "counted",
          CASE
            WHEN "t38"."cause" = 'quantity'
            THEN 1
            WHEN "t38"."cause" = 'price'
            THEN 2
            WHEN "t38"."cause" = 'discount'
            THEN 3
            ELSE 0
          END AS "part"
        FROM (
          SELECT
            "t35".*
            EXCEPT ("day_right", "subscription_key_right")
          FROM (
            SELECT
              "t26"."customer_key" AS "customer_key",
              "t26"."subscription_key" AS "subscription_key",
              "t26"."item_key" AS "item_key",
              "t26"."terms_key" AS "terms_key",
              "t26"."source_key" AS "source_key",
              "t26"."row" AS "row",
              "t26"."starts_day" AS "starts_day",
              "t26"."ends_day" AS "ends_day",
              "t26"."counts" AS "counts",
              "t26"."run_rate_micros" AS "run_rate_micros",
              "t26"."before_terms_key" AS "before_terms_key",
              "t26"."before_run_rate_micros" AS "before_run_rate_micros",
              "t26"."was_in_force" AS "was_in_force",
              "t26"."was_counted" AS "was_counted",
              "t26"."is_followed" AS "is_followed",
              "t26"."is_involuntary" AS "is_involuntary",
              "t26"."is_mixed" AS "is_mixed",
              "t26"."is_other_plan" AS "is_other_plan",
              "t26"."is_swapped" AS "is_swapped",
              "t26"."is_other_quantity" AS "is_other_quantity",
              "t26"."is_other_discount" AS "is_other_discount",
              "t26"."others" AS "others",
              "t26"."cause" AS "cause",
              "t26"."day" AS "day",
              "t26"."native_micros" AS "native_micros",
              "t3"."subscription_key" AS "subscription_key_right",
              "t3"."day" AS "day_right",
              "t3"."begun" AS "begun",
              "t3"."ended" AS "ended",
              "t3"."change" AS "change",
              "t3"."counted" AS "counted"
            FROM (
              SELECT
                *
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
                  "t6"."before_terms_key" AS "before_terms_key",
                  "t6"."before_run_rate_micros" AS "before_run_rate_micros",
                  "t6"."was_in_force" AS "was_in_force",
                  "t6"."was_counted" AS "was_counted",
                  "t6"."is_followed" AS "is_followed",
                  "t6"."is_involuntary" AS "is_involuntary",
                  "t6"."is_mixed" AS "is_mixed",
                  "t6"."is_other_plan" AS "is_other_plan",
                  "t6"."is_swapped" AS "is_swapped",
                  "t6"."is_other_quantity" AS "is_other_quantity",
                  "t6"."is_other_discount" AS "is_other_discount",
                  "t6"."others" AS "others",
                  "t6"."cause" AS "cause",
                  "t6"."starts_day" AS "day",
                  accurateCast(
                    toInt128(CASE WHEN "t6"."counts" THEN "t6"."run_rate_micros" ELSE 0 END) - toInt128(CASE WHEN "t6"."was_counted" THEN "t6"."before_run_rate_micros" ELSE 0 END),
                    'Nullable(Int64)'
                  ) AS "native_micros"
                FROM (
                  SELECT
                    *
                  FROM "boundaries" AS "t2"
                  WHERE
                    (
                      "t2"."counts" OR "t2"."was_counted"
                    ) AND NOT (
                      "t2"."is_mixed"
                    )
                ) AS "t6"
              ) AS "t15"
              WHERE
                "t15"."native_micros" <> 0
            ) AS "t26"
            LEFT OUTER JOIN "siblings" AS "t3"
              ON "t26"."subscription_key" = "t3"."subscription_key" AND "t26"."day" = "t3"."day"
          ) AS "t35"
        ) AS "t38"
      ) AS "t40"
    ) AS "t41"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t37"."customer_key" AS "customer_key",
        "t37"."subscription_key" AS "subscription_key",
        "t37"."item_key" AS "item_key",
        "t37"."terms_key" AS "terms_key",
        "t37"."day" AS "day",
        "t37"."cause" AS "cause",
        "t37"."native_micros" AS "native_micros",
        "t37"."part" AS "part",
        "t37"."source_key" AS "source_key",
        "t37"."row" AS "row"
      FROM (
        SELECT
          "t25"."customer_key" AS "customer_key",
          "t25"."subscription_key" AS "subscription_key",
          "t25"."item_key" AS "item_key",
          "t25"."terms_key" AS "terms_key",
          "t25"."source_key" AS "source_key",
          "t25"."row" AS "row",
          "t25"."starts_day" AS "starts_day",
          "t25"."ends_day" AS "ends_day",
          "t25"."counts" AS "counts",
          "t25"."run_rate_micros" AS "run_rate_micros",
          "t25"."before_terms_key" AS "before_terms_key",
          "t25"."before_run_rate_micros" AS "before_run_rate_micros",
          "t25"."was_in_force" AS "was_in_force",
          "t25"."was_counted" AS "was_counted",
          "t25"."is_followed" AS "is_followed",
          "t25"."is_involuntary" AS "is_involuntary",
          "t25"."is_mixed" AS "is_mixed",
          "t25"."is_other_plan" AS "is_other_plan",
          "t25"."is_swapped" AS "is_swapped",
          "t25"."is_other_quantity" AS "is_other_quantity",
          "t25"."is_other_discount" AS "is_other_discount",
          "t25"."others" AS "others",
          CASE
            WHEN COALESCE("t25"."begun" > 0, FALSE)
            THEN 'plan'
            WHEN COALESCE("t25"."counted" > 0, FALSE)
            THEN 'removal'
            WHEN "t25"."is_involuntary"
            THEN 'delinquency'
            ELSE 'cancel'
          END AS "cause",
          "t25"."day" AS "day",
          "t25"."begun" AS "begun",
          "t25"."ended" AS "ended",
          "t25"."change" AS "change",
          "t25"."counted" AS "counted",
          accurateCast(-(
            toInt128("t25"."run_rate_micros")
          ), 'Nullable(Int64)') AS "native_micros",
          0 AS "part"
        FROM (
          SELECT
            "t21".*
            EXCEPT ("day_right", "subscription_key_right")
          FROM (
            SELECT
              "t10"."customer_key" AS "customer_key",
              "t10"."subscription_key" AS "subscription_key",
              "t10"."item_key" AS "item_key",
              "t10"."terms_key" AS "terms_key",
              "t10"."source_key" AS "source_key",
              "t10"."row" AS "row",
              "t10"."starts_day" AS "starts_day",
              "t10"."ends_day" AS "ends_day",
              "t10"."counts" AS "counts",
              "t10"."run_rate_micros" AS "run_rate_micros",
              "t10"."before_terms_key" AS "before_terms_key",
              "t10"."before_run_rate_micros" AS "before_run_rate_micros",
              "t10"."was_in_force" AS "was_in_force",
              "t10"."was_counted" AS "was_counted",
              "t10"."is_followed" AS "is_followed",
              "t10"."is_involuntary" AS "is_involuntary",
              "t10"."is_mixed" AS "is_mixed",
              "t10"."is_other_plan" AS "is_other_plan",
              "t10"."is_swapped" AS "is_swapped",
              "t10"."is_other_quantity" AS "is_other_quantity",
              "t10"."is_other_discount" AS "is_other_discount",
              "t10"."others" AS "others",
              "t10"."cause" AS "cause",
              "t10"."day" AS "day",
              "t3"."subscription_key" AS "subscription_key_right",
              "t3"."day" AS "day_right",
              "t3"."begun" AS "begun",
              "t3"."ended" AS "ended",
              "t3"."change" AS "change",
              "t3"."counted" AS "counted"
            FROM (
              SELECT
                "t5"."customer_key" AS "customer_key",
                "t5"."subscription_key" AS "subscription_key",
                "t5"."item_key" AS "item_key",
                "t5"."terms_key" AS "terms_key",
                "t5"."source_key" AS "source_key",
                "t5"."row" AS "row",
                "t5"."starts_day" AS "starts_day",
                "t5"."ends_day" AS "ends_day",
                "t5"."counts" AS "counts",
                "t5"."run_rate_micros" AS "run_rate_micros",
                "t5"."before_terms_key" AS "before_terms_key",
                "t5"."before_run_rate_micros" AS "before_run_rate_micros",
                "t5"."was_in_force" AS "was_in_force",
                "t5"."was_counted" AS "was_counted",
                "t5"."is_followed" AS "is_followed",
                "t5"."is_involuntary" AS "is_involuntary",
                "t5"."is_mixed" AS "is_mixed",
                "t5"."is_other_plan" AS "is_other_plan",
                "t5"."is_swapped" AS "is_swapped",
                "t5"."is_other_quantity" AS "is_other_quantity",
                "t5"."is_other_discount" AS "is_other_discount",
                "t5"."others" AS "others",
                "t5"."cause" AS "cause",
                "t5"."ends_day" AS "day"
              FROM (
                SELECT
                  *
                FROM "boundaries" AS "t2"
                WHERE
                  "t2"."counts"
                  AND NOT (
                    "t2"."is_followed"
                  )
                  AND "t2"."run_rate_micros" <> 0
                  AND "t2"."ends_day" < toDate32('9999-12-31')
              ) AS "t5"
            ) AS "t10"
            LEFT OUTER JOIN "siblings" AS "t3"
              ON "t10"."subscription_key" = "t3"."subscription_key" AND "t10"."day" = "t3"."day"
          ) AS "t21"
        ) AS "t25"
      ) AS "t37"
    ) AS "t39"
  ) AS "t42"
) AS "t43"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t28"."customer_key" AS "customer_key",
        "t28"."subscription_key" AS "subscription_key",
        "t28"."item_key" AS "item_key",
        "t28"."terms_key" AS "terms_key",
        "t28"."day" AS "day",
        "t28"."cause" AS "cause",
        "t28"."native_micros" AS "native_micros",
        "t28"."part" AS "part",
        "t28"."source_key" AS "source_key",
        "t28"."row" AS "row"
      FROM (
        SELECT
          "t19"."customer_key" AS "customer_key",
          "t19"."subscription_key" AS "subscription_key",
          "t19"."item_key" AS "item_key",
          "t19"."terms_key" AS "terms_key",
          "t19"."day" AS "day",
          "t19"."source_key" AS "source_key",
          "t19"."row" AS "row",
          "t19"."before_terms_key" AS "before_terms_key",
          "t19"."before_run_rate_micros" AS "before_run_rate_micros",
          "t19"."is_other_plan" AS "is_other_plan",
          "t19"."is_swapped" AS "is_swapped",
          "t19"."quantity_effect" AS "quantity_effect",
          "t19"."discount_effect" AS "discount_effect",
          "t19"."price_effect" AS "price_effect",
          "t19"."cause" AS "cause",
          "t19"."out" AS "out",
          "t19"."out" AS "native_micros",
          0 AS "part"
        FROM (
          SELECT
            "t14"."customer_key" AS "customer_key",
            "t14"."subscription_key" AS "subscription_key",
            "t14"."item_key" AS "item_key",
            "t14"."before_terms_key" AS "terms_key",
            "t14"."day" AS "day",
            "t14"."source_key" AS "source_key",
            "t14"."row" AS "row",
            "t14"."before_terms_key" AS "before_terms_key",
            "t14"."before_run_rate_micros" AS "before_run_rate_micros",
            "t14"."is_other_plan" AS "is_other_plan",
            "t14"."is_swapped" AS "is_swapped",
            "t14"."quantity_effect" AS "quantity_effect",
            "t14"."discount_effect" AS "discount_effect",
            "t14"."price_effect" AS "price_effect",
            "t14"."cause" AS "cause",
            accurateCast(-(
              toInt128("t14"."before_run_rate_micros")
            ), 'Nullable(Int64)') AS "out"
          FROM "t9" AS "t14"
        ) AS "t19"
      ) AS "t28"
    ) AS "t31"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t16"."customer_key" AS "customer_key",
        "t16"."subscription_key" AS "subscription_key",
        "t16"."item_key" AS "item_key",
        "t16"."terms_key" AS "terms_key",
        "t16"."day" AS "day",
        "t16"."cause" AS "cause",
        "t16"."native_micros" AS "native_micros",
        "t16"."part" AS "part",
        "t16"."source_key" AS "source_key",
        "t16"."row" AS "row"
      FROM (
        SELECT
          "t12"."customer_key" AS "customer_key",
          "t12"."subscription_key" AS "subscription_key",
          "t12"."item_key" AS "item_key",
          "t12"."terms_key" AS "terms_key",
          "t12"."day" AS "day",
          "t12"."source_key" AS "source_key",
          "t12"."row" AS "row",
          "t12"."before_terms_key" AS "before_terms_key",
          "t12"."before_run_rate_micros" AS "before_run_rate_micros",
          "t12"."is_other_plan" AS "is_other_plan",
          "t12"."is_swapped" AS "is_swapped",
          "t12"."quantity_effect" AS "quantity_effect",
          "t12"."discount_effect" AS "discount_effect",
          "t12"."price_effect" AS "price_effect",
          'quantity' AS "cause",
          "t12"."quantity_effect" AS "native_micros",
          1 AS "part"
        FROM (
          SELECT
            *
          FROM "t4" AS "t7"
          WHERE
            "t7"."quantity_effect" <> 0
        ) AS "t12"
      ) AS "t16"
    ) AS "t23"
  ) AS "t33"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t29"."customer_key" AS "customer_key",
        "t29"."subscription_key" AS "subscription_key",
        "t29"."item_key" AS "item_key",
        "t29"."terms_key" AS "terms_key",
        "t29"."day" AS "day",
        "t29"."cause" AS "cause",
        "t29"."native_micros" AS "native_micros",
        "t29"."part" AS "part",
        "t29"."source_key" AS "source_key",
        "t29"."row" AS "row"
      FROM (
        SELECT
          "t20"."customer_key" AS "customer_key",
          "t20"."subscription_key" AS "subscription_key",
          "t20"."item_key" AS "item_key",
          "t20"."terms_key" AS "terms_key",
          "t20"."day" AS "day",
          "t20"."source_key" AS "source_key",
          "t20"."row" AS "row",
          "t20"."before_terms_key" AS "before_terms_key",
          "t20"."before_run_rate_micros" AS "before_run_rate_micros",
          "t20"."is_other_plan" AS "is_other_plan",
          "t20"."is_swapped" AS "is_swapped",
          "t20"."quantity_effect" AS "quantity_effect",
          "t20"."discount_effect" AS "discount_effect",
          "t20"."price_effect" AS "price_effect",
          "t20"."cause" AS "cause",
          "t20"."into" AS "into",
          "t20"."into" AS "native_micros",
          2 AS "part"
        FROM (
          SELECT
            "t14"."customer_key" AS "customer_key",
            "t14"."subscription_key" AS "subscription_key",
            "t14"."item_key" AS "item_key",
            "t14"."terms_key" AS "terms_key",
            "t14"."day" AS "day",
            "t14"."source_key" AS "source_key",
            "t14"."row" AS "row",
            "t14"."before_terms_key" AS "before_terms_key",
            "t14"."before_run_rate_micros" AS "before_run_rate_micros",
            "t14"."is_other_plan" AS "is_other_plan",
            "t14"."is_swapped" AS "is_swapped",
            "t14"."quantity_effect" AS "quantity_effect",
            "t14"."discount_effect" AS "discount_effect",
            "t14"."price_effect" AS "price_effect",
            "t14"."cause" AS "cause",
            accurateCast(
              toInt128("t14"."before_run_rate_micros") + toInt128("t14"."price_effect"),
              'Nullable(Int64)'
            ) AS "into"
          FROM "t9" AS "t14"
        ) AS "t20"
      ) AS "t29"
    ) AS "t32"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t27"."customer_key" AS "customer_key",
        "t27"."subscription_key" AS "subscription_key",
        "t27"."item_key" AS "item_key",
        "t27"."terms_key" AS "terms_key",
        "t27"."day" AS "day",
        "t27"."cause" AS "cause",
        "t27"."native_micros" AS "native_micros",
        "t27"."part" AS "part",
        "t27"."source_key" AS "source_key",
        "t27"."row" AS "row"
      FROM (
        SELECT
          "t18"."customer_key" AS "customer_key",
          "t18"."subscription_key" AS "subscription_key",
          "t18"."item_key" AS "item_key",
          "t18"."terms_key" AS "terms_key",
          "t18"."day" AS "day",
          "t18"."source_key" AS "source_key",
          "t18"."row" AS "row",
          "t18"."before_terms_key" AS "before_terms_key",
          "t18"."before_run_rate_micros" AS "before_run_rate_micros",
          "t18"."is_other_plan" AS "is_other_plan",
          "t18"."is_swapped" AS "is_swapped",
          "t18"."quantity_effect" AS "quantity_effect",
          "t18"."discount_effect" AS "discount_effect",
          "t18"."price_effect" AS "price_effect",
          'price' AS "cause",
          "t18"."price_effect" AS "native_micros",
          2 AS "part"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "t4" AS "t7"
            WHERE
              NOT (
                "t7"."is_swapped"
              )
          ) AS "t11"
          WHERE
            "t11"."price_effect" <> 0
        ) AS "t18"
      ) AS "t27"
    ) AS "t30"
  ) AS "t34"
) AS "t36"
