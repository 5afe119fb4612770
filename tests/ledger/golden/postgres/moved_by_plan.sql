WITH "t24" AS NOT MATERIALIZED (
  SELECT
    "t21"."customer_key",
    "t21"."subscription_key",
    "t21"."item_key",
    "t21"."terms_key",
    "t21"."day",
    "t21"."cause",
    "t21"."native_micros",
    "t21"."run_rate_micros",
    "t21"."source_key",
    "t21"."row",
    "t21"."at_plan",
    "t21"."day" AS "net_day"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t15"."customer_key",
        "t15"."subscription_key",
        "t15"."item_key",
        "t15"."terms_key",
        "t15"."day",
        "t15"."cause",
        "t15"."native_micros",
        "t15"."run_rate_micros",
        "t15"."source_key",
        "t15"."row",
        "t15"."at_plan"
      FROM (
        SELECT
          "t11"."customer_key",
          "t11"."subscription_key",
          "t11"."item_key",
          "t11"."terms_key",
          "t11"."day",
          "t11"."cause",
          "t11"."native_micros",
          "t11"."run_rate_micros",
          "t11"."source_key",
          "t11"."row",
          "t6"."key_",
          "t6"."at_plan"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "postings" AS "t0"
            WHERE
              "t0"."day" < MAKE_DATE(2026, 1, 1)
          ) AS "t5"
          WHERE
            "t5"."day" >= MAKE_DATE(2025, 1, 1)
        ) AS "t11"
        LEFT OUTER JOIN (
          SELECT
            "t1"."terms_key" AS "key_",
            "t1"."plan" AS "at_plan"
          FROM "terms" AS "t1"
        ) AS "t6"
          ON "t11"."terms_key" = "t6"."key_"
      ) AS "t15"
    ) AS "t17"
    WHERE
      "t17"."cause" <> 'fx'
  ) AS "t21"
)
SELECT
  "t63"."bucket",
  "t63"."segment",
  "t63"."kind",
  "t63"."micros",
  "t63"."transfer",
  "t63"."customers",
  0 AS "paying"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t61"."bucket",
      "t61"."segment",
      "t61"."kind",
      SUM("t61"."micros") AS "micros",
      SUM("t61"."transfer") AS "transfer",
      SUM("t61"."customers") AS "customers"
    FROM (
      SELECT
        "t60"."day",
        "t60"."segment",
        "t60"."kind",
        "t60"."micros",
        "t60"."transfer",
        "t60"."customers",
        CASE
          WHEN "t60"."day" < MAKE_DATE(2025, 1, 1)
          THEN MAKE_DATE(1, 1, 1)
          ELSE DATE_TRUNC('MONTH', "t60"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t59"."day",
          "t59"."segment",
          "t59"."kind",
          CAST(SUM("t59"."micros") AS DECIMAL(38, 0)) AS "micros",
          CAST(SUM("t59"."transfer") AS DECIMAL(38, 0)) AS "transfer",
          SUM(CAST(CAST("t59"."is_counted" AS INT) AS BIGINT)) AS "customers"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t57"."customer_key",
              "t57"."day",
              "t57"."kind",
              "t57"."micros",
              "t57"."transfer",
              "t57"."is_counted",
              "t57"."segment"
            FROM (
              SELECT
                "t56"."customer_key",
                "t56"."day",
                "t56"."kind",
                "t56"."at_plan",
                "t56"."micros",
                "t56"."transfer",
                "t56"."is_counted",
                "t56"."at_plan" AS "segment"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t54"."customer_key",
                    "t54"."day",
                    "t54"."kind",
                    "t54"."at_plan",
                    "t54"."net" - "t54"."transfer" AS "micros",
                    "t54"."transfer",
                    "t54"."along" > 0 AS "is_counted"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t48"."customer_key",
                        "t48"."net_day",
                        "t48"."day",
                        "t48"."kind",
                        "t48"."net",
                        "t48"."along",
                        "t48"."transfer",
                        "t48"."at_plan"
                      FROM (
                        SELECT
                          "t46"."customer_key",
                          "t46"."subscription_key",
                          "t46"."item_key",
                          "t46"."terms_key",
                          "t46"."cause",
                          "t46"."native_micros",
                          "t46"."run_rate_micros",
                          "t46"."source_key",
                          "t46"."row",
                          "t46"."at_plan",
                          "t46"."net_day",
                          "t46"."net",
                          "t46"."day",
                          "t46"."kind",
                          "t46"."sign",
                          "t46"."is_fx",
                          0 AS "transfer",
                          "t46"."net" * "t46"."sign" AS "along"
                        FROM (
                          SELECT
                            "t44"."customer_key",
                            "t44"."subscription_key",
                            "t44"."item_key",
                            "t44"."terms_key",
                            "t44"."cause",
                            "t44"."native_micros",
                            "t44"."run_rate_micros",
                            "t44"."source_key",
                            "t44"."row",
                            "t44"."at_plan",
                            "t44"."net_day",
                            "t44"."net",
                            COALESCE("t44"."day", "t44"."net_day") AS "day",
                            COALESCE("t44"."kind", 'fx') AS "kind",
                            COALESCE("t44"."sign", 0) AS "sign",
                            "t44"."kind" IS NULL AS "is_fx"
                          FROM (
                            SELECT
                              "t42"."customer_key",
                              "t42"."subscription_key",
                              "t42"."item_key",
                              "t42"."terms_key",
                              "t42"."cause",
                              "t42"."native_micros",
                              "t42"."run_rate_micros",
                              "t42"."source_key",
                              "t42"."row",
                              "t42"."at_plan",
                              "t42"."net_day",
                              "t42"."net",
                              "t42"."day",
                              "t42"."kind",
                              "t42"."sign"
                            FROM (
                              SELECT
                                "t40"."customer_key",
                                "t40"."subscription_key",
                                "t40"."item_key",
                                "t40"."terms_key",
                                "t40"."cause",
                                "t40"."native_micros",
                                "t40"."run_rate_micros",
                                "t40"."source_key",
                                "t40"."row",
                                "t40"."at_plan",
                                "t40"."net_day",
                                "t40"."net",
                                "t14"."customer_key" AS "customer_key_right",
                                "t14"."day",
                                "t14"."kind",
                                "t14"."net_day" AS "net_day_right",
                                "t14"."sign"
                              FROM (
                                SELECT
                                  "t37"."customer_key",
                                  "t37"."subscription_key",
                                  "t37"."item_key",
                                  "t37"."terms_key",
                                  "t37"."cause",
                                  "t37"."native_micros",
                                  "t37"."run_rate_micros",
                                  "t37"."source_key",
                                  "t37"."row",
                                  "t37"."at_plan",
                                  "t37"."net_day",
                                  "t37"."net"
                                FROM (
                                  SELECT
                                    "t34"."customer_key",
                                    "t34"."subscription_key",
                                    "t34"."item_key",
                                    "t34"."terms_key",
                                    "t34"."day",
                                    "t34"."cause",
                                    "t34"."native_micros",
                                    "t34"."run_rate_micros",
                                    "t34"."source_key",
                                    "t34"."row",
                                    "t34"."at_plan",
                                    "t34"."net_day",
                                    "t34"."run_rate_micros" AS "net"
                                  FROM (
                                    SELECT
                                      "t28"."customer_key",
                                      "t28"."subscription_key",
                                      "t28"."item_key",
                                      "t28"."terms_key",
                                      "t28"."day",
                                      "t28"."cause",
                                      "t28"."native_micros",
                                      "t28"."run_rate_micros",
                                      "t28"."source_key",
                                      "t28"."row",
                                      "t28"."at_plan",
                                      "t28"."net_day"
                                    FROM "t24" AS "t28"
                                    WHERE
                                      NOT EXISTS(
                                        SELECT
                                          1
                                        FROM (
                                          SELECT
                                            *
                                          FROM (
                                            SELECT
                                              "t26"."customer_key",
                                              "t26"."net_day",
                                              COUNT(*) AS "postings"
                                            FROM "t24" AS "t26"
                                            GROUP BY
                                              1,
                                              2
                                          ) AS "t29"
                                          WHERE
                                            "t29"."postings" > 1
                                        ) AS "t32"
                                        WHERE
                                          "t28"."customer_key" = "t32"."customer_key" AND "t28"."net_day" = "t32"."net_day"
                                      )
                                  ) AS "t34"
                                ) AS "t37"
                              ) AS "t40"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t9"."customer_key",
                                  "t9"."day",
                                  "t9"."kind",
                                  "t9"."day" AS "net_day",
                                  SIGN("t9"."run_rate_micros") AS "sign"
                                FROM (
                                  SELECT
                                    *
                                  FROM (
                                    SELECT
                                      *
                                    FROM "movements" AS "t2"
                                    WHERE
                                      "t2"."kind" <> 'fx' AND "t2"."day" < MAKE_DATE(2026, 1, 1)
                                  ) AS "t7"
                                  WHERE
                                    "t7"."day" >= MAKE_DATE(2025, 1, 1)
                                ) AS "t9"
                                OFFSET 0
                              ) AS "t14"
                                ON "t40"."customer_key" = "t14"."customer_key" AND "t40"."net_day" = "t14"."net_day"
                            ) AS "t42"
                          ) AS "t44"
                          OFFSET 0
                        ) AS "t46"
                        OFFSET 0
                      ) AS "t48"
                    ) AS "t49"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t52"."customer_key",
                        "t52"."net_day",
                        "t52"."day",
                        "t52"."kind",
                        "t52"."net",
                        "t52"."along",
                        "t52"."transfer",
                        "t52"."at_plan"
                      FROM (
                        SELECT
                          "t51"."customer_key",
                          "t51"."net_day",
                          "t51"."at_plan",
                          "t51"."net",
                          "t51"."day",
                          "t51"."kind",
                          "t51"."sign",
                          "t51"."is_fx",
                          "t51"."along",
                          "t51"."against",
                          "t51"."crossing",
                          "t51"."reached",
                          CASE
                            WHEN "t51"."is_fx"
                            THEN 0
                            ELSE CASE
                              WHEN "t51"."sign" = 0
                              THEN "t51"."net"
                              ELSE (
                                (
                                  LEAST("t51"."crossing", "t51"."reached") - LEAST("t51"."crossing", "t51"."reached" - "t51"."along")
                                ) - "t51"."against"
                              ) * "t51"."sign"
                            END
                          END AS "transfer"
                        FROM (
                          SELECT
                            "t50"."customer_key",
                            "t50"."net_day",
                            "t50"."at_plan",
                            "t50"."net",
                            "t50"."day",
                            "t50"."kind",
                            "t50"."sign",
                            "t50"."is_fx",
                            "t50"."along",
                            "t50"."against",
                            SUM("t50"."against") OVER (
                              PARTITION BY "t50"."customer_key", "t50"."net_day"
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "crossing",
                            SUM("t50"."along") OVER (
                              PARTITION BY "t50"."customer_key", "t50"."net_day"
                              ORDER BY CAST("t50"."at_plan" IS NULL AS INT) ASC, COALESCE("t50"."at_plan", '') ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                            ) AS "reached"
                          FROM (
                            SELECT
                              "t47"."customer_key",
                              "t47"."net_day",
                              "t47"."at_plan",
                              "t47"."net",
                              "t47"."day",
                              "t47"."kind",
                              "t47"."sign",
                              "t47"."is_fx",
                              GREATEST("t47"."net" * "t47"."sign", 0) AS "along",
                              GREATEST(-(
                                "t47"."net"
                              ) * "t47"."sign", 0) AS "against"
                            FROM (
                              SELECT
                                "t45"."customer_key",
                                "t45"."net_day",
                                "t45"."at_plan",
                                "t45"."net",
                                COALESCE("t45"."day", "t45"."net_day") AS "day",
                                COALESCE("t45"."kind", 'fx') AS "kind",
                                COALESCE("t45"."sign", 0) AS "sign",
                                "t45"."kind" IS NULL AS "is_fx"
                              FROM (
                                SELECT
                                  "t43"."customer_key",
                                  "t43"."net_day",
                                  "t43"."at_plan",
                                  "t43"."net",
                                  "t43"."day",
                                  "t43"."kind",
                                  "t43"."sign"
                                FROM (
                                  SELECT
                                    "t41"."customer_key",
                                    "t41"."net_day",
                                    "t41"."at_plan",
                                    "t41"."net",
                                    "t14"."customer_key" AS "customer_key_right",
                                    "t14"."day",
                                    "t14"."kind",
                                    "t14"."net_day" AS "net_day_right",
                                    "t14"."sign"
                                  FROM (
                                    SELECT
                                      "t35"."customer_key",
                                      "t35"."net_day",
                                      "t35"."at_plan",
                                      SUM("t35"."run_rate_micros") AS "net"
                                    FROM (
                                      SELECT
                                        "t28"."customer_key",
                                        "t28"."subscription_key",
                                        "t28"."item_key",
                                        "t28"."terms_key",
                                        "t28"."day",
                                        "t28"."cause",
                                        "t28"."native_micros",
                                        "t28"."run_rate_micros",
                                        "t28"."source_key",
                                        "t28"."row",
                                        "t28"."at_plan",
                                        "t28"."net_day"
                                      FROM "t24" AS "t28"
                                      WHERE
                                        EXISTS(
                                          SELECT
                                            1
                                          FROM (
                                            SELECT
                                              *
                                            FROM (
                                              SELECT
                                                "t26"."customer_key",
                                                "t26"."net_day",
                                                COUNT(*) AS "postings"
                                              FROM "t24" AS "t26"
                                              GROUP BY
                                                1,
                                                2
                                            ) AS "t29"
                                            WHERE
                                              "t29"."postings" > 1
                                          ) AS "t32"
                                          WHERE
                                            "t28"."customer_key" = "t32"."customer_key" AND "t28"."net_day" = "t32"."net_day"
                                        )
                                    ) AS "t35"
                                    GROUP BY
                                      1,
                                      2,
                                      3
                                  ) AS "t41"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t9"."customer_key",
                                      "t9"."day",
                                      "t9"."kind",
                                      "t9"."day" AS "net_day",
                                      SIGN("t9"."run_rate_micros") AS "sign"
                                    FROM (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          *
                                        FROM "movements" AS "t2"
                                        WHERE
                                          "t2"."kind" <> 'fx' AND "t2"."day" < MAKE_DATE(2026, 1, 1)
                                      ) AS "t7"
                                      WHERE
                                        "t7"."day" >= MAKE_DATE(2025, 1, 1)
                                    ) AS "t9"
                                    OFFSET 0
                                  ) AS "t14"
                                    ON "t41"."customer_key" = "t14"."customer_key" AND "t41"."net_day" = "t14"."net_day"
                                ) AS "t43"
                              ) AS "t45"
                              OFFSET 0
                            ) AS "t47"
                            OFFSET 0
                          ) AS "t50"
                          OFFSET 0
                        ) AS "t51"
                        OFFSET 0
                      ) AS "t52"
                    ) AS "t53"
                  ) AS "t54"
                  OFFSET 0
                ) AS "t55"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t23"."customer_key",
                    "t23"."day",
                    "t23"."kind",
                    "t23"."at_plan",
                    "t23"."micros",
                    "t23"."transfer",
                    "t23"."is_counted"
                  FROM (
                    SELECT
                      "t20"."customer_key",
                      "t20"."day",
                      "t20"."at_plan",
                      'fx' AS "kind",
                      "t20"."run_rate_micros" AS "micros",
                      0 AS "transfer",
                      FALSE AS "is_counted"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t15"."customer_key",
                          "t15"."subscription_key",
                          "t15"."item_key",
                          "t15"."terms_key",
                          "t15"."day",
                          "t15"."cause",
                          "t15"."native_micros",
                          "t15"."run_rate_micros",
                          "t15"."source_key",
                          "t15"."row",
                          "t15"."at_plan"
                        FROM (
                          SELECT
                            "t11"."customer_key",
                            "t11"."subscription_key",
                            "t11"."item_key",
                            "t11"."terms_key",
                            "t11"."day",
                            "t11"."cause",
                            "t11"."native_micros",
                            "t11"."run_rate_micros",
                            "t11"."source_key",
                            "t11"."row",
                            "t6"."key_",
                            "t6"."at_plan"
                          FROM (
                            SELECT
                              *
                            FROM (
                              SELECT
                                *
                              FROM "postings" AS "t0"
                              WHERE
                                "t0"."day" < MAKE_DATE(2026, 1, 1)
                            ) AS "t5"
                            WHERE
                              "t5"."day" >= MAKE_DATE(2025, 1, 1)
                          ) AS "t11"
                          LEFT OUTER JOIN (
                            SELECT
                              "t1"."terms_key" AS "key_",
                              "t1"."plan" AS "at_plan"
                            FROM "terms" AS "t1"
                          ) AS "t6"
                            ON "t11"."terms_key" = "t6"."key_"
                        ) AS "t15"
                      ) AS "t17"
                      WHERE
                        "t17"."cause" = 'fx'
                    ) AS "t20"
                  ) AS "t23"
                ) AS "t27"
              ) AS "t56"
            ) AS "t57"
          ) AS "t58"
          WHERE
            "t58"."day" >= MAKE_DATE(2025, 1, 1)
        ) AS "t59"
        GROUP BY
          1,
          2,
          3
      ) AS "t60"
      OFFSET 0
    ) AS "t61"
    GROUP BY
      1,
      2,
      3
  ) AS "t62"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t33"."bucket",
      "t33"."segment",
      "t33"."kind",
      SUM("t33"."micros") AS "micros",
      SUM("t33"."transfer") AS "transfer",
      SUM("t33"."customers") AS "customers"
    FROM (
      SELECT
        "t30"."day",
        "t30"."segment",
        "t30"."kind",
        "t30"."micros",
        "t30"."transfer",
        "t30"."customers",
        CASE
          WHEN "t30"."day" < MAKE_DATE(2025, 1, 1)
          THEN MAKE_DATE(1, 1, 1)
          ELSE DATE_TRUNC('MONTH', "t30"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t25"."day",
          "t25"."segment",
          "t25"."kind",
          CAST(SUM("t25"."micros") AS DECIMAL(38, 0)) AS "micros",
          CAST(SUM("t25"."transfer") AS DECIMAL(38, 0)) AS "transfer",
          SUM(CAST(CAST("t25"."is_counted" AS INT) AS BIGINT)) AS "customers"
        FROM (
          SELECT
            "t22"."terms_key",
            "t22"."cause",
            "t22"."run_rate_micros",
            "t22"."segment",
            MAKE_DATE(1, 1, 1) AS "day",
            'fx' AS "kind",
            "t22"."run_rate_micros" AS "micros",
            0 AS "transfer",
            FALSE AS "is_counted"
          FROM (
            SELECT
              "t19"."terms_key",
              "t19"."cause",
              "t19"."run_rate_micros",
              "t19"."segment"
            FROM (
              SELECT
                "t18"."terms_key",
                "t18"."cause",
                "t18"."run_rate_micros",
                "t18"."at_plan",
                "t18"."at_plan" AS "segment"
              FROM (
                SELECT
                  "t16"."terms_key",
                  "t16"."cause",
                  "t16"."run_rate_micros",
                  "t16"."at_plan"
                FROM (
                  SELECT
                    "t12"."terms_key",
                    "t12"."cause",
                    "t12"."run_rate_micros",
                    "t6"."key_",
                    "t6"."at_plan"
                  FROM (
                    SELECT
                      "t4"."terms_key",
                      "t4"."cause",
                      SUM("t4"."run_rate_micros") AS "run_rate_micros"
                    FROM (
                      SELECT
                        *
                      FROM "postings" AS "t0"
                      WHERE
                        "t0"."day" < MAKE_DATE(2025, 1, 1)
                    ) AS "t4"
                    GROUP BY
                      1,
                      2
                  ) AS "t12"
                  LEFT OUTER JOIN (
                    SELECT
                      "t1"."terms_key" AS "key_",
                      "t1"."plan" AS "at_plan"
                    FROM "terms" AS "t1"
                  ) AS "t6"
                    ON "t12"."terms_key" = "t6"."key_"
                ) AS "t16"
              ) AS "t18"
            ) AS "t19"
          ) AS "t22"
          OFFSET 0
        ) AS "t25"
        GROUP BY
          1,
          2,
          3
      ) AS "t30"
      OFFSET 0
    ) AS "t33"
    GROUP BY
      1,
      2,
      3
  ) AS "t36"
) AS "t63"
