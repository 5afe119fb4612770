WITH "t13" AS (
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
    accurateCast(
      SUM(toInt128("t12"."native_micros")) OVER (
        PARTITION BY "t12"."item_key", "t12"."currency"
        ORDER BY "t12"."day" ASC, "t12"."part" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
      ),
      'Nullable(Int64)'
    ) AS "balance",
    lag("t12"."day") OVER (
      PARTITION BY "t12"."item_key", "t12"."currency"
      ORDER BY "t12"."day" ASC, "t12"."part" ASC
    ) AS "before_day",
    lead("t12"."day") OVER (
      PARTITION BY "t12"."item_key", "t12"."currency"
      ORDER BY "t12"."day" ASC, "t12"."part" ASC
    ) AS "next_day"
  FROM (
    SELECT
      "t4"."customer_key" AS "customer_key",
      "t4"."subscription_key" AS "subscription_key",
      "t4"."item_key" AS "item_key",
      "t4"."terms_key" AS "terms_key",
      "t4"."day" AS "day",
      "t4"."cause" AS "cause",
      "t4"."native_micros" AS "native_micros",
      "t4"."part" AS "part",
      "t4"."source_key" AS "source_key",
      "t4"."row" AS "row",
      "t9"."currency" AS "currency"
    FROM "drafted" AS "t4"
    INNER JOIN (
      SELECT
        "t1"."terms_key" AS "terms_key",
        "t1"."currency" AS "currency"
      FROM "rules" AS "t1"
    ) AS "t9"
      ON "t4"."terms_key" = "t9"."terms_key"
  ) AS "t12"
)
SELECT
  *
