WITH "t11" AS (
  SELECT
    "t10"."customer_key" AS "customer_key",
    "t10"."subscription_key" AS "subscription_key",
    "t10"."item_key" AS "item_key",
    "t10"."terms_key" AS "terms_key",
    "t10"."day" AS "day",
    "t10"."cause" AS "cause",
    "t10"."native_micros" AS "native_micros",
    "t10"."part" AS "part",
    "t10"."source_key" AS "source_key",
    "t10"."row" AS "row",
    "t10"."currency" AS "currency",
    accurateCast(
      SUM(toInt128("t10"."native_micros")) OVER (
        PARTITION BY "t10"."item_key", "t10"."currency"
        ORDER BY "t10"."day" ASC, "t10"."part" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ),
      'Nullable(Int64)'
    ) AS "balance",
    lag("t10"."day") OVER (
      PARTITION BY "t10"."item_key", "t10"."currency"
      ORDER BY "t10"."day" ASC, "t10"."part" ASC
    ) AS "before_day",
    lead("t10"."day") OVER (
      PARTITION BY "t10"."item_key", "t10"."currency"
      ORDER BY "t10"."day" ASC, "t10"."part" ASC
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
      "t7"."currency" AS "currency"
    FROM "drafted" AS "t3"
    INNER JOIN (
      SELECT
        "t1"."terms_key" AS "terms_key",
        "t1"."currency" AS "currency"
      FROM "rules" AS "t1"
    ) AS "t7"
      ON "t3"."terms_key" = "t7"."terms_key"
  ) AS "t10"
)
SELECT
  *
