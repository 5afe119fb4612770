WITH "t9" AS (
  SELECT
    "t8"."customer_key" AS "customer_key",
    "t8"."subscription_key" AS "subscription_key",
    "t8"."item_key" AS "item_key",
    "t8"."terms_key" AS "terms_key",
    "t8"."day" AS "day",
    "t8"."cause" AS "cause",
    "t8"."native_micros" AS "native_micros",
    "t8"."part" AS "part",
    "t8"."source_key" AS "source_key",
    "t8"."row" AS "row",
    "t8"."currency" AS "currency",
    accurateCast(
      SUM(toInt128("t8"."native_micros")) OVER (
        PARTITION BY "t8"."item_key", "t8"."currency"
        ORDER BY "t8"."day" ASC, "t8"."part" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ),
      'Nullable(Int64)'
    ) AS "balance",
    lag("t8"."day") OVER (
      PARTITION BY "t8"."item_key", "t8"."currency"
      ORDER BY "t8"."day" ASC, "t8"."part" ASC
    ) AS "before_day",
    lead("t8"."day") OVER (
      PARTITION BY "t8"."item_key", "t8"."currency"
      ORDER BY "t8"."day" ASC, "t8"."part" ASC
    ) AS "next_day"
  FROM (
    SELECT
      "t3"."customer_key" AS "customer_key",
      "t3"."subscription_key" AS "subscription_key",
      "t3"."item_key" AS "item_key",
      "t3"."terms_key" AS "terms_key",
      "t3"."day" AS "day",
      "t3"."cause" AS "cause",
      "t3"."native_micros" AS "native_micros",
      "t3"."part" AS "part",
      "t3"."source_key" AS "source_key",
      "t3"."row" AS "row",
      "t6"."currency" AS "currency"
    FROM "drafted" AS "t3"
    INNER JOIN (
      SELECT
        "t1"."terms_key" AS "terms_key",
        "t1"."currency" AS "currency"
      FROM "rules" AS "t1"
    ) AS "t6"
      ON "t3"."terms_key" = "t6"."terms_key"
  ) AS "t8"
)
SELECT
  *
