WITH "t6" AS (
  SELECT
    "t5"."customer_key" AS "customer_key",
    "t5"."subscription_key" AS "subscription_key",
    "t5"."item_key" AS "item_key",
    "t5"."terms_key" AS "terms_key",
    "t5"."starts_day" AS "starts_day",
    "t5"."ends_day" AS "ends_day",
    "t5"."unit_amount_micros" AS "unit_amount_micros",
    "t5"."quantity_micros" AS "quantity_micros",
    "t5"."discount_percent_micros" AS "discount_percent_micros",
    "t5"."discount_amount_micros" AS "discount_amount_micros",
    "t5"."tax_percent_micros" AS "tax_percent_micros",
    "t5"."cancel_requested_day" AS "cancel_requested_day",
    "t5"."cancel_reason" AS "cancel_reason",
    "t5"."committed_until" AS "committed_until",
    "t5"."signed_day" AS "signed_day",
    "t5"."source_key" AS "source_key",
    "t5"."row" AS "row",
    "t2"."offer_key" AS "offer_key",
    "t2"."currency_key" AS "currency_key",
    "t2"."currency" AS "currency",
    "t2"."status" AS "status",
    "t2"."counts" AS "counts",
    "t2"."counts_days" AS "counts_days",
    "t2"."is_recurring" AS "is_recurring",
    "t2"."is_held" AS "is_held",
    "t2"."is_discounted" AS "is_discounted",
    "t2"."tax_mode" AS "tax_mode",
    "t2"."numerator" AS "numerator",
    "t2"."denominator" AS "denominator",
    "t2"."month_rounding" AS "month_rounding",
    "t2"."renewal_months" AS "renewal_months",
    "t2"."renewal_days" AS "renewal_days"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "subscriptions" AS "t1"
      WHERE
        "t1"."load_id" <= 1
        AND (
          isNull("t1"."gone_load_id") OR (
            "t1"."gone_load_id" > 1
          )
        )
    ) AS "t3"
    WHERE
      "t3"."starts_day" < "t3"."ends_day"
  ) AS "t5"
  INNER JOIN "rules" AS "t2"
    ON "t5"."terms_key" = "t2"."terms_key"
)
SELECT
  "t24"."customer_key" AS "customer_key",
  "t24"."subscription_key" AS "subscription_key",
  "t24"."item_key" AS "item_key",
  "t24"."terms_key" AS "terms_key",
  "t24"."starts_day" AS "starts_day",
  "t24"."ends_day" AS "ends_day",
  CASE WHEN "t24"."is_recurring" THEN "t24"."worth_micros" ELSE 0 END AS "worth_micros",
  CASE
    WHEN "t24"."counts"
    THEN CASE WHEN "t24"."is_recurring" THEN "t24"."worth_micros" ELSE 0 END
    ELSE 0
  END AS "run_rate_micros",
  "t24"."counts" AND "t24"."is_recurring" AS "counts",
  "t24"."counts"
  AND (
    "t24"."is_recurring"
    AND (
      (
        "t24"."worth_micros" > 0
      ) OR (
        "t24"."listed_micros" > 0
      )
    )
  ) AS "is_paying",
  "t24"."unit_amount_micros" AS "unit_amount_micros",
  "t24"."quantity_micros" AS "quantity_micros",
  "t24"."discount_percent_micros" AS "discount_percent_micros",
  "t24"."discount_amount_micros" AS "discount_amount_micros",
  "t24"."tax_percent_micros" AS "tax_percent_micros",
  "t24"."cancel_requested_day" AS "cancel_requested_day",
  "t24"."cancel_reason" AS "cancel_reason",
  "t24"."committed_until" AS "committed_until",
  "t24"."signed_day" AS "signed_day",
  "t24"."source_key" AS "source_key",
  "t24"."row" AS "row"