FROM (
  SELECT
    "t67"."customer_key" AS "customer_key",
    "t67"."subscription_key" AS "subscription_key",
    "t67"."item_key" AS "item_key",
    "t67"."terms_key" AS "terms_key",
    "t67"."day" AS "day",
    "t67"."cause" AS "cause",
    "t67"."native_micros" AS "native_micros",
    "t67"."run_rate_micros" AS "run_rate_micros",
    "t67"."source_key" AS "source_key",
    "t67"."row" AS "row"
  FROM (
    SELECT
      "t66"."customer_key" AS "customer_key",
      "t66"."subscription_key" AS "subscription_key",
      "t66"."item_key" AS "item_key",
      "t66"."terms_key" AS "terms_key",
      "t66"."day" AS "day",
      'fx' AS "cause",
      0 AS "native_micros",
      "t66"."part" AS "part",
      "t66"."source_key" AS "source_key",
      "t66"."row" AS "row",
      "t66"."currency" AS "currency",
      "t66"."balance" AS "balance",
      "t66"."before_day" AS "before_day",
      "t66"."next_day" AS "next_day",
      "t66"."rate_scaled" AS "rate_scaled",
      "t66"."rate_before" AS "rate_before",
      "t66"."held" AS "held",
      "t66"."value_after" AS "value_after",
      "t66"."value_before" AS "value_before",
      "t66"."scale" AS "scale",
      "t66"."carried_after" AS "carried_after",
      "t66"."carried_before" AS "carried_before",
      "t66"."run_rate_micros" AS "run_rate_micros"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t64"."customer_key" AS "customer_key",
          "t64"."subscription_key" AS "subscription_key",
          "t64"."item_key" AS "item_key",
          "t64"."terms_key" AS "terms_key",
          "t64"."day" AS "day",
          "t64"."cause" AS "cause",
          "t64"."native_micros" AS "native_micros",
          "t64"."part" AS "part",
          "t64"."source_key" AS "source_key",
          "t64"."row" AS "row",
          "t64"."currency" AS "currency",
          "t64"."balance" AS "balance",
          "t64"."before_day" AS "before_day",
          "t64"."next_day" AS "next_day",
          "t64"."rate_scaled" AS "rate_scaled",
          "t64"."rate_before" AS "rate_before",
          "t64"."held" AS "held",
          "t64"."value_after" AS "value_after",
          "t64"."value_before" AS "value_before",
          "t64"."scale" AS "scale",
          "t64"."carried_after" AS "carried_after",
          "t64"."carried_before" AS "carried_before",
          CAST("t64"."carried_after" - "t64"."carried_before" AS Nullable(Int64)) AS "run_rate_micros"
        FROM (
          SELECT
            "t63"."customer_key" AS "customer_key",
            "t63"."subscription_key" AS "subscription_key",
            "t63"."item_key" AS "item_key",
            "t63"."terms_key" AS "terms_key",
            "t63"."day" AS "day",
            "t63"."cause" AS "cause",
            "t63"."native_micros" AS "native_micros",
            "t63"."part" AS "part",
            "t63"."source_key" AS "source_key",
            "t63"."row" AS "row",
            "t63"."currency" AS "currency",
            "t63"."balance" AS "balance",
            "t63"."before_day" AS "before_day",
            "t63"."next_day" AS "next_day",
            "t63"."rate_scaled" AS "rate_scaled",
            "t63"."rate_before" AS "rate_before",
            "t63"."held" AS "held",
            "t63"."value_after" AS "value_after",
            "t63"."value_before" AS "value_before",
            "t63"."scale" AS "scale",
            "t63"."carried_after" AS "carried_after",
            "t63"."carried_before" AS "carried_before"
          FROM (
            SELECT
              "t59"."customer_key" AS "customer_key",
              "t59"."subscription_key" AS "subscription_key",
              "t59"."item_key" AS "item_key",
              "t59"."terms_key" AS "terms_key",
              "t59"."day" AS "day",
              "t59"."cause" AS "cause",
              "t59"."native_micros" AS "native_micros",
              "t59"."part" AS "part",
              "t59"."source_key" AS "source_key",
              "t59"."row" AS "row",
              "t59"."currency" AS "currency",
              "t59"."balance" AS "balance",
              "t59"."before_day" AS "before_day",
              "t59"."next_day" AS "next_day",
              "t59"."rate_scaled" AS "rate_scaled",
              "t59"."rate_before" AS "rate_before",
              "t59"."held" AS "held",
              "t59"."value_after" AS "value_after",
              "t59"."value_before" AS "value_before",
              "t59"."scale" AS "scale",
              "t59"."carried_after" AS "carried_after",
              "t59"."n_" AS "n_",
              "t59"."d_" AS "d_",
              "t59"."q_" AS "q_",
              "t59"."r_" AS "r_",
              CASE
                WHEN (
                  (
                    "t59"."r_" + "t59"."r_"
                  ) > "t59"."d_"
                )
                OR (
                  (
                    (
                      "t59"."r_" + "t59"."r_"
                    ) = "t59"."d_"
                  )
                  AND (
                    (
                      CAST("t59"."q_" AS Nullable(Int64)) % 2
                    ) <> 0
                  )
                )
                THEN "t59"."q_" + 1
                ELSE "t59"."q_"
              END AS "carried_before"
            FROM (
              SELECT
                "t56"."customer_key" AS "customer_key",
                "t56"."subscription_key" AS "subscription_key",
                "t56"."item_key" AS "item_key",
                "t56"."terms_key" AS "terms_key",
                "t56"."day" AS "day",
                "t56"."cause" AS "cause",
                "t56"."native_micros" AS "native_micros",
                "t56"."part" AS "part",
                "t56"."source_key" AS "source_key",
                "t56"."row" AS "row",
                "t56"."currency" AS "currency",
                "t56"."balance" AS "balance",
                "t56"."before_day" AS "before_day",
                "t56"."next_day" AS "next_day",
                "t56"."rate_scaled" AS "rate_scaled",
                "t56"."rate_before" AS "rate_before",
                "t56"."held" AS "held",
                "t56"."value_after" AS "value_after",
                "t56"."value_before" AS "value_before",
                "t56"."scale" AS "scale",
                "t56"."carried_after" AS "carried_after",
                "t56"."n_" AS "n_",
                "t56"."d_" AS "d_",
                CASE
                  WHEN "t56"."r_" < 0
                  THEN "t56"."q_" - 1
                  ELSE CASE WHEN "t56"."r_" >= "t56"."d_" THEN "t56"."q_" + 1 ELSE "t56"."q_" END
                END AS "q_",
                CASE
                  WHEN "t56"."r_" < 0
                  THEN "t56"."r_" + "t56"."d_"
                  ELSE CASE WHEN "t56"."r_" >= "t56"."d_" THEN "t56"."r_" - "t56"."d_" ELSE "t56"."r_" END
                END AS "r_"
              FROM (
                SELECT
                  "t55"."customer_key" AS "customer_key",
                  "t55"."subscription_key" AS "subscription_key",
                  "t55"."item_key" AS "item_key",
                  "t55"."terms_key" AS "terms_key",
                  "t55"."day" AS "day",
                  "t55"."cause" AS "cause",
                  "t55"."native_micros" AS "native_micros",
                  "t55"."part" AS "part",
                  "t55"."source_key" AS "source_key",
                  "t55"."row" AS "row",
                  "t55"."currency" AS "currency",
                  "t55"."balance" AS "balance",
                  "t55"."before_day" AS "before_day",
                  "t55"."next_day" AS "next_day",
                  "t55"."rate_scaled" AS "rate_scaled",
                  "t55"."rate_before" AS "rate_before",
                  "t55"."held" AS "held",
                  "t55"."value_after" AS "value_after",
                  "t55"."value_before" AS "value_before",
                  "t55"."scale" AS "scale",
                  "t55"."carried_after" AS "carried_after",
                  "t55"."n_" AS "n_",
                  "t55"."d_" AS "d_",
                  "t55"."q_" AS "q_",
                  "t55"."n_" - (
                    "t55"."q_" * "t55"."d_"
                  ) AS "r_"
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
                    "t53"."row" AS "row",
                    "t53"."currency" AS "currency",
                    "t53"."balance" AS "balance",
                    "t53"."before_day" AS "before_day",
                    "t53"."next_day" AS "next_day",
                    "t53"."rate_scaled" AS "rate_scaled",
                    "t53"."rate_before" AS "rate_before",
                    "t53"."held" AS "held",
                    "t53"."value_after" AS "value_after",
                    "t53"."value_before" AS "value_before",
                    "t53"."scale" AS "scale",
                    "t53"."carried_after" AS "carried_after",
                    "t53"."n_" AS "n_",
                    "t53"."d_" AS "d_",
                    "t53"."q_" + CAST(CAST(FLOOR(CAST("t53"."r_" AS Nullable(Float64)) / CAST("t53"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                    "t53"."r_" AS "r_"
                  FROM (
                    SELECT
                      "t51"."customer_key" AS "customer_key",
                      "t51"."subscription_key" AS "subscription_key",
                      "t51"."item_key" AS "item_key",
                      "t51"."terms_key" AS "terms_key",
                      "t51"."day" AS "day",
                      "t51"."cause" AS "cause",
                      "t51"."native_micros" AS "native_micros",
                      "t51"."part" AS "part",
                      "t51"."source_key" AS "source_key",
                      "t51"."row" AS "row",
                      "t51"."currency" AS "currency",
                      "t51"."balance" AS "balance",
                      "t51"."before_day" AS "before_day",
                      "t51"."next_day" AS "next_day",
                      "t51"."rate_scaled" AS "rate_scaled",
                      "t51"."rate_before" AS "rate_before",
                      "t51"."held" AS "held",
                      "t51"."value_after" AS "value_after",
                      "t51"."value_before" AS "value_before",
                      "t51"."scale" AS "scale",
                      "t51"."carried_after" AS "carried_after",
                      "t51"."n_" AS "n_",
                      "t51"."d_" AS "d_",
                      "t51"."q_" AS "q_",
                      "t51"."n_" - (
                        "t51"."q_" * "t51"."d_"
                      ) AS "r_"
                    FROM (
                      SELECT
                        "t49"."customer_key" AS "customer_key",
                        "t49"."subscription_key" AS "subscription_key",
                        "t49"."item_key" AS "item_key",
                        "t49"."terms_key" AS "terms_key",
                        "t49"."day" AS "day",
                        "t49"."cause" AS "cause",
                        "t49"."native_micros" AS "native_micros",
                        "t49"."part" AS "part",
                        "t49"."source_key" AS "source_key",
                        "t49"."row" AS "row",
                        "t49"."currency" AS "currency",
                        "t49"."balance" AS "balance",
                        "t49"."before_day" AS "before_day",
                        "t49"."next_day" AS "next_day",
                        "t49"."rate_scaled" AS "rate_scaled",
                        "t49"."rate_before" AS "rate_before",
                        "t49"."held" AS "held",
                        "t49"."value_after" AS "value_after",
                        "t49"."value_before" AS "value_before",
                        "t49"."scale" AS "scale",
                        "t49"."carried_after" AS "carried_after",
                        "t49"."n_" AS "n_",
                        "t49"."d_" AS "d_",
                        CAST(CAST(FLOOR(CAST("t49"."n_" AS Nullable(Float64)) / CAST("t49"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
                      FROM (
                        SELECT
                          "t47"."customer_key" AS "customer_key",
                          "t47"."subscription_key" AS "subscription_key",
                          "t47"."item_key" AS "item_key",
                          "t47"."terms_key" AS "terms_key",
                          "t47"."day" AS "day",
                          "t47"."cause" AS "cause",
                          "t47"."native_micros" AS "native_micros",
                          "t47"."part" AS "part",
                          "t47"."source_key" AS "source_key",
                          "t47"."row" AS "row",
                          "t47"."currency" AS "currency",
                          "t47"."balance" AS "balance",
                          "t47"."before_day" AS "before_day",
                          "t47"."next_day" AS "next_day",
                          "t47"."rate_scaled" AS "rate_scaled",
                          "t47"."rate_before" AS "rate_before",
                          "t47"."held" AS "held",
                          "t47"."value_after" AS "value_after",
                          "t47"."value_before" AS "value_before",
                          "t47"."scale" AS "scale",
                          "t47"."carried_after" AS "carried_after",
                          "t47"."value_before" AS "n_",
                          "t47"."scale" AS "d_"
                        FROM (
                          SELECT
                            "t46"."customer_key" AS "customer_key",
                            "t46"."subscription_key" AS "subscription_key",
                            "t46"."item_key" AS "item_key",
                            "t46"."terms_key" AS "terms_key",
                            "t46"."day" AS "day",
                            "t46"."cause" AS "cause",
                            "t46"."native_micros" AS "native_micros",
                            "t46"."part" AS "part",
                            "t46"."source_key" AS "source_key",
                            "t46"."row" AS "row",
                            "t46"."currency" AS "currency",
                            "t46"."balance" AS "balance",
                            "t46"."before_day" AS "before_day",
                            "t46"."next_day" AS "next_day",
                            "t46"."rate_scaled" AS "rate_scaled",
                            "t46"."rate_before" AS "rate_before",
                            "t46"."held" AS "held",
                            "t46"."value_after" AS "value_after",
                            "t46"."value_before" AS "value_before",
                            "t46"."scale" AS "scale",
                            "t46"."carried_after" AS "carried_after"
                          FROM (
                            SELECT
                              "t43"."customer_key" AS "customer_key",
                              "t43"."subscription_key" AS "subscription_key",
                              "t43"."item_key" AS "item_key",
                              "t43"."terms_key" AS "terms_key",
                              "t43"."day" AS "day",
                              "t43"."cause" AS "cause",
                              "t43"."native_micros" AS "native_micros",
                              "t43"."part" AS "part",
                              "t43"."source_key" AS "source_key",
                              "t43"."row" AS "row",
                              "t43"."currency" AS "currency",
                              "t43"."balance" AS "balance",
                              "t43"."before_day" AS "before_day",
                              "t43"."next_day" AS "next_day",
                              "t43"."rate_scaled" AS "rate_scaled",
                              "t43"."rate_before" AS "rate_before",
                              "t43"."held" AS "held",
                              "t43"."value_after" AS "value_after",
                              "t43"."value_before" AS "value_before",
                              "t43"."scale" AS "scale",
                              "t43"."n_" AS "n_",
                              "t43"."d_" AS "d_",
                              "t43"."q_" AS "q_",
                              "t43"."r_" AS "r_",
                              CASE
                                WHEN (
                                  (
                                    "t43"."r_" + "t43"."r_"
                                  ) > "t43"."d_"
                                )
                                OR (
                                  (
                                    (
                                      "t43"."r_" + "t43"."r_"
                                    ) = "t43"."d_"
                                  )
                                  AND (
                                    (
                                      CAST("t43"."q_" AS Nullable(Int64)) % 2
                                    ) <> 0
                                  )
                                )
                                THEN "t43"."q_" + 1
                                ELSE "t43"."q_"
                              END AS "carried_after"
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
                                "t40"."row" AS "row",
                                "t40"."currency" AS "currency",
                                "t40"."balance" AS "balance",
                                "t40"."before_day" AS "before_day",
                                "t40"."next_day" AS "next_day",
                                "t40"."rate_scaled" AS "rate_scaled",
                                "t40"."rate_before" AS "rate_before",
                                "t40"."held" AS "held",
                                "t40"."value_after" AS "value_after",
                                "t40"."value_before" AS "value_before",
                                "t40"."scale" AS "scale",
                                "t40"."n_" AS "n_",
                                "t40"."d_" AS "d_",
                                CASE
                                  WHEN "t40"."r_" < 0
                                  THEN "t40"."q_" - 1
                                  ELSE CASE WHEN "t40"."r_" >= "t40"."d_" THEN "t40"."q_" + 1 ELSE "t40"."q_" END
                                END AS "q_",
                                CASE
                                  WHEN "t40"."r_" < 0
                                  THEN "t40"."r_" + "t40"."d_"
                                  ELSE CASE WHEN "t40"."r_" >= "t40"."d_" THEN "t40"."r_" - "t40"."d_" ELSE "t40"."r_" END
                                END AS "r_"
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
                                  "t39"."row" AS "row",
                                  "t39"."currency" AS "currency",
                                  "t39"."balance" AS "balance",
                                  "t39"."before_day" AS "before_day",
                                  "t39"."next_day" AS "next_day",
                                  "t39"."rate_scaled" AS "rate_scaled",
                                  "t39"."rate_before" AS "rate_before",
                                  "t39"."held" AS "held",
                                  "t39"."value_after" AS "value_after",
                                  "t39"."value_before" AS "value_before",
                                  "t39"."scale" AS "scale",
                                  "t39"."n_" AS "n_",
                                  "t39"."d_" AS "d_",
                                  "t39"."q_" AS "q_",
                                  "t39"."n_" - (
                                    "t39"."q_" * "t39"."d_"
                                  ) AS "r_"
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
                                    "t37"."row" AS "row",
                                    "t37"."currency" AS "currency",
                                    "t37"."balance" AS "balance",
                                    "t37"."before_day" AS "before_day",
                                    "t37"."next_day" AS "next_day",
                                    "t37"."rate_scaled" AS "rate_scaled",
                                    "t37"."rate_before" AS "rate_before",
                                    "t37"."held" AS "held",
                                    "t37"."value_after" AS "value_after",
                                    "t37"."value_before" AS "value_before",
                                    "t37"."scale" AS "scale",
                                    "t37"."n_" AS "n_",
                                    "t37"."d_" AS "d_",
                                    "t37"."q_" + CAST(CAST(FLOOR(CAST("t37"."r_" AS Nullable(Float64)) / CAST("t37"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                                    "t37"."r_" AS "r_"
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
                                      "t35"."rate_before" AS "rate_before",
                                      "t35"."held" AS "held",
                                      "t35"."value_after" AS "value_after",
                                      "t35"."value_before" AS "value_before",
                                      "t35"."scale" AS "scale",
                                      "t35"."n_" AS "n_",
                                      "t35"."d_" AS "d_",
                                      "t35"."q_" AS "q_",
                                      "t35"."n_" - (
                                        "t35"."q_" * "t35"."d_"
                                      ) AS "r_"
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
                                        "t33"."rate_before" AS "rate_before",
                                        "t33"."held" AS "held",
                                        "t33"."value_after" AS "value_after",
                                        "t33"."value_before" AS "value_before",
                                        "t33"."scale" AS "scale",
                                        "t33"."n_" AS "n_",
                                        "t33"."d_" AS "d_",
                                        CAST(CAST(FLOOR(CAST("t33"."n_" AS Nullable(Float64)) / CAST("t33"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                                          "t31"."rate_before" AS "rate_before",
                                          "t31"."held" AS "held",
                                          "t31"."value_after" AS "value_after",
                                          "t31"."value_before" AS "value_before",
                                          "t31"."scale" AS "scale",
                                          "t31"."value_after" AS "n_",
                                          "t31"."scale" AS "d_"
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
                                            "t29"."rate_before" AS "rate_before",
                                            "t29"."held" AS "held",
                                            CAST("t29"."held" AS Nullable(Decimal(38, 0))) * "t29"."rate_scaled" AS "value_after",
                                            CAST("t29"."held" AS Nullable(Decimal(38, 0))) * "t29"."rate_before" AS "value_before",
                                            CAST(toInt64('1000000000000') AS Nullable(Decimal(38, 0))) AS "scale"
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
                                              "t28"."rate_before" AS "rate_before",
                                              accurateCast(toInt128("t28"."balance") - toInt128("t28"."native_micros"), 'Nullable(Int64)') AS "held"
                                            FROM (
                                              SELECT
                                                "t27".*
                                                EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                  "t24"."rate_day" AS "rate_day",
                                                  "t9"."rate_currency" AS "rate_currency",
                                                  "t9"."rate_day_" AS "rate_day_",
                                                  "t9"."rate_before" AS "rate_before"
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
                                                    "t22"."before_day" AS "rate_day"
                                                  FROM (
                                                    SELECT
                                                      *
                                                    FROM (
                                                      SELECT
                                                        "t19".*
                                                        EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                          "t17"."row" AS "row",
                                                          "t17"."currency" AS "currency",
                                                          "t17"."balance" AS "balance",
                                                          "t17"."before_day" AS "before_day",
                                                          "t17"."next_day" AS "next_day",
                                                          "t17"."rate_day" AS "rate_day",
                                                          "t8"."rate_currency" AS "rate_currency",
                                                          "t8"."rate_day_" AS "rate_day_",
                                                          "t8"."rate_scaled" AS "rate_scaled"
                                                        FROM (
                                                          SELECT
                                                            "t14"."customer_key" AS "customer_key",
                                                            "t14"."subscription_key" AS "subscription_key",
                                                            "t14"."item_key" AS "item_key",
                                                            "t14"."terms_key" AS "terms_key",
                                                            "t14"."day" AS "day",
                                                            "t14"."cause" AS "cause",
                                                            "t14"."native_micros" AS "native_micros",
                                                            "t14"."part" AS "part",
                                                            "t14"."source_key" AS "source_key",
                                                            "t14"."row" AS "row",
                                                            "t14"."currency" AS "currency",
                                                            "t14"."balance" AS "balance",
                                                            "t14"."before_day" AS "before_day",
                                                            "t14"."next_day" AS "next_day",
                                                            "t14"."day" AS "rate_day"
                                                          FROM (
                                                            SELECT
                                                              *
                                                            FROM "t11" AS "t12"
                                                            WHERE
                                                              "t12"."currency" <> 'USD'
                                                          ) AS "t14"
                                                        ) AS "t17"
                                                        INNER JOIN (
                                                          SELECT
                                                            "t2"."currency" AS "rate_currency",
                                                            "t2"."day" AS "rate_day_",
                                                            "t2"."rate_scaled" AS "rate_scaled"
                                                          FROM "rates" AS "t2"
                                                        ) AS "t8"
                                                          ON "t17"."currency" = "t8"."rate_currency" AND "t17"."rate_day" = "t8"."rate_day_"
                                                      ) AS "t19"
                                                    ) AS "t20"
                                                    WHERE
                                                      "t20"."before_day" < "t20"."day"
                                                  ) AS "t22"
                                                ) AS "t24"
                                                INNER JOIN (
                                                  SELECT
                                                    "t2"."currency" AS "rate_currency",
                                                    "t2"."day" AS "rate_day_",
                                                    "t2"."rate_scaled" AS "rate_before"
                                                  FROM "rates" AS "t2"
                                                ) AS "t9"
                                                  ON "t24"."currency" = "t9"."rate_currency" AND "t24"."rate_day" = "t9"."rate_day_"
                                              ) AS "t27"
                                            ) AS "t28"
                                          ) AS "t29"
                                        ) AS "t31"
                                      ) AS "t33"
                                    ) AS "t35"
                                  ) AS "t37"
                                ) AS "t39"
                              ) AS "t40"
                            ) AS "t43"
                          ) AS "t46"
                        ) AS "t47"
                      ) AS "t49"
                    ) AS "t51"
                  ) AS "t53"
                ) AS "t55"
              ) AS "t56"
            ) AS "t59"
          ) AS "t63"
        ) AS "t64"
      ) AS "t65"
      WHERE
        "t65"."run_rate_micros" <> 0
    ) AS "t66"
  ) AS "t67"
) AS "t68"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t15"."customer_key" AS "customer_key",
      "t15"."subscription_key" AS "subscription_key",
      "t15"."item_key" AS "item_key",
      "t15"."terms_key" AS "terms_key",
      "t15"."day" AS "day",
      "t15"."cause" AS "cause",
      "t15"."native_micros" AS "native_micros",
      "t15"."run_rate_micros" AS "run_rate_micros",
      "t15"."source_key" AS "source_key",
      "t15"."row" AS "row"
    FROM (
      SELECT
        "t13"."customer_key" AS "customer_key",
        "t13"."subscription_key" AS "subscription_key",
        "t13"."item_key" AS "item_key",
        "t13"."terms_key" AS "terms_key",
        "t13"."day" AS "day",
        "t13"."cause" AS "cause",
        "t13"."native_micros" AS "native_micros",
        "t13"."part" AS "part",
        "t13"."source_key" AS "source_key",
        "t13"."row" AS "row",
        "t13"."currency" AS "currency",
        "t13"."balance" AS "balance",
        "t13"."before_day" AS "before_day",
        "t13"."next_day" AS "next_day",
        "t13"."native_micros" AS "run_rate_micros"
      FROM (
        SELECT
          *
        FROM "t11" AS "t12"
        WHERE
          "t12"."currency" = 'USD'
      ) AS "t13"
    ) AS "t15"
  ) AS "t18"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t60"."customer_key" AS "customer_key",
      "t60"."subscription_key" AS "subscription_key",
      "t60"."item_key" AS "item_key",
      "t60"."terms_key" AS "terms_key",
      "t60"."day" AS "day",
      "t60"."cause" AS "cause",
      "t60"."native_micros" AS "native_micros",
      "t60"."run_rate_micros" AS "run_rate_micros",
      "t60"."source_key" AS "source_key",
      "t60"."row" AS "row"
    FROM (
      SELECT
        "t58"."customer_key" AS "customer_key",
        "t58"."subscription_key" AS "subscription_key",
        "t58"."item_key" AS "item_key",
        "t58"."terms_key" AS "terms_key",
        "t58"."day" AS "day",
        "t58"."cause" AS "cause",
        "t58"."native_micros" AS "native_micros",
        "t58"."part" AS "part",
        "t58"."source_key" AS "source_key",
        "t58"."row" AS "row",
        "t58"."currency" AS "currency",
        "t58"."balance" AS "balance",
        "t58"."before_day" AS "before_day",
        "t58"."next_day" AS "next_day",
        "t58"."rate_scaled" AS "rate_scaled",
        "t58"."after" AS "after",
        "t58"."before" AS "before",
        "t58"."value_after" AS "value_after",
        "t58"."value_before" AS "value_before",
        "t58"."scale" AS "scale",
        "t58"."carried_after" AS "carried_after",
        "t58"."carried_before" AS "carried_before",
        CAST("t58"."carried_after" - "t58"."carried_before" AS Nullable(Int64)) AS "run_rate_micros"
      FROM (
        SELECT
          "t57"."customer_key" AS "customer_key",
          "t57"."subscription_key" AS "subscription_key",
          "t57"."item_key" AS "item_key",
          "t57"."terms_key" AS "terms_key",
          "t57"."day" AS "day",
          "t57"."cause" AS "cause",
          "t57"."native_micros" AS "native_micros",
          "t57"."part" AS "part",
          "t57"."source_key" AS "source_key",
          "t57"."row" AS "row",
          "t57"."currency" AS "currency",
          "t57"."balance" AS "balance",
          "t57"."before_day" AS "before_day",
          "t57"."next_day" AS "next_day",
          "t57"."rate_scaled" AS "rate_scaled",
          "t57"."after" AS "after",
          "t57"."before" AS "before",
          "t57"."value_after" AS "value_after",
          "t57"."value_before" AS "value_before",
          "t57"."scale" AS "scale",
          "t57"."carried_after" AS "carried_after",
          "t57"."carried_before" AS "carried_before"
        FROM (
          SELECT
            "t54"."customer_key" AS "customer_key",
            "t54"."subscription_key" AS "subscription_key",
            "t54"."item_key" AS "item_key",
            "t54"."terms_key" AS "terms_key",
            "t54"."day" AS "day",
            "t54"."cause" AS "cause",
            "t54"."native_micros" AS "native_micros",
            "t54"."part" AS "part",
            "t54"."source_key" AS "source_key",
            "t54"."row" AS "row",
            "t54"."currency" AS "currency",
            "t54"."balance" AS "balance",
            "t54"."before_day" AS "before_day",
            "t54"."next_day" AS "next_day",
            "t54"."rate_scaled" AS "rate_scaled",
            "t54"."after" AS "after",
            "t54"."before" AS "before",
            "t54"."value_after" AS "value_after",
            "t54"."value_before" AS "value_before",
            "t54"."scale" AS "scale",
            "t54"."carried_after" AS "carried_after",
            "t54"."n_" AS "n_",
            "t54"."d_" AS "d_",
            "t54"."q_" AS "q_",
            "t54"."r_" AS "r_",
            CASE
              WHEN (
                (
                  "t54"."r_" + "t54"."r_"
                ) > "t54"."d_"
              )
              OR (
                (
                  (
                    "t54"."r_" + "t54"."r_"
                  ) = "t54"."d_"
                )
                AND (
                  (
                    CAST("t54"."q_" AS Nullable(Int64)) % 2
                  ) <> 0
                )
              )
              THEN "t54"."q_" + 1
              ELSE "t54"."q_"
            END AS "carried_before"
          FROM (
            SELECT
              "t52"."customer_key" AS "customer_key",
              "t52"."subscription_key" AS "subscription_key",
              "t52"."item_key" AS "item_key",
              "t52"."terms_key" AS "terms_key",
              "t52"."day" AS "day",
              "t52"."cause" AS "cause",
              "t52"."native_micros" AS "native_micros",
              "t52"."part" AS "part",
              "t52"."source_key" AS "source_key",
              "t52"."row" AS "row",
              "t52"."currency" AS "currency",
              "t52"."balance" AS "balance",
              "t52"."before_day" AS "before_day",
              "t52"."next_day" AS "next_day",
              "t52"."rate_scaled" AS "rate_scaled",
              "t52"."after" AS "after",
              "t52"."before" AS "before",
              "t52"."value_after" AS "value_after",
              "t52"."value_before" AS "value_before",
              "t52"."scale" AS "scale",
              "t52"."carried_after" AS "carried_after",
              "t52"."n_" AS "n_",
              "t52"."d_" AS "d_",
              CASE
                WHEN "t52"."r_" < 0
                THEN "t52"."q_" - 1
                ELSE CASE WHEN "t52"."r_" >= "t52"."d_" THEN "t52"."q_" + 1 ELSE "t52"."q_" END
              END AS "q_",
              CASE
                WHEN "t52"."r_" < 0
                THEN "t52"."r_" + "t52"."d_"
                ELSE CASE WHEN "t52"."r_" >= "t52"."d_" THEN "t52"."r_" - "t52"."d_" ELSE "t52"."r_" END
              END AS "r_"
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
                "t50"."row" AS "row",
                "t50"."currency" AS "currency",
                "t50"."balance" AS "balance",
                "t50"."before_day" AS "before_day",
                "t50"."next_day" AS "next_day",
                "t50"."rate_scaled" AS "rate_scaled",
                "t50"."after" AS "after",
                "t50"."before" AS "before",
                "t50"."value_after" AS "value_after",
                "t50"."value_before" AS "value_before",
                "t50"."scale" AS "scale",
                "t50"."carried_after" AS "carried_after",
                "t50"."n_" AS "n_",
                "t50"."d_" AS "d_",
                "t50"."q_" AS "q_",
                "t50"."n_" - (
                  "t50"."q_" * "t50"."d_"
                ) AS "r_"
              FROM (
                SELECT
                  "t48"."customer_key" AS "customer_key",
                  "t48"."subscription_key" AS "subscription_key",
                  "t48"."item_key" AS "item_key",
                  "t48"."terms_key" AS "terms_key",
                  "t48"."day" AS "day",
                  "t48"."cause" AS "cause",
                  "t48"."native_micros" AS "native_micros",
                  "t48"."part" AS "part",
                  "t48"."source_key" AS "source_key",
                  "t48"."row" AS "row",
                  "t48"."currency" AS "currency",
                  "t48"."balance" AS "balance",
                  "t48"."before_day" AS "before_day",
                  "t48"."next_day" AS "next_day",
                  "t48"."rate_scaled" AS "rate_scaled",
                  "t48"."after" AS "after",
                  "t48"."before" AS "before",
                  "t48"."value_after" AS "value_after",
                  "t48"."value_before" AS "value_before",
                  "t48"."scale" AS "scale",
                  "t48"."carried_after" AS "carried_after",
                  "t48"."n_" AS "n_",
                  "t48"."d_" AS "d_",
                  "t48"."q_" + CAST(CAST(FLOOR(CAST("t48"."r_" AS Nullable(Float64)) / CAST("t48"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                  "t48"."r_" AS "r_"
                FROM (
                  SELECT
                    "t45"."customer_key" AS "customer_key",
                    "t45"."subscription_key" AS "subscription_key",
                    "t45"."item_key" AS "item_key",
                    "t45"."terms_key" AS "terms_key",
                    "t45"."day" AS "day",
                    "t45"."cause" AS "cause",
                    "t45"."native_micros" AS "native_micros",
                    "t45"."part" AS "part",
                    "t45"."source_key" AS "source_key",
                    "t45"."row" AS "row",
                    "t45"."currency" AS "currency",
                    "t45"."balance" AS "balance",
                    "t45"."before_day" AS "before_day",
                    "t45"."next_day" AS "next_day",
                    "t45"."rate_scaled" AS "rate_scaled",
                    "t45"."after" AS "after",
                    "t45"."before" AS "before",
                    "t45"."value_after" AS "value_after",
                    "t45"."value_before" AS "value_before",
                    "t45"."scale" AS "scale",
                    "t45"."carried_after" AS "carried_after",
                    "t45"."n_" AS "n_",
                    "t45"."d_" AS "d_",
                    "t45"."q_" AS "q_",
                    "t45"."n_" - (
                      "t45"."q_" * "t45"."d_"
                    ) AS "r_"
                  FROM (
                    SELECT
                      "t44"."customer_key" AS "customer_key",
                      "t44"."subscription_key" AS "subscription_key",
                      "t44"."item_key" AS "item_key",
                      "t44"."terms_key" AS "terms_key",
                      "t44"."day" AS "day",
                      "t44"."cause" AS "cause",
                      "t44"."native_micros" AS "native_micros",
                      "t44"."part" AS "part",
                      "t44"."source_key" AS "source_key",
                      "t44"."row" AS "row",
                      "t44"."currency" AS "currency",
                      "t44"."balance" AS "balance",
                      "t44"."before_day" AS "before_day",
                      "t44"."next_day" AS "next_day",
                      "t44"."rate_scaled" AS "rate_scaled",
                      "t44"."after" AS "after",
                      "t44"."before" AS "before",
                      "t44"."value_after" AS "value_after",
                      "t44"."value_before" AS "value_before",
                      "t44"."scale" AS "scale",
                      "t44"."carried_after" AS "carried_after",
                      "t44"."n_" AS "n_",
                      "t44"."d_" AS "d_",
                      CAST(CAST(FLOOR(CAST("t44"."n_" AS Nullable(Float64)) / CAST("t44"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
                    FROM (
                      SELECT
                        "t42"."customer_key" AS "customer_key",
                        "t42"."subscription_key" AS "subscription_key",
                        "t42"."item_key" AS "item_key",
                        "t42"."terms_key" AS "terms_key",
                        "t42"."day" AS "day",
                        "t42"."cause" AS "cause",
                        "t42"."native_micros" AS "native_micros",
                        "t42"."part" AS "part",
                        "t42"."source_key" AS "source_key",
                        "t42"."row" AS "row",
                        "t42"."currency" AS "currency",
                        "t42"."balance" AS "balance",
                        "t42"."before_day" AS "before_day",
                        "t42"."next_day" AS "next_day",
                        "t42"."rate_scaled" AS "rate_scaled",
                        "t42"."after" AS "after",
                        "t42"."before" AS "before",
                        "t42"."value_after" AS "value_after",
                        "t42"."value_before" AS "value_before",
                        "t42"."scale" AS "scale",
                        "t42"."carried_after" AS "carried_after",
                        "t42"."value_before" AS "n_",
                        "t42"."scale" AS "d_"
                      FROM (
                        SELECT
                          "t41"."customer_key" AS "customer_key",
                          "t41"."subscription_key" AS "subscription_key",
                          "t41"."item_key" AS "item_key",
                          "t41"."terms_key" AS "terms_key",
                          "t41"."day" AS "day",
                          "t41"."cause" AS "cause",
                          "t41"."native_micros" AS "native_micros",
                          "t41"."part" AS "part",
                          "t41"."source_key" AS "source_key",
                          "t41"."row" AS "row",
                          "t41"."currency" AS "currency",
                          "t41"."balance" AS "balance",
                          "t41"."before_day" AS "before_day",
                          "t41"."next_day" AS "next_day",
                          "t41"."rate_scaled" AS "rate_scaled",
                          "t41"."after" AS "after",
                          "t41"."before" AS "before",
                          "t41"."value_after" AS "value_after",
                          "t41"."value_before" AS "value_before",
                          "t41"."scale" AS "scale",
                          "t41"."carried_after" AS "carried_after"
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
                            "t38"."row" AS "row",
                            "t38"."currency" AS "currency",
                            "t38"."balance" AS "balance",
                            "t38"."before_day" AS "before_day",
                            "t38"."next_day" AS "next_day",
                            "t38"."rate_scaled" AS "rate_scaled",
                            "t38"."after" AS "after",
                            "t38"."before" AS "before",
                            "t38"."value_after" AS "value_after",
                            "t38"."value_before" AS "value_before",
                            "t38"."scale" AS "scale",
                            "t38"."n_" AS "n_",
                            "t38"."d_" AS "d_",
                            "t38"."q_" AS "q_",
                            "t38"."r_" AS "r_",
                            CASE
                              WHEN (
                                (
                                  "t38"."r_" + "t38"."r_"
                                ) > "t38"."d_"
                              )
                              OR (
                                (
                                  (
                                    "t38"."r_" + "t38"."r_"
                                  ) = "t38"."d_"
                                )
                                AND (
                                  (
                                    CAST("t38"."q_" AS Nullable(Int64)) % 2
                                  ) <> 0
                                )
                              )
                              THEN "t38"."q_" + 1
                              ELSE "t38"."q_"
                            END AS "carried_after"
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
                              "t36"."n_" AS "n_",
                              "t36"."d_" AS "d_",
                              CASE
                                WHEN "t36"."r_" < 0
                                THEN "t36"."q_" - 1
                                ELSE CASE WHEN "t36"."r_" >= "t36"."d_" THEN "t36"."q_" + 1 ELSE "t36"."q_" END
                              END AS "q_",
                              CASE
                                WHEN "t36"."r_" < 0
                                THEN "t36"."r_" + "t36"."d_"
                                ELSE CASE WHEN "t36"."r_" >= "t36"."d_" THEN "t36"."r_" - "t36"."d_" ELSE "t36"."r_" END
                              END AS "r_"
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
                                "t34"."n_" AS "n_",
                                "t34"."d_" AS "d_",
                                "t34"."q_" AS "q_",
                                "t34"."n_" - (
                                  "t34"."q_" * "t34"."d_"
                                ) AS "r_"
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
                                  "t32"."n_" AS "n_",
                                  "t32"."d_" AS "d_",
                                  "t32"."q_" + CAST(CAST(FLOOR(CAST("t32"."r_" AS Nullable(Float64)) / CAST("t32"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                                  "t32"."r_" AS "r_"
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
                                    "t30"."n_" AS "n_",
                                    "t30"."d_" AS "d_",
                                    "t30"."q_" AS "q_",
                                    "t30"."n_" - (
                                      "t30"."q_" * "t30"."d_"
                                    ) AS "r_"
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
                                      CAST(CAST(FLOOR(CAST("t26"."n_" AS Nullable(Float64)) / CAST("t26"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                                        "t25"."value_after" AS "n_",
                                        "t25"."scale" AS "d_"
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
                                          CAST("t21"."after" AS Nullable(Decimal(38, 0))) * "t21"."rate_scaled" AS "value_after",
                                          CAST("t21"."before" AS Nullable(Decimal(38, 0))) * "t21"."rate_scaled" AS "value_before",
                                          CAST(toInt64('1000000000000') AS Nullable(Decimal(38, 0))) AS "scale"
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
                                            "t20"."balance" AS "after",
                                            accurateCast(toInt128("t20"."balance") - toInt128("t20"."native_micros"), 'Nullable(Int64)') AS "before"
                                          FROM (
                                            SELECT
                                              "t19".*
                                              EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                "t17"."row" AS "row",
                                                "t17"."currency" AS "currency",
                                                "t17"."balance" AS "balance",
                                                "t17"."before_day" AS "before_day",
                                                "t17"."next_day" AS "next_day",
                                                "t17"."rate_day" AS "rate_day",
                                                "t8"."rate_currency" AS "rate_currency",
                                                "t8"."rate_day_" AS "rate_day_",
                                                "t8"."rate_scaled" AS "rate_scaled"
                                              FROM (
                                                SELECT
                                                  "t14"."customer_key" AS "customer_key",
                                                  "t14"."subscription_key" AS "subscription_key",
                                                  "t14"."item_key" AS "item_key",
                                                  "t14"."terms_key" AS "terms_key",
                                                  "t14"."day" AS "day",
                                                  "t14"."cause" AS "cause",
                                                  "t14"."native_micros" AS "native_micros",
                                                  "t14"."part" AS "part",
                                                  "t14"."source_key" AS "source_key",
                                                  "t14"."row" AS "row",
                                                  "t14"."currency" AS "currency",
                                                  "t14"."balance" AS "balance",
                                                  "t14"."before_day" AS "before_day",
                                                  "t14"."next_day" AS "next_day",
                                                  "t14"."day" AS "rate_day"
                                                FROM (
                                                  SELECT
                                                    *
                                                  FROM "t11" AS "t12"
                                                  WHERE
                                                    "t12"."currency" <> 'USD'
                                                ) AS "t14"
                                              ) AS "t17"
                                              INNER JOIN (
                                                SELECT
                                                  "t2"."currency" AS "rate_currency",
                                                  "t2"."day" AS "rate_day_",
                                                  "t2"."rate_scaled" AS "rate_scaled"
                                                FROM "rates" AS "t2"
                                              ) AS "t8"
                                                ON "t17"."currency" = "t8"."rate_currency" AND "t17"."rate_day" = "t8"."rate_day_"
                                            ) AS "t19"
                                          ) AS "t20"
                                        ) AS "t21"
                                      ) AS "t25"
                                    ) AS "t26"
                                  ) AS "t30"
                                ) AS "t32"
                              ) AS "t34"
                            ) AS "t36"
                          ) AS "t38"
                        ) AS "t41"
                      ) AS "t42"
                    ) AS "t44"
                  ) AS "t45"
                ) AS "t48"
              ) AS "t50"
            ) AS "t52"
          ) AS "t54"
        ) AS "t57"
      ) AS "t58"
    ) AS "t60"
  ) AS "t61"
) AS "t62"
