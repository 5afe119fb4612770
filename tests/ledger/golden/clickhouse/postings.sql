WITH "t10" AS NOT MATERIALIZED (
  SELECT
    "t1"."customer_key" AS "customer_key",
    "t1"."subscription_key" AS "subscription_key",
    "t1"."item_key" AS "item_key",
    "t1"."terms_key" AS "terms_key",
    "t1"."day" AS "day",
    "t1"."source_key" AS "source_key",
    "t1"."row" AS "row",
    "t1"."before_terms_key" AS "before_terms_key",
    "t1"."before_run_rate_micros" AS "before_run_rate_micros",
    "t1"."is_other_plan" AS "is_other_plan",
    "t1"."is_swapped" AS "is_swapped",
    "t1"."quantity_effect" AS "quantity_effect",
    "t1"."discount_effect" AS "discount_effect",
    "t1"."price_effect" AS "price_effect",
    CASE WHEN "t1"."is_other_plan" THEN 'plan' ELSE 'price' END AS "cause"
  FROM "effects" AS "t1"
), "t19" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t10" AS "t14"
  WHERE
    "t14"."is_swapped"
)
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
        "t53"."customer_key" AS "customer_key",
        "t53"."subscription_key" AS "subscription_key",
        "t53"."item_key" AS "item_key",
        "t53"."terms_key" AS "terms_key",
        "t53"."day" AS "day",
        "t53"."cause" AS "cause",
        "t53"."native_micros" AS "native_micros",
        "t53"."part" AS "part",
        "t53"."source_key" AS "source_key",
        "t53"."row" AS "row"
      FROM (
        SELECT
          "t49"."customer_key" AS "customer_key",
          "t49"."subscription_key" AS "subscription_key",
          "t49"."item_key" AS "item_key",
          "t49"."terms_key" AS "terms_key",
          "t49"."source_key" AS "source_key",
          "t49"."row" AS "row",
          "t49"."starts_day" AS "starts_day",
          "t49"."ends_day" AS "ends_day",
          "t49"."counts" AS "counts",
          "t49"."run_rate_micros" AS "run_rate_micros",
          "t49"."unit_amount_micros" AS "unit_amount_micros",
          "t49"."quantity_micros" AS "quantity_micros",
          "t49"."discount_percent_micros" AS "discount_percent_micros",
          "t49"."discount_amount_micros" AS "discount_amount_micros",
          "t49"."tax_percent_micros" AS "tax_percent_micros",
          "t49"."cancel_reason" AS "cancel_reason",
          "t49"."before_terms_key" AS "before_terms_key",
          "t49"."before_run_rate_micros" AS "before_run_rate_micros",
          "t49"."before_unit_amount_micros" AS "before_unit_amount_micros",
          "t49"."before_quantity_micros" AS "before_quantity_micros",
          "t49"."before_discount_percent_micros" AS "before_discount_percent_micros",
          "t49"."before_discount_amount_micros" AS "before_discount_amount_micros",
          "t49"."before_tax_percent_micros" AS "before_tax_percent_micros",
          "t49"."was_in_force" AS "was_in_force",
          "t49"."was_counted" AS "was_counted",
          "t49"."is_followed" AS "is_followed",
          "t49"."day" AS "day",
          "t49"."before_status" AS "before_status",
          "t49"."begun" AS "begun",
          "t49"."ended" AS "ended",
          "t49"."change" AS "change",
          "t49"."counted" AS "counted",
          CASE
            WHEN "t49"."was_in_force"
            AND COALESCE("t49"."before_status" IN ('paused', 'past_due', 'unpaid', 'incomplete'), FALSE)
            THEN 'resume'
            WHEN "t49"."was_in_force"
            THEN 'start'
            WHEN COALESCE("t49"."ended" > 0, FALSE)
            THEN 'plan'
            WHEN COALESCE((
              "t49"."counted" - "t49"."change"
            ) > 0, FALSE)
            THEN 'add_on'
            ELSE 'start'
          END AS "cause",
          "t49"."run_rate_micros" AS "native_micros",
          0 AS "part"
        FROM (
          SELECT
            "t47".*
            EXCEPT ("day_right", "subscription_key_right")
          FROM (
            SELECT
              "t37"."customer_key" AS "customer_key",
              "t37"."subscription_key" AS "subscription_key",
              "t37"."item_key" AS "item_key",
              "t37"."terms_key" AS "terms_key",
              "t37"."source_key" AS "source_key",
              "t37"."row" AS "row",
              "t37"."starts_day" AS "starts_day",
              "t37"."ends_day" AS "ends_day",
              "t37"."counts" AS "counts",
              "t37"."run_rate_micros" AS "run_rate_micros",
              "t37"."unit_amount_micros" AS "unit_amount_micros",
              "t37"."quantity_micros" AS "quantity_micros",
              "t37"."discount_percent_micros" AS "discount_percent_micros",
              "t37"."discount_amount_micros" AS "discount_amount_micros",
              "t37"."tax_percent_micros" AS "tax_percent_micros",
              "t37"."cancel_reason" AS "cancel_reason",
              "t37"."before_terms_key" AS "before_terms_key",
              "t37"."before_run_rate_micros" AS "before_run_rate_micros",
              "t37"."before_unit_amount_micros" AS "before_unit_amount_micros",
              "t37"."before_quantity_micros" AS "before_quantity_micros",
              "t37"."before_discount_percent_micros" AS "before_discount_percent_micros",
              "t37"."before_discount_amount_micros" AS "before_discount_amount_micros",
              "t37"."before_tax_percent_micros" AS "before_tax_percent_micros",
              "t37"."was_in_force" AS "was_in_force",
              "t37"."was_counted" AS "was_counted",
              "t37"."is_followed" AS "is_followed",
              "t37"."day" AS "day",
              "t37"."before_status" AS "before_status",
              "t4"."subscription_key" AS "subscription_key_right",
              "t4"."day" AS "day_right",
              "t4"."begun" AS "begun",
              "t4"."ended" AS "ended",
              "t4"."change" AS "change",
              "t4"."counted" AS "counted"
            FROM (
              SELECT
                "t27".*
                EXCEPT ("before_terms_key_right")
              FROM (
                SELECT
                  "t17"."customer_key" AS "customer_key",
                  "t17"."subscription_key" AS "subscription_key",
                  "t17"."item_key" AS "item_key",
                  "t17"."terms_key" AS "terms_key",
                  "t17"."source_key" AS "source_key",
                  "t17"."row" AS "row",
                  "t17"."starts_day" AS "starts_day",
                  "t17"."ends_day" AS "ends_day",
                  "t17"."counts" AS "counts",
                  "t17"."run_rate_micros" AS "run_rate_micros",
                  "t17"."unit_amount_micros" AS "unit_amount_micros",
                  "t17"."quantity_micros" AS "quantity_micros",
                  "t17"."discount_percent_micros" AS "discount_percent_micros",
                  "t17"."discount_amount_micros" AS "discount_amount_micros",
                  "t17"."tax_percent_micros" AS "tax_percent_micros",
                  "t17"."cancel_reason" AS "cancel_reason",
                  "t17"."before_terms_key" AS "before_terms_key",
                  "t17"."before_run_rate_micros" AS "before_run_rate_micros",
                  "t17"."before_unit_amount_micros" AS "before_unit_amount_micros",
                  "t17"."before_quantity_micros" AS "before_quantity_micros",
                  "t17"."before_discount_percent_micros" AS "before_discount_percent_micros",
                  "t17"."before_discount_amount_micros" AS "before_discount_amount_micros",
                  "t17"."before_tax_percent_micros" AS "before_tax_percent_micros",
                  "t17"."was_in_force" AS "was_in_force",
                  "t17"."was_counted" AS "was_counted",
                  "t17"."is_followed" AS "is_followed",
                  "t17"."day" AS "day",
                  "t12"."before_terms_key" AS "before_terms_key_right",
                  "t12"."before_status" AS "before_status"
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
                    "t8"."cancel_reason" AS "cancel_reason",
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
                    "t8"."starts_day" AS "day"
                  FROM (
                    SELECT
                      *
                    FROM "boundaries" AS "t0"
                    WHERE
                      "t0"."counts" AND NOT (
                        "t0"."was_counted"
                      ) AND "t0"."run_rate_micros" <> 0
                  ) AS "t8"
                ) AS "t17"
                LEFT OUTER JOIN (
                  SELECT
                    "t3"."terms_key" AS "before_terms_key",
                    "t3"."status" AS "before_status"
                  FROM "rules" AS "t3"
                ) AS "t12"
                  ON "t17"."before_terms_key" = "t12"."before_terms_key"
              ) AS "t27"
            ) AS "t37"
            LEFT OUTER JOIN "siblings" AS "t4"
              ON "t37"."subscription_key" = "t4"."subscription_key" AND "t37"."day" = "t4"."day"
          ) AS "t47"
        ) AS "t49"
      ) AS "t53"
    ) AS "t54"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t36"."customer_key" AS "customer_key",
        "t36"."subscription_key" AS "subscription_key",
        "t36"."item_key" AS "item_key",
        "t36"."terms_key" AS "terms_key",
        "t36"."day" AS "day",
        "t36"."cause" AS "cause",
        "t36"."native_micros" AS "native_micros",
        "t36"."part" AS "part",
        "t36"."source_key" AS "source_key",
        "t36"."row" AS "row"
      FROM (
        SELECT
          "t24"."customer_key" AS "customer_key",
          "t24"."subscription_key" AS "subscription_key",
          "t24"."item_key" AS "item_key",
          "t24"."before_terms_key" AS "terms_key",
          "t24"."source_key" AS "source_key",
          "t24"."row" AS "row",
          "t24"."starts_day" AS "starts_day",
          "t24"."ends_day" AS "ends_day",
          "t24"."counts" AS "counts",
          "t24"."run_rate_micros" AS "run_rate_micros",
          "t24"."unit_amount_micros" AS "unit_amount_micros",
          "t24"."quantity_micros" AS "quantity_micros",
          "t24"."discount_percent_micros" AS "discount_percent_micros",
          "t24"."discount_amount_micros" AS "discount_amount_micros",
          "t24"."tax_percent_micros" AS "tax_percent_micros",
          "t24"."cancel_reason" AS "cancel_reason",
          "t24"."before_terms_key" AS "before_terms_key",
          "t24"."before_run_rate_micros" AS "before_run_rate_micros",
          "t24"."before_unit_amount_micros" AS "before_unit_amount_micros",
          "t24"."before_quantity_micros" AS "before_quantity_micros",
          "t24"."before_discount_percent_micros" AS "before_discount_percent_micros",
          "t24"."before_discount_amount_micros" AS "before_discount_amount_micros",
          "t24"."before_tax_percent_micros" AS "before_tax_percent_micros",
          "t24"."was_in_force" AS "was_in_force",
          "t24"."was_counted" AS "was_counted",
          "t24"."is_followed" AS "is_followed",
          "t24"."status" AS "status",
          "t24"."starts_day" AS "day",
          CASE
            WHEN "t24"."status" = 'paused'
            THEN 'pause'
            WHEN "t24"."status" IN ('past_due', 'unpaid', 'incomplete')
            THEN 'delinquency'
            ELSE 'cancel'
          END AS "cause",
          -(
            "t24"."before_run_rate_micros"
          ) AS "native_micros",
          0 AS "part"
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
            "t13"."cancel_reason" AS "cancel_reason",
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
            "t11"."status" AS "status"
          FROM (
            SELECT
              *
            FROM "boundaries" AS "t0"
            WHERE
              "t0"."was_counted"
              AND NOT (
                "t0"."counts"
              )
              AND "t0"."before_run_rate_micros" <> 0
          ) AS "t13"
          INNER JOIN (
            SELECT
              "t3"."terms_key" AS "terms_key",
              "t3"."status" AS "status"
            FROM "rules" AS "t3"
          ) AS "t11"
            ON "t13"."terms_key" = "t11"."terms_key"
        ) AS "t24"
      ) AS "t36"
    ) AS "t41"
  ) AS "t55"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t50"."customer_key" AS "customer_key",
        "t50"."subscription_key" AS "subscription_key",
        "t50"."item_key" AS "item_key",
        "t50"."terms_key" AS "terms_key",
        "t50"."day" AS "day",
        "t50"."cause" AS "cause",
        "t50"."native_micros" AS "native_micros",
        "t50"."part" AS "part",
        "t50"."source_key" AS "source_key",
        "t50"."row" AS "row"
      FROM (
        SELECT
          "t33"."customer_key" AS "customer_key",
          "t33"."subscription_key" AS "subscription_key",
          "t33"."item_key" AS "item_key",
          "t33"."terms_key" AS "terms_key",
          "t33"."source_key" AS "source_key",
          "t33"."row" AS "row",
          "t33"."starts_day" AS "starts_day",
          "t33"."ends_day" AS "ends_day",
          "t33"."counts" AS "counts",
          "t33"."run_rate_micros" AS "run_rate_micros",
          "t33"."unit_amount_micros" AS "unit_amount_micros",
          "t33"."quantity_micros" AS "quantity_micros",
          "t33"."discount_percent_micros" AS "discount_percent_micros",
          "t33"."discount_amount_micros" AS "discount_amount_micros",
          "t33"."tax_percent_micros" AS "tax_percent_micros",
          "t33"."cancel_reason" AS "cancel_reason",
          "t33"."before_terms_key" AS "before_terms_key",
          "t33"."before_run_rate_micros" AS "before_run_rate_micros",
          "t33"."before_unit_amount_micros" AS "before_unit_amount_micros",
          "t33"."before_quantity_micros" AS "before_quantity_micros",
          "t33"."before_discount_percent_micros" AS "before_discount_percent_micros",
          "t33"."before_discount_amount_micros" AS "before_discount_amount_micros",
          "t33"."before_tax_percent_micros" AS "before_tax_percent_micros",
          "t33"."was_in_force" AS "was_in_force",
          "t33"."was_counted" AS "was_counted",
          "t33"."is_followed" AS "is_followed",
          "t33"."day" AS "day",
          "t33"."begun" AS "begun",
          "t33"."ended" AS "ended",
          "t33"."change" AS "change",
          "t33"."counted" AS "counted",
          CASE
            WHEN COALESCE("t33"."begun" > 0, FALSE)
            THEN 'plan'
            WHEN COALESCE("t33"."counted" > 0, FALSE)
            THEN 'removal'
            WHEN COALESCE(LOWER("t33"."cancel_reason") = 'involuntary', FALSE)
            THEN 'delinquency'
            ELSE 'cancel'
          END AS "cause",
          -(
            "t33"."run_rate_micros"
          ) AS "native_micros",
          0 AS "part"
        FROM (
          SELECT
            "t28".*
            EXCEPT ("day_right", "subscription_key_right")
          FROM (
            SELECT
              "t18"."customer_key" AS "customer_key",
              "t18"."subscription_key" AS "subscription_key",
              "t18"."item_key" AS "item_key",
              "t18"."terms_key" AS "terms_key",
              "t18"."source_key" AS "source_key",
              "t18"."row" AS "row",
              "t18"."starts_day" AS "starts_day",
              "t18"."ends_day" AS "ends_day",
              "t18"."counts" AS "counts",
              "t18"."run_rate_micros" AS "run_rate_micros",
              "t18"."unit_amount_micros" AS "unit_amount_micros",
              "t18"."quantity_micros" AS "quantity_micros",
              "t18"."discount_percent_micros" AS "discount_percent_micros",
              "t18"."discount_amount_micros" AS "discount_amount_micros",
              "t18"."tax_percent_micros" AS "tax_percent_micros",
              "t18"."cancel_reason" AS "cancel_reason",
              "t18"."before_terms_key" AS "before_terms_key",
              "t18"."before_run_rate_micros" AS "before_run_rate_micros",
              "t18"."before_unit_amount_micros" AS "before_unit_amount_micros",
              "t18"."before_quantity_micros" AS "before_quantity_micros",
              "t18"."before_discount_percent_micros" AS "before_discount_percent_micros",
              "t18"."before_discount_amount_micros" AS "before_discount_amount_micros",
              "t18"."before_tax_percent_micros" AS "before_tax_percent_micros",
              "t18"."was_in_force" AS "was_in_force",
              "t18"."was_counted" AS "was_counted",
              "t18"."is_followed" AS "is_followed",
              "t18"."day" AS "day",
              "t4"."subscription_key" AS "subscription_key_right",
              "t4"."day" AS "day_right",
              "t4"."begun" AS "begun",
              "t4"."ended" AS "ended",
              "t4"."change" AS "change",
              "t4"."counted" AS "counted"
            FROM (
              SELECT
                "t9"."customer_key" AS "customer_key",
                "t9"."subscription_key" AS "subscription_key",
                "t9"."item_key" AS "item_key",
                "t9"."terms_key" AS "terms_key",
                "t9"."source_key" AS "source_key",
                "t9"."row" AS "row",
                "t9"."starts_day" AS "starts_day",
                "t9"."ends_day" AS "ends_day",
                "t9"."counts" AS "counts",
                "t9"."run_rate_micros" AS "run_rate_micros",
                "t9"."unit_amount_micros" AS "unit_amount_micros",
                "t9"."quantity_micros" AS "quantity_micros",
                "t9"."discount_percent_micros" AS "discount_percent_micros",
                "t9"."discount_amount_micros" AS "discount_amount_micros",
                "t9"."tax_percent_micros" AS "tax_percent_micros",
                "t9"."cancel_reason" AS "cancel_reason",
                "t9"."before_terms_key" AS "before_terms_key",
                "t9"."before_run_rate_micros" AS "before_run_rate_micros",
                "t9"."before_unit_amount_micros" AS "before_unit_amount_micros",
                "t9"."before_quantity_micros" AS "before_quantity_micros",
                "t9"."before_discount_percent_micros" AS "before_discount_percent_micros",
                "t9"."before_discount_amount_micros" AS "before_discount_amount_micros",
                "t9"."before_tax_percent_micros" AS "before_tax_percent_micros",
                "t9"."was_in_force" AS "was_in_force",
                "t9"."was_counted" AS "was_counted",
                "t9"."is_followed" AS "is_followed",
                "t9"."ends_day" AS "day"
              FROM (
                SELECT
                  *
                FROM "boundaries" AS "t0"
                WHERE
                  "t0"."counts"
                  AND NOT (
                    "t0"."is_followed"
                  )
                  AND "t0"."run_rate_micros" <> 0
                  AND "t0"."ends_day" < toDate('9999-12-31')
              ) AS "t9"
            ) AS "t18"
            LEFT OUTER JOIN "siblings" AS "t4"
              ON "t18"."subscription_key" = "t4"."subscription_key" AND "t18"."day" = "t4"."day"
          ) AS "t28"
        ) AS "t33"
      ) AS "t50"
    ) AS "t51"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t39"."customer_key" AS "customer_key",
        "t39"."subscription_key" AS "subscription_key",
        "t39"."item_key" AS "item_key",
        "t39"."terms_key" AS "terms_key",
        "t39"."day" AS "day",
        "t39"."cause" AS "cause",
        "t39"."native_micros" AS "native_micros",
        "t39"."part" AS "part",
        "t39"."source_key" AS "source_key",
        "t39"."row" AS "row"
      FROM (
        SELECT
          "t30"."customer_key" AS "customer_key",
          "t30"."subscription_key" AS "subscription_key",
          "t30"."item_key" AS "item_key",
          "t30"."terms_key" AS "terms_key",
          "t30"."day" AS "day",
          "t30"."source_key" AS "source_key",
          "t30"."row" AS "row",
          "t30"."before_terms_key" AS "before_terms_key",
          "t30"."before_run_rate_micros" AS "before_run_rate_micros",
          "t30"."is_other_plan" AS "is_other_plan",
          "t30"."is_swapped" AS "is_swapped",
          "t30"."quantity_effect" AS "quantity_effect",
          "t30"."discount_effect" AS "discount_effect",
          "t30"."price_effect" AS "price_effect",
          "t30"."cause" AS "cause",
          "t30"."out" AS "out",
          "t30"."out" AS "native_micros",
          0 AS "part"
        FROM (
          SELECT
            "t23"."customer_key" AS "customer_key",
            "t23"."subscription_key" AS "subscription_key",
            "t23"."item_key" AS "item_key",
            "t23"."before_terms_key" AS "terms_key",
            "t23"."day" AS "day",
            "t23"."source_key" AS "source_key",
            "t23"."row" AS "row",
            "t23"."before_terms_key" AS "before_terms_key",
            "t23"."before_run_rate_micros" AS "before_run_rate_micros",
            "t23"."is_other_plan" AS "is_other_plan",
            "t23"."is_swapped" AS "is_swapped",
            "t23"."quantity_effect" AS "quantity_effect",
            "t23"."discount_effect" AS "discount_effect",
            "t23"."price_effect" AS "price_effect",
            "t23"."cause" AS "cause",
            -(
              "t23"."before_run_rate_micros"
            ) AS "out"
          FROM "t19" AS "t23"
        ) AS "t30"
      ) AS "t39"
    ) AS "t43"
  ) AS "t52"
) AS "t56"
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
        "t25"."customer_key" AS "customer_key",
        "t25"."subscription_key" AS "subscription_key",
        "t25"."item_key" AS "item_key",
        "t25"."terms_key" AS "terms_key",
        "t25"."day" AS "day",
        "t25"."cause" AS "cause",
        "t25"."native_micros" AS "native_micros",
        "t25"."part" AS "part",
        "t25"."source_key" AS "source_key",
        "t25"."row" AS "row"
      FROM (
        SELECT
          "t21"."customer_key" AS "customer_key",
          "t21"."subscription_key" AS "subscription_key",
          "t21"."item_key" AS "item_key",
          "t21"."terms_key" AS "terms_key",
          "t21"."day" AS "day",
          "t21"."source_key" AS "source_key",
          "t21"."row" AS "row",
          "t21"."before_terms_key" AS "before_terms_key",
          "t21"."before_run_rate_micros" AS "before_run_rate_micros",
          "t21"."is_other_plan" AS "is_other_plan",
          "t21"."is_swapped" AS "is_swapped",
          "t21"."quantity_effect" AS "quantity_effect",
          "t21"."discount_effect" AS "discount_effect",
          "t21"."price_effect" AS "price_effect",
          'quantity' AS "cause",
          "t21"."quantity_effect" AS "native_micros",
          1 AS "part"
        FROM (
          SELECT
            *
          FROM "t10" AS "t14"
          WHERE
            "t14"."quantity_effect" <> 0
        ) AS "t21"
      ) AS "t25"
    ) AS "t34"
    UNION ALL
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
          "t31"."customer_key" AS "customer_key",
          "t31"."subscription_key" AS "subscription_key",
          "t31"."item_key" AS "item_key",
          "t31"."terms_key" AS "terms_key",
          "t31"."day" AS "day",
          "t31"."source_key" AS "source_key",
          "t31"."row" AS "row",
          "t31"."before_terms_key" AS "before_terms_key",
          "t31"."before_run_rate_micros" AS "before_run_rate_micros",
          "t31"."is_other_plan" AS "is_other_plan",
          "t31"."is_swapped" AS "is_swapped",
          "t31"."quantity_effect" AS "quantity_effect",
          "t31"."discount_effect" AS "discount_effect",
          "t31"."price_effect" AS "price_effect",
          "t31"."cause" AS "cause",
          "t31"."into" AS "into",
          "t31"."into" AS "native_micros",
          2 AS "part"
        FROM (
          SELECT
            "t23"."customer_key" AS "customer_key",
            "t23"."subscription_key" AS "subscription_key",
            "t23"."item_key" AS "item_key",
            "t23"."terms_key" AS "terms_key",
            "t23"."day" AS "day",
            "t23"."source_key" AS "source_key",
            "t23"."row" AS "row",
            "t23"."before_terms_key" AS "before_terms_key",
            "t23"."before_run_rate_micros" AS "before_run_rate_micros",
            "t23"."is_other_plan" AS "is_other_plan",
            "t23"."is_swapped" AS "is_swapped",
            "t23"."quantity_effect" AS "quantity_effect",
            "t23"."discount_effect" AS "discount_effect",
            "t23"."price_effect" AS "price_effect",
            "t23"."cause" AS "cause",
            "t23"."before_run_rate_micros" + "t23"."price_effect" AS "into"
          FROM "t19" AS "t23"
        ) AS "t31"
      ) AS "t40"
    ) AS "t44"
  ) AS "t46"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t38"."customer_key" AS "customer_key",
        "t38"."subscription_key" AS "subscription_key",
        "t38"."item_key" AS "item_key",
        "t38"."terms_key" AS "terms_key",
        "t38"."day" AS "day",
        "t38"."cause" AS "cause",
        "t38"."native_micros" AS "native_micros",
        "t38"."part" AS "part",
        "t38"."source_key" AS "source_key",
        "t38"."row" AS "row"
      FROM (
        SELECT
          "t29"."customer_key" AS "customer_key",
          "t29"."subscription_key" AS "subscription_key",
          "t29"."item_key" AS "item_key",
          "t29"."terms_key" AS "terms_key",
          "t29"."day" AS "day",
          "t29"."source_key" AS "source_key",
          "t29"."row" AS "row",
          "t29"."before_terms_key" AS "before_terms_key",
          "t29"."before_run_rate_micros" AS "before_run_rate_micros",
          "t29"."is_other_plan" AS "is_other_plan",
          "t29"."is_swapped" AS "is_swapped",
          "t29"."quantity_effect" AS "quantity_effect",
          "t29"."discount_effect" AS "discount_effect",
          "t29"."price_effect" AS "price_effect",
          'price' AS "cause",
          "t29"."price_effect" AS "native_micros",
          2 AS "part"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "t10" AS "t14"
            WHERE
              NOT (
                "t14"."is_swapped"
              )
          ) AS "t20"
          WHERE
            "t20"."price_effect" <> 0
        ) AS "t29"
      ) AS "t38"
    ) AS "t42"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t26"."customer_key" AS "customer_key",
        "t26"."subscription_key" AS "subscription_key",
        "t26"."item_key" AS "item_key",
        "t26"."terms_key" AS "terms_key",
        "t26"."day" AS "day",
        "t26"."cause" AS "cause",
        "t26"."native_micros" AS "native_micros",
        "t26"."part" AS "part",
        "t26"."source_key" AS "source_key",
        "t26"."row" AS "row"
      FROM (
        SELECT
          "t22"."customer_key" AS "customer_key",
          "t22"."subscription_key" AS "subscription_key",
          "t22"."item_key" AS "item_key",
          "t22"."terms_key" AS "terms_key",
          "t22"."day" AS "day",
          "t22"."source_key" AS "source_key",
          "t22"."row" AS "row",
          "t22"."before_terms_key" AS "before_terms_key",
          "t22"."before_run_rate_micros" AS "before_run_rate_micros",
          "t22"."is_other_plan" AS "is_other_plan",
          "t22"."is_swapped" AS "is_swapped",
          "t22"."quantity_effect" AS "quantity_effect",
          "t22"."discount_effect" AS "discount_effect",
          "t22"."price_effect" AS "price_effect",
          'discount' AS "cause",
          "t22"."discount_effect" AS "native_micros",
          3 AS "part"
        FROM (
          SELECT
            *
          FROM "t10" AS "t14"
          WHERE
            "t14"."discount_effect" <> 0
        ) AS "t22"
      ) AS "t26"
    ) AS "t35"
  ) AS "t45"
) AS "t48"