FROM (
  SELECT
    "t77"."customer_key" AS "customer_key",
    "t77"."subscription_key" AS "subscription_key",
    "t77"."item_key" AS "item_key",
    "t77"."terms_key" AS "terms_key",
    "t77"."day" AS "day",
    "t77"."cause" AS "cause",
    "t77"."native_micros" AS "native_micros",
    "t77"."run_rate_micros" AS "run_rate_micros",
    "t77"."source_key" AS "source_key",
    "t77"."row" AS "row"
  FROM (
    SELECT
      "t76"."customer_key" AS "customer_key",
      "t76"."subscription_key" AS "subscription_key",
      "t76"."item_key" AS "item_key",
      "t76"."terms_key" AS "terms_key",
      "t76"."day" AS "day",
      'fx' AS "cause",
      0 AS "native_micros",
      "t76"."part" AS "part",
      "t76"."source_key" AS "source_key",
      "t76"."row" AS "row",
      "t76"."currency" AS "currency",
      "t76"."balance" AS "balance",
      "t76"."before_day" AS "before_day",
      "t76"."next_day" AS "next_day",
      "t76"."until" AS "until",
      "t76"."month" AS "month",
      "t76"."before_month" AS "before_month",
      "t76"."rate_scaled" AS "rate_scaled",
      "t76"."rate_before" AS "rate_before",
      "t76"."value_after" AS "value_after",
      "t76"."value_before" AS "value_before",
      "t76"."scale" AS "scale",
      "t76"."carried_after" AS "carried_after",
      "t76"."carried_before" AS "carried_before",
      "t76"."run_rate_micros" AS "run_rate_micros"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t74"."customer_key" AS "customer_key",
          "t74"."subscription_key" AS "subscription_key",
          "t74"."item_key" AS "item_key",
          "t74"."terms_key" AS "terms_key",
          "t74"."day" AS "day",
          "t74"."cause" AS "cause",
          "t74"."native_micros" AS "native_micros",
          "t74"."part" AS "part",
          "t74"."source_key" AS "source_key",
          "t74"."row" AS "row",
          "t74"."currency" AS "currency",
          "t74"."balance" AS "balance",
          "t74"."before_day" AS "before_day",
          "t74"."next_day" AS "next_day",
          "t74"."until" AS "until",
          "t74"."month" AS "month",
          "t74"."before_month" AS "before_month",
          "t74"."rate_scaled" AS "rate_scaled",
          "t74"."rate_before" AS "rate_before",
          "t74"."value_after" AS "value_after",
          "t74"."value_before" AS "value_before",
          "t74"."scale" AS "scale",
          "t74"."carried_after" AS "carried_after",
          "t74"."carried_before" AS "carried_before",
          CAST("t74"."carried_after" - "t74"."carried_before" AS Nullable(Int64)) AS "run_rate_micros"
        FROM (
          SELECT
            "t73"."customer_key" AS "customer_key",
            "t73"."subscription_key" AS "subscription_key",
            "t73"."item_key" AS "item_key",
            "t73"."terms_key" AS "terms_key",
            "t73"."day" AS "day",
            "t73"."cause" AS "cause",
            "t73"."native_micros" AS "native_micros",
            "t73"."part" AS "part",
            "t73"."source_key" AS "source_key",
            "t73"."row" AS "row",
            "t73"."currency" AS "currency",
            "t73"."balance" AS "balance",
            "t73"."before_day" AS "before_day",
            "t73"."next_day" AS "next_day",
            "t73"."until" AS "until",
            "t73"."month" AS "month",
            "t73"."before_month" AS "before_month",
            "t73"."rate_scaled" AS "rate_scaled",
            "t73"."rate_before" AS "rate_before",
            "t73"."value_after" AS "value_after",
            "t73"."value_before" AS "value_before",
            "t73"."scale" AS "scale",
            "t73"."carried_after" AS "carried_after",
            "t73"."carried_before" AS "carried_before"
          FROM (
            SELECT
              "t72"."customer_key" AS "customer_key",
              "t72"."subscription_key" AS "subscription_key",
              "t72"."item_key" AS "item_key",
              "t72"."terms_key" AS "terms_key",
              "t72"."day" AS "day",
              "t72"."cause" AS "cause",
              "t72"."native_micros" AS "native_micros",
              "t72"."part" AS "part",
              "t72"."source_key" AS "source_key",
              "t72"."row" AS "row",
              "t72"."currency" AS "currency",
              "t72"."balance" AS "balance",
              "t72"."before_day" AS "before_day",
              "t72"."next_day" AS "next_day",
              "t72"."until" AS "until",
              "t72"."month" AS "month",
              "t72"."before_month" AS "before_month",
              "t72"."rate_scaled" AS "rate_scaled",
              "t72"."rate_before" AS "rate_before",
              "t72"."value_after" AS "value_after",
              "t72"."value_before" AS "value_before",
              "t72"."scale" AS "scale",
              "t72"."carried_after" AS "carried_after",
              "t72"."n_" AS "n_",
              "t72"."d_" AS "d_",
              "t72"."q_" AS "q_",
              "t72"."r_" AS "r_",
              CASE
                WHEN (
                  (
                    "t72"."r_" + "t72"."r_"
                  ) > "t72"."d_"
                )
                OR (
                  (
                    (
                      "t72"."r_" + "t72"."r_"
                    ) = "t72"."d_"
                  )
                  AND (
                    (
                      CAST("t72"."q_" AS Nullable(Int64)) % 2
                    ) <> 0
                  )
                )
                THEN "t72"."q_" + 1
                ELSE "t72"."q_"
              END AS "carried_before"
            FROM (
              SELECT
                "t71"."customer_key" AS "customer_key",
                "t71"."subscription_key" AS "subscription_key",
                "t71"."item_key" AS "item_key",
                "t71"."terms_key" AS "terms_key",
                "t71"."day" AS "day",
                "t71"."cause" AS "cause",
                "t71"."native_micros" AS "native_micros",
                "t71"."part" AS "part",
                "t71"."source_key" AS "source_key",
                "t71"."row" AS "row",
                "t71"."currency" AS "currency",
                "t71"."balance" AS "balance",
                "t71"."before_day" AS "before_day",
                "t71"."next_day" AS "next_day",
                "t71"."until" AS "until",
                "t71"."month" AS "month",
                "t71"."before_month" AS "before_month",
                "t71"."rate_scaled" AS "rate_scaled",
                "t71"."rate_before" AS "rate_before",
                "t71"."value_after" AS "value_after",
                "t71"."value_before" AS "value_before",
                "t71"."scale" AS "scale",
                "t71"."carried_after" AS "carried_after",
                "t71"."n_" AS "n_",
                "t71"."d_" AS "d_",
                CASE
                  WHEN "t71"."r_" < 0
                  THEN "t71"."q_" - 1
                  ELSE CASE WHEN "t71"."r_" >= "t71"."d_" THEN "t71"."q_" + 1 ELSE "t71"."q_" END
                END AS "q_",
                CASE
                  WHEN "t71"."r_" < 0
                  THEN "t71"."r_" + "t71"."d_"
                  ELSE CASE WHEN "t71"."r_" >= "t71"."d_" THEN "t71"."r_" - "t71"."d_" ELSE "t71"."r_" END
                END AS "r_"
              FROM (
                SELECT
                  "t70"."customer_key" AS "customer_key",
                  "t70"."subscription_key" AS "subscription_key",
                  "t70"."item_key" AS "item_key",
                  "t70"."terms_key" AS "terms_key",
                  "t70"."day" AS "day",
                  "t70"."cause" AS "cause",
                  "t70"."native_micros" AS "native_micros",
                  "t70"."part" AS "part",
                  "t70"."source_key" AS "source_key",
                  "t70"."row" AS "row",
                  "t70"."currency" AS "currency",
                  "t70"."balance" AS "balance",
                  "t70"."before_day" AS "before_day",
                  "t70"."next_day" AS "next_day",
                  "t70"."until" AS "until",
                  "t70"."month" AS "month",
                  "t70"."before_month" AS "before_month",
                  "t70"."rate_scaled" AS "rate_scaled",
                  "t70"."rate_before" AS "rate_before",
                  "t70"."value_after" AS "value_after",
                  "t70"."value_before" AS "value_before",
                  "t70"."scale" AS "scale",
                  "t70"."carried_after" AS "carried_after",
                  "t70"."n_" AS "n_",
                  "t70"."d_" AS "d_",
                  "t70"."q_" AS "q_",
                  "t70"."n_" - (
                    "t70"."q_" * "t70"."d_"
                  ) AS "r_"
                FROM (
                  SELECT
                    "t66"."customer_key" AS "customer_key",
                    "t66"."subscription_key" AS "subscription_key",
                    "t66"."item_key" AS "item_key",
                    "t66"."terms_key" AS "terms_key",
                    "t66"."day" AS "day",
                    "t66"."cause" AS "cause",
                    "t66"."native_micros" AS "native_micros",
                    "t66"."part" AS "part",
                    "t66"."source_key" AS "source_key",
                    "t66"."row" AS "row",
                    "t66"."currency" AS "currency",
                    "t66"."balance" AS "balance",
                    "t66"."before_day" AS "before_day",
                    "t66"."next_day" AS "next_day",
                    "t66"."until" AS "until",
                    "t66"."month" AS "month",
                    "t66"."before_month" AS "before_month",
                    "t66"."rate_scaled" AS "rate_scaled",
                    "t66"."rate_before" AS "rate_before",
                    "t66"."value_after" AS "value_after",
                    "t66"."value_before" AS "value_before",
                    "t66"."scale" AS "scale",
                    "t66"."carried_after" AS "carried_after",
                    "t66"."n_" AS "n_",
                    "t66"."d_" AS "d_",
                    "t66"."q_" + CAST(CAST(FLOOR(CAST("t66"."r_" AS Nullable(Float64)) / CAST("t66"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                    "t66"."r_" AS "r_"
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
                      "t64"."until" AS "until",
                      "t64"."month" AS "month",
                      "t64"."before_month" AS "before_month",
                      "t64"."rate_scaled" AS "rate_scaled",
                      "t64"."rate_before" AS "rate_before",
                      "t64"."value_after" AS "value_after",
                      "t64"."value_before" AS "value_before",
                      "t64"."scale" AS "scale",
                      "t64"."carried_after" AS "carried_after",
                      "t64"."n_" AS "n_",
                      "t64"."d_" AS "d_",
                      "t64"."q_" AS "q_",
                      "t64"."n_" - (
                        "t64"."q_" * "t64"."d_"
                      ) AS "r_"
                    FROM (
                      SELECT
                        "t62"."customer_key" AS "customer_key",
                        "t62"."subscription_key" AS "subscription_key",
                        "t62"."item_key" AS "item_key",
                        "t62"."terms_key" AS "terms_key",
                        "t62"."day" AS "day",
                        "t62"."cause" AS "cause",
                        "t62"."native_micros" AS "native_micros",
                        "t62"."part" AS "part",
                        "t62"."source_key" AS "source_key",
                        "t62"."row" AS "row",
                        "t62"."currency" AS "currency",
                        "t62"."balance" AS "balance",
                        "t62"."before_day" AS "before_day",
                        "t62"."next_day" AS "next_day",
                        "t62"."until" AS "until",
                        "t62"."month" AS "month",
                        "t62"."before_month" AS "before_month",
                        "t62"."rate_scaled" AS "rate_scaled",
                        "t62"."rate_before" AS "rate_before",
                        "t62"."value_after" AS "value_after",
                        "t62"."value_before" AS "value_before",
                        "t62"."scale" AS "scale",
                        "t62"."carried_after" AS "carried_after",
                        "t62"."n_" AS "n_",
                        "t62"."d_" AS "d_",
                        CAST(CAST(FLOOR(CAST("t62"."n_" AS Nullable(Float64)) / CAST("t62"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
                      FROM (
                        SELECT
                          "t61"."customer_key" AS "customer_key",
                          "t61"."subscription_key" AS "subscription_key",
                          "t61"."item_key" AS "item_key",
                          "t61"."terms_key" AS "terms_key",
                          "t61"."day" AS "day",
                          "t61"."cause" AS "cause",
                          "t61"."native_micros" AS "native_micros",
                          "t61"."part" AS "part",
                          "t61"."source_key" AS "source_key",
                          "t61"."row" AS "row",
                          "t61"."currency" AS "currency",
                          "t61"."balance" AS "balance",
                          "t61"."before_day" AS "before_day",
                          "t61"."next_day" AS "next_day",
                          "t61"."until" AS "until",
                          "t61"."month" AS "month",
                          "t61"."before_month" AS "before_month",
                          "t61"."rate_scaled" AS "rate_scaled",
                          "t61"."rate_before" AS "rate_before",
                          "t61"."value_after" AS "value_after",
                          "t61"."value_before" AS "value_before",
                          "t61"."scale" AS "scale",
                          "t61"."carried_after" AS "carried_after",
                          "t61"."value_before" AS "n_",
                          "t61"."scale" AS "d_"
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
                            "t59"."until" AS "until",
                            "t59"."month" AS "month",
                            "t59"."before_month" AS "before_month",
                            "t59"."rate_scaled" AS "rate_scaled",
                            "t59"."rate_before" AS "rate_before",
                            "t59"."value_after" AS "value_after",
                            "t59"."value_before" AS "value_before",
                            "t59"."scale" AS "scale",
                            "t59"."carried_after" AS "carried_after"
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
                              "t57"."until" AS "until",
                              "t57"."month" AS "month",
                              "t57"."before_month" AS "before_month",
                              "t57"."rate_scaled" AS "rate_scaled",
                              "t57"."rate_before" AS "rate_before",
                              "t57"."value_after" AS "value_after",
                              "t57"."value_before" AS "value_before",
                              "t57"."scale" AS "scale",
                              "t57"."n_" AS "n_",
                              "t57"."d_" AS "d_",
                              "t57"."q_" AS "q_",
                              "t57"."r_" AS "r_",
                              CASE
                                WHEN (
                                  (
                                    "t57"."r_" + "t57"."r_"
                                  ) > "t57"."d_"
                                )
                                OR (
                                  (
                                    (
                                      "t57"."r_" + "t57"."r_"
                                    ) = "t57"."d_"
                                  )
                                  AND (
                                    (
                                      CAST("t57"."q_" AS Nullable(Int64)) % 2
                                    ) <> 0
                                  )
                                )
                                THEN "t57"."q_" + 1
                                ELSE "t57"."q_"
                              END AS "carried_after"
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
                                "t55"."until" AS "until",
                                "t55"."month" AS "month",
                                "t55"."before_month" AS "before_month",
                                "t55"."rate_scaled" AS "rate_scaled",
                                "t55"."rate_before" AS "rate_before",
                                "t55"."value_after" AS "value_after",
                                "t55"."value_before" AS "value_before",
                                "t55"."scale" AS "scale",
                                "t55"."n_" AS "n_",
                                "t55"."d_" AS "d_",
                                CASE
                                  WHEN "t55"."r_" < 0
                                  THEN "t55"."q_" - 1
                                  ELSE CASE WHEN "t55"."r_" >= "t55"."d_" THEN "t55"."q_" + 1 ELSE "t55"."q_" END
                                END AS "q_",
                                CASE
                                  WHEN "t55"."r_" < 0
                                  THEN "t55"."r_" + "t55"."d_"
                                  ELSE CASE WHEN "t55"."r_" >= "t55"."d_" THEN "t55"."r_" - "t55"."d_" ELSE "t55"."r_" END
                                END AS "r_"
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
                                  "t53"."until" AS "until",
                                  "t53"."month" AS "month",
                                  "t53"."before_month" AS "before_month",
                                  "t53"."rate_scaled" AS "rate_scaled",
                                  "t53"."rate_before" AS "rate_before",
                                  "t53"."value_after" AS "value_after",
                                  "t53"."value_before" AS "value_before",
                                  "t53"."scale" AS "scale",
                                  "t53"."n_" AS "n_",
                                  "t53"."d_" AS "d_",
                                  "t53"."q_" AS "q_",
                                  "t53"."n_" - (
                                    "t53"."q_" * "t53"."d_"
                                  ) AS "r_"
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
                                    "t51"."until" AS "until",
                                    "t51"."month" AS "month",
                                    "t51"."before_month" AS "before_month",
                                    "t51"."rate_scaled" AS "rate_scaled",
                                    "t51"."rate_before" AS "rate_before",
                                    "t51"."value_after" AS "value_after",
                                    "t51"."value_before" AS "value_before",
                                    "t51"."scale" AS "scale",
                                    "t51"."n_" AS "n_",
                                    "t51"."d_" AS "d_",
                                    "t51"."q_" + CAST(CAST(FLOOR(CAST("t51"."r_" AS Nullable(Float64)) / CAST("t51"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                                    "t51"."r_" AS "r_"
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
                                      "t48"."until" AS "until",
                                      "t48"."month" AS "month",
                                      "t48"."before_month" AS "before_month",
                                      "t48"."rate_scaled" AS "rate_scaled",
                                      "t48"."rate_before" AS "rate_before",
                                      "t48"."value_after" AS "value_after",
                                      "t48"."value_before" AS "value_before",
                                      "t48"."scale" AS "scale",
                                      "t48"."n_" AS "n_",
                                      "t48"."d_" AS "d_",
                                      "t48"."q_" AS "q_",
                                      "t48"."n_" - (
                                        "t48"."q_" * "t48"."d_"
                                      ) AS "r_"
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
                                        "t46"."until" AS "until",
                                        "t46"."month" AS "month",
                                        "t46"."before_month" AS "before_month",
                                        "t46"."rate_scaled" AS "rate_scaled",
                                        "t46"."rate_before" AS "rate_before",
                                        "t46"."value_after" AS "value_after",
                                        "t46"."value_before" AS "value_before",
                                        "t46"."scale" AS "scale",
                                        "t46"."n_" AS "n_",
                                        "t46"."d_" AS "d_",
                                        CAST(CAST(FLOOR(CAST("t46"."n_" AS Nullable(Float64)) / CAST("t46"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                                          "t45"."until" AS "until",
                                          "t45"."month" AS "month",
                                          "t45"."before_month" AS "before_month",
                                          "t45"."rate_scaled" AS "rate_scaled",
                                          "t45"."rate_before" AS "rate_before",
                                          "t45"."value_after" AS "value_after",
                                          "t45"."value_before" AS "value_before",
                                          "t45"."scale" AS "scale",
                                          "t45"."value_after" AS "n_",
                                          "t45"."scale" AS "d_"
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
                                            "t43"."until" AS "until",
                                            "t43"."month" AS "month",
                                            "t43"."before_month" AS "before_month",
                                            "t43"."rate_scaled" AS "rate_scaled",
                                            "t43"."rate_before" AS "rate_before",
                                            CAST("t43"."balance" AS Nullable(Decimal(38, 0))) * "t43"."rate_scaled" AS "value_after",
                                            CAST("t43"."balance" AS Nullable(Decimal(38, 0))) * "t43"."rate_before" AS "value_before",
                                            CAST(toInt64('1000000000000') AS Nullable(Decimal(38, 0))) AS "scale"
                                          FROM (
                                            SELECT
                                              "t42".*
                                              EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                "t40"."until" AS "until",
                                                "t40"."month" AS "month",
                                                "t40"."before_month" AS "before_month",
                                                "t40"."rate_scaled" AS "rate_scaled",
                                                "t40"."rate_day" AS "rate_day",
                                                "t10"."rate_currency" AS "rate_currency",
                                                "t10"."rate_day_" AS "rate_day_",
                                                "t10"."rate_before" AS "rate_before"
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
                                                  "t37"."until" AS "until",
                                                  "t37"."month" AS "month",
                                                  "t37"."before_month" AS "before_month",
                                                  "t37"."rate_scaled" AS "rate_scaled",
                                                  "t37"."before_month" AS "rate_day"
                                                FROM (
                                                  SELECT
                                                    "t36".*
                                                    EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                      "t35"."until" AS "until",
                                                      "t35"."month" AS "month",
                                                      "t35"."before_month" AS "before_month",
                                                      "t35"."rate_day" AS "rate_day",
                                                      "t11"."rate_currency" AS "rate_currency",
                                                      "t11"."rate_day_" AS "rate_day_",
                                                      "t11"."rate_scaled" AS "rate_scaled"
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
                                                        "t32"."until" AS "until",
                                                        "t32"."month" AS "month",
                                                        "t32"."before_month" AS "before_month",
                                                        "t32"."day" AS "rate_day"
                                                      FROM (
                                                        SELECT
                                                          "t31".*
                                                          EXCEPT ("rate_scaled")
                                                        FROM (
                                                          SELECT
                                                            "t29"."customer_key" AS "customer_key",
                                                            "t29"."subscription_key" AS "subscription_key",
                                                            "t29"."item_key" AS "item_key",
                                                            "t29"."terms_key" AS "terms_key",
                                                            "t29"."month" AS "day",
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
                                                            "t29"."until" AS "until",
                                                            "t29"."month" AS "month",
                                                            "t29"."month" - INTERVAL '1' MONTH AS "before_month"
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
                                                              "t27"."until" AS "until",
                                                              "t5"."month" AS "month"
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
                                                                COALESCE("t24"."next_day", toDate32('9999-12-31')) AS "until"
                                                              FROM (
                                                                SELECT
                                                                  *
                                                                FROM (
                                                                  SELECT
                                                                    "t21".*
                                                                    EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                                      "t20"."rate_day" AS "rate_day",
                                                                      "t11"."rate_currency" AS "rate_currency",
                                                                      "t11"."rate_day_" AS "rate_day_",
                                                                      "t11"."rate_scaled" AS "rate_scaled"
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
                                                                        "t16"."row" AS "row",
                                                                        "t16"."currency" AS "currency",
                                                                        "t16"."balance" AS "balance",
                                                                        "t16"."before_day" AS "before_day",
                                                                        "t16"."next_day" AS "next_day",
                                                                        dateTrunc('MONTH', "t16"."day") AS "rate_day"
                                                                      FROM (
                                                                        SELECT
                                                                          *
                                                                        FROM "t13" AS "t14"
                                                                        WHERE
                                                                          "t14"."currency" <> 'USD'
                                                                      ) AS "t16"
                                                                    ) AS "t20"
                                                                    INNER JOIN (
                                                                      SELECT
                                                                        "t2"."currency" AS "rate_currency",
                                                                        "t2"."day" AS "rate_day_",
                                                                        "t2"."rate_scaled" AS "rate_scaled"
                                                                      FROM "rates" AS "t2"
                                                                    ) AS "t11"
                                                                      ON "t20"."currency" = "t11"."rate_currency" AND "t20"."rate_day" = "t11"."rate_day_"
                                                                  ) AS "t21"
                                                                ) AS "t22"
                                                                WHERE
                                                                  COALESCE("t22"."next_day" > "t22"."day", TRUE) AND "t22"."balance" <> 0
                                                              ) AS "t24"
                                                            ) AS "t27"
                                                            INNER JOIN "revaluations" AS "t5"
                                                              ON "t5"."month" > "t27"."day" AND "t5"."month" <= "t27"."until"
                                                          ) AS "t29"
                                                        ) AS "t31"
                                                      ) AS "t32"
                                                    ) AS "t35"
                                                    INNER JOIN (
                                                      SELECT
                                                        "t2"."currency" AS "rate_currency",
                                                        "t2"."day" AS "rate_day_",
                                                        "t2"."rate_scaled" AS "rate_scaled"
                                                      FROM "rates" AS "t2"
                                                    ) AS "t11"
                                                      ON "t35"."currency" = "t11"."rate_currency" AND "t35"."rate_day" = "t11"."rate_day_"
                                                  ) AS "t36"
                                                ) AS "t37"
                                              ) AS "t40"
                                              INNER JOIN (
                                                SELECT
                                                  "t2"."currency" AS "rate_currency",
                                                  "t2"."day" AS "rate_day_",
                                                  "t2"."rate_scaled" AS "rate_before"
                                                FROM "rates" AS "t2"
                                              ) AS "t10"
                                                ON "t40"."currency" = "t10"."rate_currency" AND "t40"."rate_day" = "t10"."rate_day_"
                                            ) AS "t42"
                                          ) AS "t43"
                                        ) AS "t45"
                                      ) AS "t46"
                                    ) AS "t48"
                                  ) AS "t51"
                                ) AS "t53"
                              ) AS "t55"
                            ) AS "t57"
                          ) AS "t59"
                        ) AS "t61"
                      ) AS "t62"
                    ) AS "t64"
                  ) AS "t66"
                ) AS "t70"
              ) AS "t71"
            ) AS "t72"
          ) AS "t73"
        ) AS "t74"
      ) AS "t75"
      WHERE
        "t75"."run_rate_micros" <> 0
    ) AS "t76"
  ) AS "t77"
) AS "t78"
UNION ALL
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
      "t17"."run_rate_micros" AS "run_rate_micros",
      "t17"."source_key" AS "source_key",
      "t17"."row" AS "row"
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
        "t15"."native_micros" AS "run_rate_micros"
      FROM (
        SELECT
          *
        FROM "t13" AS "t14"
        WHERE
          "t14"."currency" = 'USD'
      ) AS "t15"
    ) AS "t17"
  ) AS "t19"
  UNION ALL
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
        "t65"."customer_key" AS "customer_key",
        "t65"."subscription_key" AS "subscription_key",
        "t65"."item_key" AS "item_key",
        "t65"."terms_key" AS "terms_key",
        "t65"."day" AS "day",
        "t65"."cause" AS "cause",
        "t65"."native_micros" AS "native_micros",
        "t65"."part" AS "part",
        "t65"."source_key" AS "source_key",
        "t65"."row" AS "row",
        "t65"."currency" AS "currency",
        "t65"."balance" AS "balance",
        "t65"."before_day" AS "before_day",
        "t65"."next_day" AS "next_day",
        "t65"."rate_scaled" AS "rate_scaled",
        "t65"."after" AS "after",
        "t65"."before" AS "before",
        "t65"."value_after" AS "value_after",
        "t65"."value_before" AS "value_before",
        "t65"."scale" AS "scale",
        "t65"."carried_after" AS "carried_after",
        "t65"."carried_before" AS "carried_before",
        CAST("t65"."carried_after" - "t65"."carried_before" AS Nullable(Int64)) AS "run_rate_micros"
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
          "t63"."after" AS "after",
          "t63"."before" AS "before",
          "t63"."value_after" AS "value_after",
          "t63"."value_before" AS "value_before",
          "t63"."scale" AS "scale",
          "t63"."carried_after" AS "carried_after",
          "t63"."carried_before" AS "carried_before"
        FROM (
          SELECT
            "t60"."customer_key" AS "customer_key",
            "t60"."subscription_key" AS "subscription_key",
            "t60"."item_key" AS "item_key",
            "t60"."terms_key" AS "terms_key",
            "t60"."day" AS "day",
            "t60"."cause" AS "cause",
            "t60"."native_micros" AS "native_micros",
            "t60"."part" AS "part",
            "t60"."source_key" AS "source_key",
            "t60"."row" AS "row",
            "t60"."currency" AS "currency",
            "t60"."balance" AS "balance",
            "t60"."before_day" AS "before_day",
            "t60"."next_day" AS "next_day",
            "t60"."rate_scaled" AS "rate_scaled",
            "t60"."after" AS "after",
            "t60"."before" AS "before",
            "t60"."value_after" AS "value_after",
            "t60"."value_before" AS "value_before",
            "t60"."scale" AS "scale",
            "t60"."carried_after" AS "carried_after",
            "t60"."n_" AS "n_",
            "t60"."d_" AS "d_",
            "t60"."q_" AS "q_",
            "t60"."r_" AS "r_",
            CASE
              WHEN (
                (
                  "t60"."r_" + "t60"."r_"
                ) > "t60"."d_"
              )
              OR (
                (
                  (
                    "t60"."r_" + "t60"."r_"
                  ) = "t60"."d_"
                )
                AND (
                  (
                    CAST("t60"."q_" AS Nullable(Int64)) % 2
                  ) <> 0
                )
              )
              THEN "t60"."q_" + 1
              ELSE "t60"."q_"
            END AS "carried_before"
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
              "t58"."n_" AS "n_",
              "t58"."d_" AS "d_",
              CASE
                WHEN "t58"."r_" < 0
                THEN "t58"."q_" - 1
                ELSE CASE WHEN "t58"."r_" >= "t58"."d_" THEN "t58"."q_" + 1 ELSE "t58"."q_" END
              END AS "q_",
              CASE
                WHEN "t58"."r_" < 0
                THEN "t58"."r_" + "t58"."d_"
                ELSE CASE WHEN "t58"."r_" >= "t58"."d_" THEN "t58"."r_" - "t58"."d_" ELSE "t58"."r_" END
              END AS "r_"
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
                "t56"."after" AS "after",
                "t56"."before" AS "before",
                "t56"."value_after" AS "value_after",
                "t56"."value_before" AS "value_before",
                "t56"."scale" AS "scale",
                "t56"."carried_after" AS "carried_after",
                "t56"."n_" AS "n_",
                "t56"."d_" AS "d_",
                "t56"."q_" AS "q_",
                "t56"."n_" - (
                  "t56"."q_" * "t56"."d_"
                ) AS "r_"
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
                  "t54"."q_" + CAST(CAST(FLOOR(CAST("t54"."r_" AS Nullable(Float64)) / CAST("t54"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                  "t54"."r_" AS "r_"
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
                    "t52"."q_" AS "q_",
                    "t52"."n_" - (
                      "t52"."q_" * "t52"."d_"
                    ) AS "r_"
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
                      CAST(CAST(FLOOR(CAST("t50"."n_" AS Nullable(Float64)) / CAST("t50"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                        "t49"."after" AS "after",
                        "t49"."before" AS "before",
                        "t49"."value_after" AS "value_after",
                        "t49"."value_before" AS "value_before",
                        "t49"."scale" AS "scale",
                        "t49"."carried_after" AS "carried_after",
                        "t49"."value_before" AS "n_",
                        "t49"."scale" AS "d_"
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
                          "t47"."after" AS "after",
                          "t47"."before" AS "before",
                          "t47"."value_after" AS "value_after",
                          "t47"."value_before" AS "value_before",
                          "t47"."scale" AS "scale",
                          "t47"."carried_after" AS "carried_after"
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
                            "t44"."n_" AS "n_",
                            "t44"."d_" AS "d_",
                            "t44"."q_" AS "q_",
                            "t44"."r_" AS "r_",
                            CASE
                              WHEN (
                                (
                                  "t44"."r_" + "t44"."r_"
                                ) > "t44"."d_"
                              )
                              OR (
                                (
                                  (
                                    "t44"."r_" + "t44"."r_"
                                  ) = "t44"."d_"
                                )
                                AND (
                                  (
                                    CAST("t44"."q_" AS Nullable(Int64)) % 2
                                  ) <> 0
                                )
                              )
                              THEN "t44"."q_" + 1
                              ELSE "t44"."q_"
                            END AS "carried_after"
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
                              "t41"."n_" AS "n_",
                              "t41"."d_" AS "d_",
                              CASE
                                WHEN "t41"."r_" < 0
                                THEN "t41"."q_" - 1
                                ELSE CASE WHEN "t41"."r_" >= "t41"."d_" THEN "t41"."q_" + 1 ELSE "t41"."q_" END
                              END AS "q_",
                              CASE
                                WHEN "t41"."r_" < 0
                                THEN "t41"."r_" + "t41"."d_"
                                ELSE CASE WHEN "t41"."r_" >= "t41"."d_" THEN "t41"."r_" - "t41"."d_" ELSE "t41"."r_" END
                              END AS "r_"
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
                                "t38"."n_" - (
                                  "t38"."q_" * "t38"."d_"
                                ) AS "r_"
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
                                  "t34"."q_" + CAST(CAST(FLOOR(CAST("t34"."r_" AS Nullable(Float64)) / CAST("t34"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_",
                                  "t34"."r_" AS "r_"
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
                                      "t28"."n_" AS "n_",
                                      "t28"."d_" AS "d_",
                                      CAST(CAST(FLOOR(CAST("t28"."n_" AS Nullable(Float64)) / CAST("t28"."d_" AS Nullable(Float64))) AS Nullable(Int64)) AS Nullable(Decimal(38, 0))) AS "q_"
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
                                          CAST("t23"."after" AS Nullable(Decimal(38, 0))) * "t23"."rate_scaled" AS "value_after",
                                          CAST("t23"."before" AS Nullable(Decimal(38, 0))) * "t23"."rate_scaled" AS "value_before",
                                          CAST(toInt64('1000000000000') AS Nullable(Decimal(38, 0))) AS "scale"
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
                                            "t22"."balance" AS "after",
                                            accurateCast(toInt128("t22"."balance") - toInt128("t22"."native_micros"), 'Nullable(Int64)') AS "before"
                                          FROM (
                                            SELECT
                                              "t21".*
                                              EXCEPT ("rate_currency", "rate_day", "rate_day_")
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
                                                "t20"."rate_day" AS "rate_day",
                                                "t11"."rate_currency" AS "rate_currency",
                                                "t11"."rate_day_" AS "rate_day_",
                                                "t11"."rate_scaled" AS "rate_scaled"
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
                                                  "t16"."row" AS "row",
                                                  "t16"."currency" AS "currency",
                                                  "t16"."balance" AS "balance",
                                                  "t16"."before_day" AS "before_day",
                                                  "t16"."next_day" AS "next_day",
                                                  dateTrunc('MONTH', "t16"."day") AS "rate_day"
                                                FROM (
                                                  SELECT
                                                    *
                                                  FROM "t13" AS "t14"
                                                  WHERE
                                                    "t14"."currency" <> 'USD'
                                                ) AS "t16"
                                              ) AS "t20"
                                              INNER JOIN (
                                                SELECT
                                                  "t2"."currency" AS "rate_currency",
                                                  "t2"."day" AS "rate_day_",
                                                  "t2"."rate_scaled" AS "rate_scaled"
                                                FROM "rates" AS "t2"
                                              ) AS "t11"
                                                ON "t20"."currency" = "t11"."rate_currency" AND "t20"."rate_day" = "t11"."rate_day_"
                                            ) AS "t21"
                                          ) AS "t22"
                                        ) AS "t23"
                                      ) AS "t25"
                                    ) AS "t28"
                                  ) AS "t30"
                                ) AS "t34"
                              ) AS "t38"
                            ) AS "t41"
                          ) AS "t44"
                        ) AS "t47"
                      ) AS "t49"
                    ) AS "t50"
                  ) AS "t52"
                ) AS "t54"
              ) AS "t56"
            ) AS "t58"
          ) AS "t60"
        ) AS "t63"
      ) AS "t65"
    ) AS "t67"
  ) AS "t68"
) AS "t69"