FROM (
  SELECT
    "t13"."customer_key" AS "customer_key",
    "t13"."subscription_key" AS "subscription_key",
    "t13"."item_key" AS "item_key",
    "t13"."terms_key" AS "terms_key",
    "t13"."day" AS "day",
    "t13"."cause" AS "cause",
    "t13"."native_micros" AS "native_micros",
    "t13"."run_rate_micros" AS "run_rate_micros",
    "t13"."source_key" AS "source_key",
    "t13"."row" AS "row"
  FROM (
    SELECT
      "t11"."customer_key" AS "customer_key",
      "t11"."subscription_key" AS "subscription_key",
      "t11"."item_key" AS "item_key",
      "t11"."terms_key" AS "terms_key",
      "t11"."day" AS "day",
      "t11"."cause" AS "cause",
      "t11"."native_micros" AS "native_micros",
      "t11"."part" AS "part",
      "t11"."source_key" AS "source_key",
      "t11"."row" AS "row",
      "t11"."currency" AS "currency",
      "t11"."balance" AS "balance",
      "t11"."before_day" AS "before_day",
      "t11"."next_day" AS "next_day",
      "t11"."native_micros" AS "run_rate_micros"
    FROM (
      SELECT
        *
      FROM "t9" AS "t10"
      WHERE
        "t10"."currency" = 'USD'
    ) AS "t11"
  ) AS "t13"
) AS "t16"
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
    "t37"."run_rate_micros" AS "run_rate_micros",
    "t37"."source_key" AS "source_key",
    "t37"."row" AS "row"
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
      "t36"."row" AS "row",
      "t36"."currency" AS "currency",
      "t36"."balance" AS "balance",
      "t36"."before_day" AS "before_day",
      "t36"."next_day" AS "next_day",
      "t36"."rate_scaled" AS "rate_scaled",
      "t36"."after" AS "after",
      "t36"."before" AS "before",
      "t36"."value_after" AS "value_after",
      "t36"."value_before" AS "value_before",
      "t36"."scale" AS "scale",
      "t36"."carried_after" AS "carried_after",
      "t36"."carried_before" AS "carried_before",
      CAST("t36"."carried_after" - "t36"."carried_before" AS Nullable(Int64)) AS "run_rate_micros"
    FROM (
      SELECT
        "t35"."customer_key" AS "customer_key",
        "t35"."subscription_key" AS "subscription_key",
        "t35"."item_key" AS "item_key",
        "t35"."terms_key" AS "terms_key",
        "t35"."day" AS "day",
        "t35"."cause" AS "cause",
        "t35"."native_micros" AS "native_micros",
        "t35"."part" AS "part",
        "t35"."source_key" AS "source_key",
        "t35"."row" AS "row",
        "t35"."currency" AS "currency",
        "t35"."balance" AS "balance",
        "t35"."before_day" AS "before_day",
        "t35"."next_day" AS "next_day",
        "t35"."rate_scaled" AS "rate_scaled",
        "t35"."after" AS "after",
        "t35"."before" AS "before",
        "t35"."value_after" AS "value_after",
        "t35"."value_before" AS "value_before",
        "t35"."scale" AS "scale",
        "t35"."carried_after" AS "carried_after",
        "t35"."carried_before" AS "carried_before"
      FROM (
        SELECT
          "t34"."customer_key" AS "customer_key",
          "t34"."subscription_key" AS "subscription_key",
          "t34"."item_key" AS "item_key",
          "t34"."terms_key" AS "terms_key",
          "t34"."day" AS "day",
          "t34"."cause" AS "cause",
          "t34"."native_micros" AS "native_micros",
          "t34"."part" AS "part",
          "t34"."source_key" AS "source_key",
          "t34"."row" AS "row",
          "t34"."currency" AS "currency",
          "t34"."balance" AS "balance",
          "t34"."before_day" AS "before_day",
          "t34"."next_day" AS "next_day",
          "t34"."rate_scaled" AS "rate_scaled",
          "t34"."after" AS "after",
          "t34"."before" AS "before",
          "t34"."value_after" AS "value_after",
          "t34"."value_before" AS "value_before",
          "t34"."scale" AS "scale",
          "t34"."carried_after" AS "carried_after",
          "t34"."n_" AS "n_",
          "t34"."d_" AS "d_",
          "t34"."q_" AS "q_",
          "t34"."r_" AS "r_",
          CASE
            WHEN (
              (
                "t34"."r_" + "t34"."r_"
              ) > "t34"."d_"
            )
            OR (
              (
                (
                  "t34"."r_" + "t34"."r_"
                ) = "t34"."d_"
              )
              AND (
                (
                  CAST("t34"."q_" AS Nullable(Int64)) % 2
                ) <> 0
              )
            )
            THEN "t34"."q_" + 1
            ELSE "t34"."q_"
          END AS "carried_before"
        FROM (
          SELECT
            "t33"."customer_key" AS "customer_key",
            "t33"."subscription_key" AS "subscription_key",
            "t33"."item_key" AS "item_key",
            "t33"."terms_key" AS "terms_key",
            "t33"."day" AS "day",
            "t33"."cause" AS "cause",
            "t33"."native_micros" AS "native_micros",
            "t33"."part" AS "part",
            "t33"."source_key" AS "source_key",
            "t33"."row" AS "row",
            "t33"."currency" AS "currency",
            "t33"."balance" AS "balance",
            "t33"."before_day" AS "before_day",
            "t33"."next_day" AS "next_day",
            "t33"."rate_scaled" AS "rate_scaled",
            "t33"."after" AS "after",
            "t33"."before" AS "before",
            "t33"."value_after" AS "value_after",
            "t33"."value_before" AS "value_before",
            "t33"."scale" AS "scale",
            "t33"."carried_after" AS "carried_after",
            "t33"."n_" AS "n_",
            "t33"."d_" AS "d_",
            CASE
              WHEN "t33"."r_" < 0
              THEN "t33"."q_" - 1
              ELSE CASE WHEN "t33"."r_" >= "t33"."d_" THEN "t33"."q_" + 1 ELSE "t33"."q_" END
            END AS "q_",
            CASE
              WHEN "t33"."r_" < 0
              THEN "t33"."r_" + "t33"."d_"
              ELSE CASE WHEN "t33"."r_" >= "t33"."d_" THEN "t33"."r_" - "t33"."d_" ELSE "t33"."r_" END
            END AS "r_"
          FROM (
            SELECT
              "t32"."customer_key" AS "customer_key",
              "t32"."subscription_key" AS "subscription_key",
              "t32"."item_key" AS "item_key",
              "t32"."terms_key" AS "terms_key",
              "t32"."day" AS "day",
              "t32"."cause" AS "cause",
              "t32"."native_micros" AS "native_micros",
              "t32"."part" AS "part",
              "t32"."source_key" AS "source_key",
              "t32"."row" AS "row",
              "t32"."currency" AS "currency",
              "t32"."balance" AS "balance",
              "t32"."before_day" AS "before_day",
              "t32"."next_day" AS "next_day",
              "t32"."rate_scaled" AS "rate_scaled",
              "t32"."after" AS "after",
              "t32"."before" AS "before",
              "t32"."value_after" AS "value_after",
              "t32"."value_before" AS "value_before",
              "t32"."scale" AS "scale",
              "t32"."carried_after" AS "carried_after",
              "t32"."n_" AS "n_",
              "t32"."d_" AS "d_",
              "t32"."q_" AS "q_",
              "t32"."n_" - (
                "t32"."q_" * "t32"."d_"
              ) AS "r_"
            FROM (
              SELECT
                "t31"."customer_key" AS "customer_key",
                "t31"."subscription_key" AS "subscription_key",
                "t31"."item_key" AS "item_key",
                "t31"."terms_key" AS "terms_key",
                "t31"."day" AS "day",
                "t31"."cause" AS "cause",
                "t31"."native_micros" AS "native_micros",
                "t31"."part" AS "part",
                "t31"."source_key" AS "source_key",
                "t31"."row" AS "row",
                "t31"."currency" AS "currency",
                "t31"."balance" AS "balance",
                "t31"."before_day" AS "before_day",
                "t31"."next_day" AS "next_day",
                "t31"."rate_scaled" AS "rate_scaled",
                "t31"."after" AS "after",
                "t31"."before" AS "before",
                "t31"."value_after" AS "value_after",
                "t31"."value_before" AS "value_before",
                "t31"."scale" AS "scale",
                "t31"."carried_after" AS "carried_after",
                "t31"."n_" AS "n_",
                "t31"."d_" AS "d_",
                "t31"."q_" + CAST(CAST(FLOOR(CAST("t31"."r_" AS Nullable(Float64)) / CAST("t31"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                "t31"."r_" AS "r_"
              FROM (
                SELECT
                  "t30"."customer_key" AS "customer_key",
                  "t30"."subscription_key" AS "subscription_key",
                  "t30"."item_key" AS "item_key",
                  "t30"."terms_key" AS "terms_key",
                  "t30"."day" AS "day",
                  "t30"."cause" AS "cause",
                  "t30"."native_micros" AS "native_micros",
                  "t30"."part" AS "part",
                  "t30"."source_key" AS "source_key",
                  "t30"."row" AS "row",
                  "t30"."currency" AS "currency",
                  "t30"."balance" AS "balance",
                  "t30"."before_day" AS "before_day",
                  "t30"."next_day" AS "next_day",
                  "t30"."rate_scaled" AS "rate_scaled",
                  "t30"."after" AS "after",
                  "t30"."before" AS "before",
                  "t30"."value_after" AS "value_after",
                  "t30"."value_before" AS "value_before",
                  "t30"."scale" AS "scale",
                  "t30"."carried_after" AS "carried_after",
                  "t30"."n_" AS "n_",
                  "t30"."d_" AS "d_",
                  "t30"."q_" AS "q_",
                  "t30"."n_" - (
                    "t30"."q_" * "t30"."d_"
                  ) AS "r_"
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
                    "t29"."row" AS "row",
                    "t29"."currency" AS "currency",
                    "t29"."balance" AS "balance",
                    "t29"."before_day" AS "before_day",
                    "t29"."next_day" AS "next_day",
                    "t29"."rate_scaled" AS "rate_scaled",
                    "t29"."after" AS "after",
                    "t29"."before" AS "before",
                    "t29"."value_after" AS "value_after",
                    "t29"."value_before" AS "value_before",
                    "t29"."scale" AS "scale",
                    "t29"."carried_after" AS "carried_after",
                    "t29"."n_" AS "n_",
                    "t29"."d_" AS "d_",
                    CAST(CAST(FLOOR(CAST("t29"."n_" AS Nullable(Float64)) / CAST("t29"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                      "t28"."row" AS "row",
                      "t28"."currency" AS "currency",
                      "t28"."balance" AS "balance",
                      "t28"."before_day" AS "before_day",
                      "t28"."next_day" AS "next_day",
                      "t28"."rate_scaled" AS "rate_scaled",
                      "t28"."after" AS "after",
                      "t28"."before" AS "before",
                      "t28"."value_after" AS "value_after",
                      "t28"."value_before" AS "value_before",
                      "t28"."scale" AS "scale",
                      "t28"."carried_after" AS "carried_after",
                      "t28"."value_before" AS "n_",
                      "t28"."scale" AS "d_"
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
                        "t27"."row" AS "row",
                        "t27"."currency" AS "currency",
                        "t27"."balance" AS "balance",
                        "t27"."before_day" AS "before_day",
                        "t27"."next_day" AS "next_day",
                        "t27"."rate_scaled" AS "rate_scaled",
                        "t27"."after" AS "after",
                        "t27"."before" AS "before",
                        "t27"."value_after" AS "value_after",
                        "t27"."value_before" AS "value_before",
                        "t27"."scale" AS "scale",
                        "t27"."carried_after" AS "carried_after"
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
                          "t26"."row" AS "row",
                          "t26"."currency" AS "currency",
                          "t26"."balance" AS "balance",
                          "t26"."before_day" AS "before_day",
                          "t26"."next_day" AS "next_day",
                          "t26"."rate_scaled" AS "rate_scaled",
                          "t26"."after" AS "after",
                          "t26"."before" AS "before",
                          "t26"."value_after" AS "value_after",
                          "t26"."value_before" AS "value_before",
                          "t26"."scale" AS "scale",
                          "t26"."n_" AS "n_",
                          "t26"."d_" AS "d_",
                          "t26"."q_" AS "q_",
                          "t26"."r_" AS "r_",
                          CASE
                            WHEN (
                              (
                                "t26"."r_" + "t26"."r_"
                              ) > "t26"."d_"
                            )
                            OR (
                              (
                                (
                                  "t26"."r_" + "t26"."r_"
                                ) = "t26"."d_"
                              )
                              AND (
                                (
                                  CAST("t26"."q_" AS Nullable(Int64)) % 2
                                ) <> 0
                              )
                            )
                            THEN "t26"."q_" + 1
                            ELSE "t26"."q_"
                          END AS "carried_after"
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
                            "t25"."row" AS "row",
                            "t25"."currency" AS "currency",
                            "t25"."balance" AS "balance",
                            "t25"."before_day" AS "before_day",
                            "t25"."next_day" AS "next_day",
                            "t25"."rate_scaled" AS "rate_scaled",
                            "t25"."after" AS "after",
                            "t25"."before" AS "before",
                            "t25"."value_after" AS "value_after",
                            "t25"."value_before" AS "value_before",
                            "t25"."scale" AS "scale",
                            "t25"."n_" AS "n_",
                            "t25"."d_" AS "d_",
                            CASE
                              WHEN "t25"."r_" < 0
                              THEN "t25"."q_" - 1
                              ELSE CASE WHEN "t25"."r_" >= "t25"."d_" THEN "t25"."q_" + 1 ELSE "t25"."q_" END
                            END AS "q_",
                            CASE
                              WHEN "t25"."r_" < 0
                              THEN "t25"."r_" + "t25"."d_"
                              ELSE CASE WHEN "t25"."r_" >= "t25"."d_" THEN "t25"."r_" - "t25"."d_" ELSE "t25"."r_" END
                            END AS "r_"
                          FROM (
                            SELECT
                              "t24"."customer_key" AS "customer_key",
                              "t24"."subscription_key" AS "subscription_key",
                              "t24"."item_key" AS "item_key",
                              "t24"."terms_key" AS "terms_key",
                              "t24"."day" AS "day",
                              "t24"."cause" AS "cause",
                              "t24"."native_micros" AS "native_micros",
                              "t24"."part" AS "part",
                              "t24"."source_key" AS "source_key",
                              "t24"."row" AS "row",
                              "t24"."currency" AS "currency",
                              "t24"."balance" AS "balance",
                              "t24"."before_day" AS "before_day",
                              "t24"."next_day" AS "next_day",
                              "t24"."rate_scaled" AS "rate_scaled",
                              "t24"."after" AS "after",
                              "t24"."before" AS "before",
                              "t24"."value_after" AS "value_after",
                              "t24"."value_before" AS "value_before",
                              "t24"."scale" AS "scale",
                              "t24"."n_" AS "n_",
                              "t24"."d_" AS "d_",
                              "t24"."q_" AS "q_",
                              "t24"."n_" - (
                                "t24"."q_" * "t24"."d_"
                              ) AS "r_"
                            FROM (
                              SELECT
                                "t23"."customer_key" AS "customer_key",
                                "t23"."subscription_key" AS "subscription_key",
                                "t23"."item_key" AS "item_key",
                                "t23"."terms_key" AS "terms_key",
                                "t23"."day" AS "day",
                                "t23"."cause" AS "cause",
                                "t23"."native_micros" AS "native_micros",
                                "t23"."part" AS "part",
                                "t23"."source_key" AS "source_key",
                                "t23"."row" AS "row",
                                "t23"."currency" AS "currency",
                                "t23"."balance" AS "balance",
                                "t23"."before_day" AS "before_day",
                                "t23"."next_day" AS "next_day",
                                "t23"."rate_scaled" AS "rate_scaled",
                                "t23"."after" AS "after",
                                "t23"."before" AS "before",
                                "t23"."value_after" AS "value_after",
                                "t23"."value_before" AS "value_before",
                                "t23"."scale" AS "scale",
                                "t23"."n_" AS "n_",
                                "t23"."d_" AS "d_",
                                "t23"."q_" + CAST(CAST(FLOOR(CAST("t23"."r_" AS Nullable(Float64)) / CAST("t23"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                                "t23"."r_" AS "r_"
                              FROM (
                                SELECT
                                  "t22"."customer_key" AS "customer_key",
                                  "t22"."subscription_key" AS "subscription_key",
                                  "t22"."item_key" AS "item_key",
                                  "t22"."terms_key" AS "terms_key",
                                  "t22"."day" AS "day",
                                  "t22"."cause" AS "cause",
                                  "t22"."native_micros" AS "native_micros",
                                  "t22"."part" AS "part",
                                  "t22"."source_key" AS "source_key",
                                  "t22"."row" AS "row",
                                  "t22"."currency" AS "currency",
                                  "t22"."balance" AS "balance",
                                  "t22"."before_day" AS "before_day",
                                  "t22"."next_day" AS "next_day",
                                  "t22"."rate_scaled" AS "rate_scaled",
                                  "t22"."after" AS "after",
                                  "t22"."before" AS "before",
                                  "t22"."value_after" AS "value_after",
                                  "t22"."value_before" AS "value_before",
                                  "t22"."scale" AS "scale",
                                  "t22"."n_" AS "n_",
                                  "t22"."d_" AS "d_",
                                  "t22"."q_" AS "q_",
                                  "t22"."n_" - (
                                    "t22"."q_" * "t22"."d_"
                                  ) AS "r_"
                                FROM (
                                  SELECT
                                    "t21"."customer_key" AS "customer_key",
                                    "t21"."subscription_key" AS "subscription_key",
                                    "t21"."item_key" AS "item_key",
                                    "t21"."terms_key" AS "terms_key",
                                    "t21"."day" AS "day",
                                    "t21"."cause" AS "cause",
                                    "t21"."native_micros" AS "native_micros",
                                    "t21"."part" AS "part",
                                    "t21"."source_key" AS "source_key",
                                    "t21"."row" AS "row",
                                    "t21"."currency" AS "currency",
                                    "t21"."balance" AS "balance",
                                    "t21"."before_day" AS "before_day",
                                    "t21"."next_day" AS "next_day",
                                    "t21"."rate_scaled" AS "rate_scaled",
                                    "t21"."after" AS "after",
                                    "t21"."before" AS "before",
                                    "t21"."value_after" AS "value_after",
                                    "t21"."value_before" AS "value_before",
                                    "t21"."scale" AS "scale",
                                    "t21"."n_" AS "n_",
                                    "t21"."d_" AS "d_",
                                    CAST(CAST(FLOOR(CAST("t21"."n_" AS Nullable(Float64)) / CAST("t21"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
                                  FROM (
                                    SELECT
                                      "t20"."customer_key" AS "customer_key",
                                      "t20"."subscription_key" AS "subscription_key",
                                      "t20"."item_key" AS "item_key",
                                      "t20"."terms_key" AS "terms_key",
                                      "t20"."day" AS "day",
                                      "t20"."cause" AS "cause",
                                      "t20"."native_micros" AS "native_micros",
                                      "t20"."part" AS "part",
                                      "t20"."source_key" AS "source_key",
                                      "t20"."row" AS "row",
                                      "t20"."currency" AS "currency",
                                      "t20"."balance" AS "balance",
                                      "t20"."before_day" AS "before_day",
                                      "t20"."next_day" AS "next_day",
                                      "t20"."rate_scaled" AS "rate_scaled",
                                      "t20"."after" AS "after",
                                      "t20"."before" AS "before",
                                      "t20"."value_after" AS "value_after",
                                      "t20"."value_before" AS "value_before",
                                      "t20"."scale" AS "scale",
                                      "t20"."value_after" AS "n_",
                                      "t20"."scale" AS "d_"
                                    FROM (
                                      SELECT
                                        "t19"."customer_key" AS "customer_key",
                                        "t19"."subscription_key" AS "subscription_key",
                                        "t19"."item_key" AS "item_key",
                                        "t19"."terms_key" AS "terms_key",
                                        "t19"."day" AS "day",
                                        "t19"."cause" AS "cause",
                                        "t19"."native_micros" AS "native_micros",
                                        "t19"."part" AS "part",
                                        "t19"."source_key" AS "source_key",
                                        "t19"."row" AS "row",
                                        "t19"."currency" AS "currency",
                                        "t19"."balance" AS "balance",
                                        "t19"."before_day" AS "before_day",
                                        "t19"."next_day" AS "next_day",
                                        "t19"."rate_scaled" AS "rate_scaled",
                                        "t19"."after" AS "after",
                                        "t19"."before" AS "before",
                                        CAST("t19"."after" AS Nullable(Decimal(38, 0))) * "t19"."rate_scaled" AS "value_after",
                                        CAST("t19"."before" AS Nullable(Decimal(38, 0))) * "t19"."rate_scaled" AS "value_before",
                                        CAST(toInt64('1000000000000') AS Nullable(Decimal(38, 0))) AS "scale"
                                      FROM (
                                        SELECT
                                          "t18"."customer_key" AS "customer_key",
                                          "t18"."subscription_key" AS "subscription_key",
                                          "t18"."item_key" AS "item_key",
                                          "t18"."terms_key" AS "terms_key",
                                          "t18"."day" AS "day",
                                          "t18"."cause" AS "cause",
                                          "t18"."native_micros" AS "native_micros",
                                          "t18"."part" AS "part",
                                          "t18"."source_key" AS "source_key",
                                          "t18"."row" AS "row",
                                          "t18"."currency" AS "currency",
                                          "t18"."balance" AS "balance",
                                          "t18"."before_day" AS "before_day",
                                          "t18"."next_day" AS "next_day",
                                          "t18"."rate_scaled" AS "rate_scaled",
                                          "t18"."balance" AS "after",
                                          accurateCast(toInt128("t18"."balance") - toInt128("t18"."native_micros"), 'Nullable(Int64)') AS "before"
                                        FROM (
                                          SELECT
                                            "t17".*
                                            EXCEPT ("rate_currency", "rate_day", "rate_day_")
                                          FROM (
                                            SELECT
                                              "t15"."customer_key" AS "customer_key",
                                              "t15"."subscription_key" AS "subscription_key",
                                              "t15"."item_key" AS "item_key",
                                              "t15"."terms_key" AS "terms_key",
                                              "t15"."day" AS "day",
                                              "t15"."cause" AS "cause",
                                              "t15"."native_micros" AS "native_micros",
                                              "t15"."part" AS "part",
                                              "t15"."source_key" AS "source_key",
                                              "t15"."row" AS "row",
                                              "t15"."currency" AS "currency",
                                              "t15"."balance" AS "balance",
                                              "t15"."before_day" AS "before_day",
                                              "t15"."next_day" AS "next_day",
                                              "t15"."rate_day" AS "rate_day",
                                              "t7"."rate_currency" AS "rate_currency",
                                              "t7"."rate_day_" AS "rate_day_",
                                              "t7"."rate_scaled" AS "rate_scaled"
                                            FROM (
                                              SELECT
                                                "t12"."customer_key" AS "customer_key",
                                                "t12"."subscription_key" AS "subscription_key",
                                                "t12"."item_key" AS "item_key",
                                                "t12"."terms_key" AS "terms_key",
                                                "t12"."day" AS "day",
                                                "t12"."cause" AS "cause",
                                                "t12"."native_micros" AS "native_micros",
                                                "t12"."part" AS "part",
                                                "t12"."source_key" AS "source_key",
                                                "t12"."row" AS "row",
                                                "t12"."currency" AS "currency",
                                                "t12"."balance" AS "balance",
                                                "t12"."before_day" AS "before_day",
                                                "t12"."next_day" AS "next_day",
                                                toDate32('2025-01-31') AS "rate_day"
                                              FROM (
                                                SELECT
                                                  *
                                                FROM "t9" AS "t10"
                                                WHERE
                                                  "t10"."currency" <> 'USD'
                                              ) AS "t12"
                                            ) AS "t15"
                                            INNER JOIN (
                                              SELECT
                                                "t2"."currency" AS "rate_currency",
                                                "t2"."day" AS "rate_day_",
                                                "t2"."rate_scaled" AS "rate_scaled"
                                              FROM "rates" AS "t2"
                                            ) AS "t7"
                                              ON "t15"."currency" = "t7"."rate_currency" AND "t15"."rate_day" = "t7"."rate_day_"
                                          ) AS "t17"
                                        ) AS "t18"
                                      ) AS "t19"
                                    ) AS "t20"
                                  ) AS "t21"
                                ) AS "t22"
                              ) AS "t23"
                            ) AS "t24"
                          ) AS "t25"
                        ) AS "t26"
                      ) AS "t27"
                    ) AS "t28"
                  ) AS "t29"
                ) AS "t30"
              ) AS "t31"
            ) AS "t32"
          ) AS "t33"
        ) AS "t34"
      ) AS "t35"
    ) AS "t36"
  ) AS "t37"
) AS "t38"