FROM (
  SELECT
    "t23"."customer_key" AS "customer_key",
    "t23"."subscription_key" AS "subscription_key",
    "t23"."item_key" AS "item_key",
    "t23"."terms_key" AS "terms_key",
    "t23"."starts_day" AS "starts_day",
    "t23"."ends_day" AS "ends_day",
    "t23"."unit_amount_micros" AS "unit_amount_micros",
    "t23"."quantity_micros" AS "quantity_micros",
    "t23"."discount_percent_micros" AS "discount_percent_micros",
    "t23"."discount_amount_micros" AS "discount_amount_micros",
    "t23"."tax_percent_micros" AS "tax_percent_micros",
    "t23"."cancel_requested_day" AS "cancel_requested_day",
    "t23"."cancel_reason" AS "cancel_reason",
    "t23"."committed_until" AS "committed_until",
    "t23"."signed_day" AS "signed_day",
    "t23"."source_key" AS "source_key",
    "t23"."row" AS "row",
    "t23"."offer_key" AS "offer_key",
    "t23"."currency_key" AS "currency_key",
    "t23"."currency" AS "currency",
    "t23"."status" AS "status",
    "t23"."counts" AS "counts",
    "t23"."counts_days" AS "counts_days",
    "t23"."is_recurring" AS "is_recurring",
    "t23"."is_held" AS "is_held",
    "t23"."is_discounted" AS "is_discounted",
    "t23"."tax_mode" AS "tax_mode",
    "t23"."numerator" AS "numerator",
    "t23"."denominator" AS "denominator",
    "t23"."month_rounding" AS "month_rounding",
    "t23"."renewal_months" AS "renewal_months",
    "t23"."renewal_days" AS "renewal_days",
    "t23"."worth_micros" AS "worth_micros",
    "t23"."worth_micros" AS "listed_micros"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t8"."customer_key" AS "customer_key",
        "t8"."subscription_key" AS "subscription_key",
        "t8"."item_key" AS "item_key",
        "t8"."terms_key" AS "terms_key",
        "t8"."starts_day" AS "starts_day",
        "t8"."ends_day" AS "ends_day",
        "t8"."unit_amount_micros" AS "unit_amount_micros",
        "t8"."quantity_micros" AS "quantity_micros",
        "t8"."discount_percent_micros" AS "discount_percent_micros",
        "t8"."discount_amount_micros" AS "discount_amount_micros",
        "t8"."tax_percent_micros" AS "tax_percent_micros",
        "t8"."cancel_requested_day" AS "cancel_requested_day",
        "t8"."cancel_reason" AS "cancel_reason",
        "t8"."committed_until" AS "committed_until",
        "t8"."signed_day" AS "signed_day",
        "t8"."source_key" AS "source_key",
        "t8"."row" AS "row",
        "t8"."offer_key" AS "offer_key",
        "t8"."currency_key" AS "currency_key",
        "t8"."currency" AS "currency",
        "t8"."status" AS "status",
        "t8"."counts" AS "counts",
        "t8"."counts_days" AS "counts_days",
        "t8"."is_recurring" AS "is_recurring",
        "t8"."is_held" AS "is_held",
        "t8"."is_discounted" AS "is_discounted",
        "t8"."tax_mode" AS "tax_mode",
        "t8"."numerator" AS "numerator",
        "t8"."denominator" AS "denominator",
        "t8"."month_rounding" AS "month_rounding",
        "t8"."renewal_months" AS "renewal_months",
        "t8"."renewal_days" AS "renewal_days",
        accurateCast(
          toInt256(
            accurateCast(
              toInt256("t8"."unit_amount_micros") * toInt256(accurateCast(ROUND("t8"."quantity_micros" / 1000000, 0), 'Nullable(Int64)')),
              'Nullable(Int64)'
            )
          ) * toInt256("t8"."numerator"),
          'Nullable(Int64)'
        ) AS "worth_micros"
      FROM (
        SELECT
          *
        FROM "t6" AS "t7"
        WHERE
          (
            "t7"."quantity_micros" % 1000000
          ) = 0
          AND "t7"."quantity_micros" < toInt64('4503599627370496')
          AND (
            (
              (
                "t7"."discount_percent_micros" = 0
              )
              AND (
                "t7"."discount_amount_micros" = 0
              )
            )
            OR NOT (
              "t7"."is_discounted"
            )
          )
          AND (
            (
              "t7"."tax_percent_micros" = 0
            ) OR (
              "t7"."tax_mode" = 'none'
            )
          )
          AND "t7"."denominator" = 1
          AND "t7"."month_rounding" = 0
      ) AS "t8"
    ) AS "t10"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t21"."customer_key" AS "customer_key",
        "t21"."subscription_key" AS "subscription_key",
        "t21"."item_key" AS "item_key",
        "t21"."terms_key" AS "terms_key",
        "t21"."starts_day" AS "starts_day",
        "t21"."ends_day" AS "ends_day",
        "t21"."unit_amount_micros" AS "unit_amount_micros",
        "t21"."quantity_micros" AS "quantity_micros",
        "t21"."discount_percent_micros" AS "discount_percent_micros",
        "t21"."discount_amount_micros" AS "discount_amount_micros",
        "t21"."tax_percent_micros" AS "tax_percent_micros",
        "t21"."cancel_requested_day" AS "cancel_requested_day",
        "t21"."cancel_reason" AS "cancel_reason",
        "t21"."committed_until" AS "committed_until",
        "t21"."signed_day" AS "signed_day",
        "t21"."source_key" AS "source_key",
        "t21"."row" AS "row",
        "t21"."offer_key" AS "offer_key",
        "t21"."currency_key" AS "currency_key",
        "t21"."currency" AS "currency",
        "t21"."status" AS "status",
        "t21"."counts" AS "counts",
        "t21"."counts_days" AS "counts_days",
        "t21"."is_recurring" AS "is_recurring",
        "t21"."is_held" AS "is_held",
        "t21"."is_discounted" AS "is_discounted",
        "t21"."tax_mode" AS "tax_mode",
        "t21"."numerator" AS "numerator",
        "t21"."denominator" AS "denominator",
        "t21"."month_rounding" AS "month_rounding",
        "t21"."renewal_months" AS "renewal_months",
        "t21"."renewal_days" AS "renewal_days",
        "t21"."worth_micros" AS "worth_micros"
      FROM (
        SELECT
          "t20"."customer_key" AS "customer_key",
          "t20"."subscription_key" AS "subscription_key",
          "t20"."item_key" AS "item_key",
          "t20"."terms_key" AS "terms_key",
          "t20"."starts_day" AS "starts_day",
          "t20"."ends_day" AS "ends_day",
          "t20"."unit_amount_micros" AS "unit_amount_micros",
          "t20"."quantity_micros" AS "quantity_micros",
          "t20"."discount_percent_micros" AS "discount_percent_micros",
          "t20"."discount_amount_micros" AS "discount_amount_micros",
          "t20"."tax_percent_micros" AS "tax_percent_micros",
          "t20"."cancel_requested_day" AS "cancel_requested_day",
          "t20"."cancel_reason" AS "cancel_reason",
          "t20"."committed_until" AS "committed_until",
          "t20"."signed_day" AS "signed_day",
          "t20"."source_key" AS "source_key",
          "t20"."row" AS "row",
          "t20"."offer_key" AS "offer_key",
          "t20"."currency_key" AS "currency_key",
          "t20"."currency" AS "currency",
          "t20"."status" AS "status",
          "t20"."counts" AS "counts",
          "t20"."counts_days" AS "counts_days",
          "t20"."is_recurring" AS "is_recurring",
          "t20"."is_held" AS "is_held",
          "t20"."is_discounted" AS "is_discounted",
          "t20"."tax_mode" AS "tax_mode",
          "t20"."numerator" AS "numerator",
          "t20"."denominator" AS "denominator",
          "t20"."month_rounding" AS "month_rounding",
          "t20"."renewal_months" AS "renewal_months",
          "t20"."renewal_days" AS "renewal_days",
          "t20"."net" AS "net",
          "t20"."above" AS "above",
          "t20"."below" AS "below",
          "t20"."step" AS "step",
          "t20"."numerator_" AS "numerator_",
          "t20"."denominator_" AS "denominator_",
          "t20"."quotient" AS "quotient",
          CAST("t20"."quotient" * "t20"."step" AS Nullable(Int64)) AS "worth_micros"
        FROM (
          SELECT
            "t19"."customer_key" AS "customer_key",
            "t19"."subscription_key" AS "subscription_key",
            "t19"."item_key" AS "item_key",
            "t19"."terms_key" AS "terms_key",
            "t19"."starts_day" AS "starts_day",
            "t19"."ends_day" AS "ends_day",
            "t19"."unit_amount_micros" AS "unit_amount_micros",
            "t19"."quantity_micros" AS "quantity_micros",
            "t19"."discount_percent_micros" AS "discount_percent_micros",
            "t19"."discount_amount_micros" AS "discount_amount_micros",
            "t19"."tax_percent_micros" AS "tax_percent_micros",
            "t19"."cancel_requested_day" AS "cancel_requested_day",
            "t19"."cancel_reason" AS "cancel_reason",
            "t19"."committed_until" AS "committed_until",
            "t19"."signed_day" AS "signed_day",
            "t19"."source_key" AS "source_key",
            "t19"."row" AS "row",
            "t19"."offer_key" AS "offer_key",
            "t19"."currency_key" AS "currency_key",
            "t19"."currency" AS "currency",
            "t19"."status" AS "status",
            "t19"."counts" AS "counts",
            "t19"."counts_days" AS "counts_days",
            "t19"."is_recurring" AS "is_recurring",
            "t19"."is_held" AS "is_held",
            "t19"."is_discounted" AS "is_discounted",
            "t19"."tax_mode" AS "tax_mode",
            "t19"."numerator" AS "numerator",
            "t19"."denominator" AS "denominator",
            "t19"."month_rounding" AS "month_rounding",
            "t19"."renewal_months" AS "renewal_months",
            "t19"."renewal_days" AS "renewal_days",
            "t19"."net" AS "net",
            "t19"."above" AS "above",
            "t19"."below" AS "below",
            "t19"."step" AS "step",
            "t19"."numerator_" AS "numerator_",
            "t19"."denominator_" AS "denominator_",
            "t19"."quotient" AS "quotient"
          FROM (
            SELECT
              "t18"."customer_key" AS "customer_key",
              "t18"."subscription_key" AS "subscription_key",
              "t18"."item_key" AS "item_key",
              "t18"."terms_key" AS "terms_key",
              "t18"."starts_day" AS "starts_day",
              "t18"."ends_day" AS "ends_day",
              "t18"."unit_amount_micros" AS "unit_amount_micros",
              "t18"."quantity_micros" AS "quantity_micros",
              "t18"."discount_percent_micros" AS "discount_percent_micros",
              "t18"."discount_amount_micros" AS "discount_amount_micros",
              "t18"."tax_percent_micros" AS "tax_percent_micros",
              "t18"."cancel_requested_day" AS "cancel_requested_day",
              "t18"."cancel_reason" AS "cancel_reason",
              "t18"."committed_until" AS "committed_until",
              "t18"."signed_day" AS "signed_day",
              "t18"."source_key" AS "source_key",
              "t18"."row" AS "row",
              "t18"."offer_key" AS "offer_key",
              "t18"."currency_key" AS "currency_key",
              "t18"."currency" AS "currency",
              "t18"."status" AS "status",
              "t18"."counts" AS "counts",
              "t18"."counts_days" AS "counts_days",
              "t18"."is_recurring" AS "is_recurring",
              "t18"."is_held" AS "is_held",
              "t18"."is_discounted" AS "is_discounted",
              "t18"."tax_mode" AS "tax_mode",
              "t18"."numerator" AS "numerator",
              "t18"."denominator" AS "denominator",
              "t18"."month_rounding" AS "month_rounding",
              "t18"."renewal_months" AS "renewal_months",
              "t18"."renewal_days" AS "renewal_days",
              "t18"."net" AS "net",
              "t18"."above" AS "above",
              "t18"."below" AS "below",
              "t18"."step" AS "step",
              "t18"."numerator_" AS "numerator_",
              "t18"."denominator_" AS "denominator_",
              "t18"."n_" AS "n_",
              "t18"."d_" AS "d_",
              "t18"."q_" AS "q_",
              "t18"."r_" AS "r_",
              CASE
                WHEN (
                  (
                    "t18"."r_" + "t18"."r_"
                  ) > "t18"."d_"
                )
                OR (
                  (
                    (
                      "t18"."r_" + "t18"."r_"
                    ) = "t18"."d_"
                  )
                  AND (
                    (
                      CAST("t18"."q_" AS Nullable(Int64)) % 2
                    ) <> 0
                  )
                )
                THEN "t18"."q_" + 1
                ELSE "t18"."q_"
              END AS "quotient"
            FROM (
              SELECT
                "t17"."customer_key" AS "customer_key",
                "t17"."subscription_key" AS "subscription_key",
                "t17"."item_key" AS "item_key",
                "t17"."terms_key" AS "terms_key",
                "t17"."starts_day" AS "starts_day",
                "t17"."ends_day" AS "ends_day",
                "t17"."unit_amount_micros" AS "unit_amount_micros",
                "t17"."quantity_micros" AS "quantity_micros",
                "t17"."discount_percent_micros" AS "discount_percent_micros",
                "t17"."discount_amount_micros" AS "discount_amount_micros",
                "t17"."tax_percent_micros" AS "tax_percent_micros",
                "t17"."cancel_requested_day" AS "cancel_requested_day",
                "t17"."cancel_reason" AS "cancel_reason",
                "t17"."committed_until" AS "committed_until",
                "t17"."signed_day" AS "signed_day",
                "t17"."source_key" AS "source_key",
                "t17"."row" AS "row",
                "t17"."offer_key" AS "offer_key",
                "t17"."currency_key" AS "currency_key",
                "t17"."currency" AS "currency",
                "t17"."status" AS "status",
                "t17"."counts" AS "counts",
                "t17"."counts_days" AS "counts_days",
                "t17"."is_recurring" AS "is_recurring",
                "t17"."is_held" AS "is_held",
                "t17"."is_discounted" AS "is_discounted",
                "t17"."tax_mode" AS "tax_mode",
                "t17"."numerator" AS "numerator",
                "t17"."denominator" AS "denominator",
                "t17"."month_rounding" AS "month_rounding",
                "t17"."renewal_months" AS "renewal_months",
                "t17"."renewal_days" AS "renewal_days",
                "t17"."net" AS "net",
                "t17"."above" AS "above",
                "t17"."below" AS "below",
                "t17"."step" AS "step",
                "t17"."numerator_" AS "numerator_",
                "t17"."denominator_" AS "denominator_",
                "t17"."n_" AS "n_",
                "t17"."d_" AS "d_",
                CASE
                  WHEN "t17"."r_" < 0
                  THEN "t17"."q_" - 1
                  ELSE CASE WHEN "t17"."r_" >= "t17"."d_" THEN "t17"."q_" + 1 ELSE "t17"."q_" END
                END AS "q_",
                CASE
                  WHEN "t17"."r_" < 0
                  THEN "t17"."r_" + "t17"."d_"
                  ELSE CASE WHEN "t17"."r_" >= "t17"."d_" THEN "t17"."r_" - "t17"."d_" ELSE "t17"."r_" END
                END AS "r_"
              FROM (
                SELECT
                  "t16"."customer_key" AS "customer_key",
                  "t16"."subscription_key" AS "subscription_key",
                  "t16"."item_key" AS "item_key",
                  "t16"."terms_key" AS "terms_key",
                  "t16"."starts_day" AS "starts_day",
                  "t16"."ends_day" AS "ends_day",
                  "t16"."unit_amount_micros" AS "unit_amount_micros",
                  "t16"."quantity_micros" AS "quantity_micros",
                  "t16"."discount_percent_micros" AS "discount_percent_micros",
                  "t16"."discount_amount_micros" AS "discount_amount_micros",
                  "t16"."tax_percent_micros" AS "tax_percent_micros",
                  "t16"."cancel_requested_day" AS "cancel_requested_day",
                  "t16"."cancel_reason" AS "cancel_reason",
                  "t16"."committed_until" AS "committed_until",
                  "t16"."signed_day" AS "signed_day",
                  "t16"."source_key" AS "source_key",
                  "t16"."row" AS "row",
                  "t16"."offer_key" AS "offer_key",
                  "t16"."currency_key" AS "currency_key",
                  "t16"."currency" AS "currency",
                  "t16"."status" AS "status",
                  "t16"."counts" AS "counts",
                  "t16"."counts_days" AS "counts_days",
                  "t16"."is_recurring" AS "is_recurring",
                  "t16"."is_held" AS "is_held",
                  "t16"."is_discounted" AS "is_discounted",
                  "t16"."tax_mode" AS "tax_mode",
                  "t16"."numerator" AS "numerator",
                  "t16"."denominator" AS "denominator",
                  "t16"."month_rounding" AS "month_rounding",
                  "t16"."renewal_months" AS "renewal_months",
                  "t16"."renewal_days" AS "renewal_days",
                  "t16"."net" AS "net",
                  "t16"."above" AS "above",
                  "t16"."below" AS "below",
                  "t16"."step" AS "step",
                  "t16"."numerator_" AS "numerator_",
                  "t16"."denominator_" AS "denominator_",
                  "t16"."n_" AS "n_",
                  "t16"."d_" AS "d_",
                  "t16"."q_" AS "q_",
                  "t16"."n_" - (
                    "t16"."q_" * "t16"."d_"
                  ) AS "r_"
                FROM (
                  SELECT
                    "t15"."customer_key" AS "customer_key",
                    "t15"."subscription_key" AS "subscription_key",
                    "t15"."item_key" AS "item_key",
                    "t15"."terms_key" AS "terms_key",
                    "t15"."starts_day" AS "starts_day",
                    "t15"."ends_day" AS "ends_day",
                    "t15"."unit_amount_micros" AS "unit_amount_micros",
                    "t15"."quantity_micros" AS "quantity_micros",
                    "t15"."discount_percent_micros" AS "discount_percent_micros",
                    "t15"."discount_amount_micros" AS "discount_amount_micros",
                    "t15"."tax_percent_micros" AS "tax_percent_micros",
                    "t15"."cancel_requested_day" AS "cancel_requested_day",
                    "t15"."cancel_reason" AS "cancel_reason",
                    "t15"."committed_until" AS "committed_until",
                    "t15"."signed_day" AS "signed_day",
                    "t15"."source_key" AS "source_key",
                    "t15"."row" AS "row",
                    "t15"."offer_key" AS "offer_key",
                    "t15"."currency_key" AS "currency_key",
                    "t15"."currency" AS "currency",
                    "t15"."status" AS "status",
                    "t15"."counts" AS "counts",
                    "t15"."counts_days" AS "counts_days",
                    "t15"."is_recurring" AS "is_recurring",
                    "t15"."is_held" AS "is_held",
                    "t15"."is_discounted" AS "is_discounted",
                    "t15"."tax_mode" AS "tax_mode",
                    "t15"."numerator" AS "numerator",
                    "t15"."denominator" AS "denominator",
                    "t15"."month_rounding" AS "month_rounding",
                    "t15"."renewal_months" AS "renewal_months",
                    "t15"."renewal_days" AS "renewal_days",
                    "t15"."net" AS "net",
                    "t15"."above" AS "above",
                    "t15"."below" AS "below",
                    "t15"."step" AS "step",
                    "t15"."numerator_" AS "numerator_",
                    "t15"."denominator_" AS "denominator_",
                    "t15"."n_" AS "n_",
                    "t15"."d_" AS "d_",
                    "t15"."q_" + CAST(CAST(FLOOR(CAST("t15"."r_" AS Nullable(Float64)) / CAST("t15"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                    "t15"."r_" AS "r_"
                  FROM (
                    SELECT
                      "t14"."customer_key" AS "customer_key",
                      "t14"."subscription_key" AS "subscription_key",
                      "t14"."item_key" AS "item_key",
                      "t14"."terms_key" AS "terms_key",
                      "t14"."starts_day" AS "starts_day",
                      "t14"."ends_day" AS "ends_day",
                      "t14"."unit_amount_micros" AS "unit_amount_micros",
                      "t14"."quantity_micros" AS "quantity_micros",
                      "t14"."discount_percent_micros" AS "discount_percent_micros",
                      "t14"."discount_amount_micros" AS "discount_amount_micros",
                      "t14"."tax_percent_micros" AS "tax_percent_micros",
                      "t14"."cancel_requested_day" AS "cancel_requested_day",
                      "t14"."cancel_reason" AS "cancel_reason",
                      "t14"."committed_until" AS "committed_until",
                      "t14"."signed_day" AS "signed_day",
                      "t14"."source_key" AS "source_key",
                      "t14"."row" AS "row",
                      "t14"."offer_key" AS "offer_key",
                      "t14"."currency_key" AS "currency_key",
                      "t14"."currency" AS "currency",
                      "t14"."status" AS "status",
                      "t14"."counts" AS "counts",
                      "t14"."counts_days" AS "counts_days",
                      "t14"."is_recurring" AS "is_recurring",
                      "t14"."is_held" AS "is_held",
                      "t14"."is_discounted" AS "is_discounted",
                      "t14"."tax_mode" AS "tax_mode",
                      "t14"."numerator" AS "numerator",
                      "t14"."denominator" AS "denominator",
                      "t14"."month_rounding" AS "month_rounding",
                      "t14"."renewal_months" AS "renewal_months",
                      "t14"."renewal_days" AS "renewal_days",
                      "t14"."net" AS "net",
                      "t14"."above" AS "above",
                      "t14"."below" AS "below",
                      "t14"."step" AS "step",
                      "t14"."numerator_" AS "numerator_",
                      "t14"."denominator_" AS "denominator_",
                      "t14"."n_" AS "n_",
                      "t14"."d_" AS "d_",
                      "t14"."q_" AS "q_",
                      "t14"."n_" - (
                        "t14"."q_" * "t14"."d_"
                      ) AS "r_"
                    FROM (
                      SELECT
                        "t13"."customer_key" AS "customer_key",
                        "t13"."subscription_key" AS "subscription_key",
                        "t13"."item_key" AS "item_key",
                        "t13"."terms_key" AS "terms_key",
                        "t13"."starts_day" AS "starts_day",
                        "t13"."ends_day" AS "ends_day",
                        "t13"."unit_amount_micros" AS "unit_amount_micros",
                        "t13"."quantity_micros" AS "quantity_micros",
                        "t13"."discount_percent_micros" AS "discount_percent_micros",
                        "t13"."discount_amount_micros" AS "discount_amount_micros",
                        "t13"."tax_percent_micros" AS "tax_percent_micros",
                        "t13"."cancel_requested_day" AS "cancel_requested_day",
                        "t13"."cancel_reason" AS "cancel_reason",
                        "t13"."committed_until" AS "committed_until",
                        "t13"."signed_day" AS "signed_day",
                        "t13"."source_key" AS "source_key",
                        "t13"."row" AS "row",
                        "t13"."offer_key" AS "offer_key",
                        "t13"."currency_key" AS "currency_key",
                        "t13"."currency" AS "currency",
                        "t13"."status" AS "status",
                        "t13"."counts" AS "counts",
                        "t13"."counts_days" AS "counts_days",
                        "t13"."is_recurring" AS "is_recurring",
                        "t13"."is_held" AS "is_held",
                        "t13"."is_discounted" AS "is_discounted",
                        "t13"."tax_mode" AS "tax_mode",
                        "t13"."numerator" AS "numerator",
                        "t13"."denominator" AS "denominator",
                        "t13"."month_rounding" AS "month_rounding",
                        "t13"."renewal_months" AS "renewal_months",
                        "t13"."renewal_days" AS "renewal_days",
                        "t13"."net" AS "net",
                        "t13"."above" AS "above",
                        "t13"."below" AS "below",
                        "t13"."step" AS "step",
                        "t13"."numerator_" AS "numerator_",
                        "t13"."denominator_" AS "denominator_",
                        "t13"."n_" AS "n_",
                        "t13"."d_" AS "d_",
                        CAST(CAST(FLOOR(CAST("t13"."n_" AS Nullable(Float64)) / CAST("t13"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
                      FROM (
                        SELECT
                          "t12"."customer_key" AS "customer_key",
                          "t12"."subscription_key" AS "subscription_key",
                          "t12"."item_key" AS "item_key",
                          "t12"."terms_key" AS "terms_key",
                          "t12"."starts_day" AS "starts_day",
                          "t12"."ends_day" AS "ends_day",
                          "t12"."unit_amount_micros" AS "unit_amount_micros",
                          "t12"."quantity_micros" AS "quantity_micros",
                          "t12"."discount_percent_micros" AS "discount_percent_micros",
                          "t12"."discount_amount_micros" AS "discount_amount_micros",
                          "t12"."tax_percent_micros" AS "tax_percent_micros",
                          "t12"."cancel_requested_day" AS "cancel_requested_day",
                          "t12"."cancel_reason" AS "cancel_reason",
                          "t12"."committed_until" AS "committed_until",
                          "t12"."signed_day" AS "signed_day",
                          "t12"."source_key" AS "source_key",
                          "t12"."row" AS "row",
                          "t12"."offer_key" AS "offer_key",
                          "t12"."currency_key" AS "currency_key",
                          "t12"."currency" AS "currency",
                          "t12"."status" AS "status",
                          "t12"."counts" AS "counts",
                          "t12"."counts_days" AS "counts_days",
                          "t12"."is_recurring" AS "is_recurring",
                          "t12"."is_held" AS "is_held",
                          "t12"."is_discounted" AS "is_discounted",
                          "t12"."tax_mode" AS "tax_mode",
                          "t12"."numerator" AS "numerator",
                          "t12"."denominator" AS "denominator",
                          "t12"."month_rounding" AS "month_rounding",
                          "t12"."renewal_months" AS "renewal_months",
                          "t12"."renewal_days" AS "renewal_days",
                          "t12"."net" AS "net",
                          "t12"."above" AS "above",
                          "t12"."below" AS "below",
                          "t12"."step" AS "step",
                          "t12"."numerator_" AS "numerator_",
                          "t12"."denominator_" AS "denominator_",
                          "t12"."numerator_" AS "n_",
                          "t12"."denominator_" AS "d_"
                        FROM (
                          SELECT
                            "t11"."customer_key" AS "customer_key",
                            "t11"."subscription_key" AS "subscription_key",
                            "t11"."item_key" AS "item_key",
                            "t11"."terms_key" AS "terms_key",
                            "t11"."starts_day" AS "starts_day",
                            "t11"."ends_day" AS "ends_day",
                            "t11"."unit_amount_micros" AS "unit_amount_micros",
                            "t11"."quantity_micros" AS "quantity_micros",
                            "t11"."discount_percent_micros" AS "discount_percent_micros",
                            "t11"."discount_amount_micros" AS "discount_amount_micros",
                            "t11"."tax_percent_micros" AS "tax_percent_micros",
                            "t11"."cancel_requested_day" AS "cancel_requested_day",
                            "t11"."cancel_reason" AS "cancel_reason",
                            "t11"."committed_until" AS "committed_until",
                            "t11"."signed_day" AS "signed_day",
                            "t11"."source_key" AS "source_key",
                            "t11"."row" AS "row",
                            "t11"."offer_key" AS "offer_key",
                            "t11"."currency_key" AS "currency_key",
                            "t11"."currency" AS "currency",
                            "t11"."status" AS "status",
                            "t11"."counts" AS "counts",
                            "t11"."counts_days" AS "counts_days",
                            "t11"."is_recurring" AS "is_recurring",
                            "t11"."is_held" AS "is_held",
                            "t11"."is_discounted" AS "is_discounted",
                            "t11"."tax_mode" AS "tax_mode",
                            "t11"."numerator" AS "numerator",
                            "t11"."denominator" AS "denominator",
                            "t11"."month_rounding" AS "month_rounding",
                            "t11"."renewal_months" AS "renewal_months",
                            "t11"."renewal_days" AS "renewal_days",
                            "t11"."net" AS "net",
                            "t11"."above" AS "above",
                            "t11"."below" AS "below",
                            "t11"."step" AS "step",
                            "t11"."net" * "t11"."above" AS "numerator_",
                            "t11"."below" * "t11"."step" AS "denominator_"
                          FROM (
                            SELECT
                              "t9"."customer_key" AS "customer_key",
                              "t9"."subscription_key" AS "subscription_key",
                              "t9"."item_key" AS "item_key",
                              "t9"."terms_key" AS "terms_key",
                              "t9"."starts_day" AS "starts_day",
                              "t9"."ends_day" AS "ends_day",
                              "t9"."unit_amount_micros" AS "unit_amount_micros",
                              "t9"."quantity_micros" AS "quantity_micros",
                              "t9"."discount_percent_micros" AS "discount_percent_micros",
                              "t9"."discount_amount_micros" AS "discount_amount_micros",
                              "t9"."tax_percent_micros" AS "tax_percent_micros",
                              "t9"."cancel_requested_day" AS "cancel_requested_day",
                              "t9"."cancel_reason" AS "cancel_reason",
                              "t9"."committed_until" AS "committed_until",
                              "t9"."signed_day" AS "signed_day",
                              "t9"."source_key" AS "source_key",
                              "t9"."row" AS "row",
                              "t9"."offer_key" AS "offer_key",
                              "t9"."currency_key" AS "currency_key",
                              "t9"."currency" AS "currency",
                              "t9"."status" AS "status",
                              "t9"."counts" AS "counts",
                              "t9"."counts_days" AS "counts_days",
                              "t9"."is_recurring" AS "is_recurring",
                              "t9"."is_held" AS "is_held",
                              "t9"."is_discounted" AS "is_discounted",
                              "t9"."tax_mode" AS "tax_mode",
                              "t9"."numerator" AS "numerator",
                              "t9"."denominator" AS "denominator",
                              "t9"."month_rounding" AS "month_rounding",
                              "t9"."renewal_months" AS "renewal_months",
                              "t9"."renewal_days" AS "renewal_days",
                              GREATEST(
                                (
                                  CAST("t9"."unit_amount_micros" AS Nullable(Decimal(38, 0))) * CAST(CASE
                                    WHEN (
                                      CASE
                                        WHEN (
                                          (
                                            "t9"."quantity_micros" % 1000000
                                          ) = 0
                                        )
                                        AND (
                                          "t9"."quantity_micros" < toInt64('4503599627370496')
                                        )
                                        THEN 1000000
                                        ELSE 1
                                      END = 1
                                    )
                                    OR (
                                      "t9"."quantity_micros" >= toInt64('4503599627370496')
                                    )
                                    THEN "t9"."quantity_micros"
                                    ELSE accurateCast(
                                      ROUND(
                                        "t9"."quantity_micros" / CASE
                                          WHEN (
                                            (
                                              "t9"."quantity_micros" % 1000000
                                            ) = 0
                                          )
                                          AND (
                                            "t9"."quantity_micros" < toInt64('4503599627370496')
                                          )
                                          THEN 1000000
                                          ELSE 1
                                        END,
                                        0
                                      ),
                                      'Nullable(Int64)'
                                    )
                                  END AS Nullable(Decimal(38, 0))) * CAST(CASE
                                    WHEN (
                                      CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END = 1
                                    )
                                    OR (
                                      accurateCast(
                                        toInt128(100000000) - toInt128(CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END),
                                        'Nullable(Int64)'
                                      ) >= toInt64('4503599627370496')
                                    )
                                    THEN accurateCast(
                                      toInt128(100000000) - toInt128(CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END),
                                      'Nullable(Int64)'
                                    )
                                    ELSE accurateCast(
                                      ROUND(
                                        accurateCast(
                                          toInt128(100000000) - toInt128(CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END),
                                          'Nullable(Int64)'
                                        ) / CASE
                                          WHEN (
                                            (
                                              CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              "t9"."tax_percent_micros" % 10000
                                            ) = 0
                                          )
                                          THEN 10000
                                          ELSE 1
                                        END,
                                        0
                                      ),
                                      'Nullable(Int64)'
                                    )
                                  END AS Nullable(Decimal(38, 0)))
                                ) - (
                                  CAST(CASE WHEN "t9"."is_discounted" THEN "t9"."discount_amount_micros" ELSE 0 END AS Nullable(Decimal(38, 0))) * (
                                    CAST(CASE
                                      WHEN (
                                        CASE
                                          WHEN (
                                            (
                                              "t9"."quantity_micros" % 1000000
                                            ) = 0
                                          )
                                          AND (
                                            "t9"."quantity_micros" < toInt64('4503599627370496')
                                          )
                                          THEN 1000000
                                          ELSE 1
                                        END = 1
                                      )
                                      OR (
                                        1000000 >= toInt64('4503599627370496')
                                      )
                                      THEN 1000000
                                      ELSE accurateCast(
                                        ROUND(
                                          1000000 / CASE
                                            WHEN (
                                              (
                                                "t9"."quantity_micros" % 1000000
                                              ) = 0
                                            )
                                            AND (
                                              "t9"."quantity_micros" < toInt64('4503599627370496')
                                            )
                                            THEN 1000000
                                            ELSE 1
                                          END,
                                          0
                                        ),
                                        'Nullable(Int64)'
                                      )
                                    END AS Nullable(Decimal(38, 0))) * CAST(CASE
                                      WHEN (
                                        CASE
                                          WHEN (
                                            (
                                              CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              "t9"."tax_percent_micros" % 10000
                                            ) = 0
                                          )
                                          THEN 10000
                                          ELSE 1
                                        END = 1
                                      )
                                      OR (
                                        100000000 >= toInt64('4503599627370496')
                                      )
                                      THEN 100000000
                                      ELSE accurateCast(
                                        ROUND(
                                          100000000 / CASE
                                            WHEN (
                                              (
                                                CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                              ) = 0
                                            )
                                            AND (
                                              (
                                                "t9"."tax_percent_micros" % 10000
                                              ) = 0
                                            )
                                            THEN 10000
                                            ELSE 1
                                          END,
                                          0
                                        ),
                                        'Nullable(Int64)'
                                      )
                                    END AS Nullable(Decimal(38, 0)))
                                  )
                                ),
                                CAST(0 AS Nullable(Decimal(38, 0)))
                              ) AS "net",
                              CAST("t9"."numerator" AS Nullable(Decimal(38, 0))) * CAST(CASE
                                WHEN (
                                  "t9"."tax_percent_micros" <> 0
                                ) AND (
                                  "t9"."tax_mode" = 'add'
                                )
                                THEN CASE
                                  WHEN (
                                    CASE
                                      WHEN (
                                        (
                                          CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          "t9"."tax_percent_micros" % 10000
                                        ) = 0
                                      )
                                      THEN 10000
                                      ELSE 1
                                    END = 1
                                  )
                                  OR (
                                    accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)') >= toInt64('4503599627370496')
                                  )
                                  THEN accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)')
                                  ELSE accurateCast(
                                    ROUND(
                                      accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)') / CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END,
                                      0
                                    ),
                                    'Nullable(Int64)'
                                  )
                                END
                                ELSE CASE
                                  WHEN "t9"."tax_percent_micros" <> 0
                                  THEN CASE
                                    WHEN (
                                      CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END = 1
                                    )
                                    OR (
                                      100000000 >= toInt64('4503599627370496')
                                    )
                                    THEN 100000000
                                    ELSE accurateCast(
                                      ROUND(
                                        100000000 / CASE
                                          WHEN (
                                            (
                                              CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              "t9"."tax_percent_micros" % 10000
                                            ) = 0
                                          )
                                          THEN 10000
                                          ELSE 1
                                        END,
                                        0
                                      ),
                                      'Nullable(Int64)'
                                    )
                                  END
                                  ELSE 1
                                END
                              END AS Nullable(Decimal(38, 0))) AS "above",
                              CAST("t9"."denominator" AS Nullable(Decimal(38, 0))) * CAST(CASE
                                WHEN (
                                  "t9"."tax_percent_micros" <> 0
                                ) AND (
                                  "t9"."tax_mode" = 'remove'
                                )
                                THEN CASE
                                  WHEN (
                                    CASE
                                      WHEN (
                                        (
                                          CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          "t9"."tax_percent_micros" % 10000
                                        ) = 0
                                      )
                                      THEN 10000
                                      ELSE 1
                                    END = 1
                                  )
                                  OR (
                                    accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)') >= toInt64('4503599627370496')
                                  )
                                  THEN accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)')
                                  ELSE accurateCast(
                                    ROUND(
                                      accurateCast(toInt128("t9"."tax_percent_micros") + toInt128(100000000), 'Nullable(Int64)') / CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END,
                                      0
                                    ),
                                    'Nullable(Int64)'
                                  )
                                END
                                ELSE CASE
                                  WHEN "t9"."tax_percent_micros" <> 0
                                  THEN CASE
                                    WHEN (
                                      CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END = 1
                                    )
                                    OR (
                                      100000000 >= toInt64('4503599627370496')
                                    )
                                    THEN 100000000
                                    ELSE accurateCast(
                                      ROUND(
                                        100000000 / CASE
                                          WHEN (
                                            (
                                              CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                            ) = 0
                                          )
                                          AND (
                                            (
                                              "t9"."tax_percent_micros" % 10000
                                            ) = 0
                                          )
                                          THEN 10000
                                          ELSE 1
                                        END,
                                        0
                                      ),
                                      'Nullable(Int64)'
                                    )
                                  END
                                  ELSE 1
                                END
                              END AS Nullable(Decimal(38, 0))) * (
                                CAST(CASE
                                  WHEN (
                                    CASE
                                      WHEN (
                                        (
                                          "t9"."quantity_micros" % 1000000
                                        ) = 0
                                      )
                                      AND (
                                        "t9"."quantity_micros" < toInt64('4503599627370496')
                                      )
                                      THEN 1000000
                                      ELSE 1
                                    END = 1
                                  )
                                  OR (
                                    1000000 >= toInt64('4503599627370496')
                                  )
                                  THEN 1000000
                                  ELSE accurateCast(
                                    ROUND(
                                      1000000 / CASE
                                        WHEN (
                                          (
                                            "t9"."quantity_micros" % 1000000
                                          ) = 0
                                        )
                                        AND (
                                          "t9"."quantity_micros" < toInt64('4503599627370496')
                                        )
                                        THEN 1000000
                                        ELSE 1
                                      END,
                                      0
                                    ),
                                    'Nullable(Int64)'
                                  )
                                END AS Nullable(Decimal(38, 0))) * CAST(CASE
                                  WHEN (
                                    CASE
                                      WHEN (
                                        (
                                          CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                        ) = 0
                                      )
                                      AND (
                                        (
                                          "t9"."tax_percent_micros" % 10000
                                        ) = 0
                                      )
                                      THEN 10000
                                      ELSE 1
                                    END = 1
                                  )
                                  OR (
                                    100000000 >= toInt64('4503599627370496')
                                  )
                                  THEN 100000000
                                  ELSE accurateCast(
                                    ROUND(
                                      100000000 / CASE
                                        WHEN (
                                          (
                                            CASE WHEN "t9"."is_discounted" THEN "t9"."discount_percent_micros" ELSE 0 END % 10000
                                          ) = 0
                                        )
                                        AND (
                                          (
                                            "t9"."tax_percent_micros" % 10000
                                          ) = 0
                                        )
                                        THEN 10000
                                        ELSE 1
                                      END,
                                      0
                                    ),
                                    'Nullable(Int64)'
                                  )
                                END AS Nullable(Decimal(38, 0)))
                              ) AS "below",
                              CAST(GREATEST(accurateCast(toInt256("t9"."month_rounding") * toInt256(12), 'Nullable(Int64)'), 1) AS Nullable(Decimal(38, 0))) AS "step"
                            FROM (
                              SELECT
                                *
                              FROM "t6" AS "t7"
                              WHERE
                                NOT (
                                  (
                                    (
                                      "t7"."quantity_micros" % 1000000
                                    ) = 0
                                  )
                                  AND (
                                    "t7"."quantity_micros" < toInt64('4503599627370496')
                                  )
                                  AND (
                                    (
                                      (
                                        "t7"."discount_percent_micros" = 0
                                      )
                                      AND (
                                        "t7"."discount_amount_micros" = 0
                                      )
                                    )
                                    OR NOT (
                                      "t7"."is_discounted"
                                    )
                                  )
                                  AND (
                                    (
                                      "t7"."tax_percent_micros" = 0
                                    ) OR (
                                      "t7"."tax_mode" = 'none'
                                    )
                                  )
                                  AND (
                                    "t7"."denominator" = 1
                                  )
                                  AND (
                                    "t7"."month_rounding" = 0
                                  )
                                )
                            ) AS "t9"
                          ) AS "t11"
                        ) AS "t12"
                      ) AS "t13"
                    ) AS "t14"
                  ) AS "t15"
                ) AS "t16"
              ) AS "t17"
            ) AS "t18"
          ) AS "t19"
        ) AS "t20"
      ) AS "t21"
    ) AS "t22"
  ) AS "t23"
) AS "t24"
