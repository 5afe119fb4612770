WITH "t19" AS NOT MATERIALIZED (
  SELECT
    "t17"."customer_key",
    "t17"."subscription_key",
    "t17"."item_key",
    "t17"."terms_key",
    "t17"."day",
    "t17"."cause",
    "t17"."native_micros",
    "t17"."run_rate_micros",
    "t17"."source_key",
    "t17"."row",
    "t17"."at_plan",
    "t17"."day" AS "net_day"
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
), "t25" AS NOT MATERIALIZED (
  SELECT
    *
  FROM "t19" AS "t21"
  WHERE
    "t21"."cause" <> 'fx'
)
SELECT
  *
FROM (
  SELECT
    "t64"."bucket",
    "t64"."segment",
    "t64"."kind",
    "t64"."micros",
    "t64"."transfer",
    "t64"."customers",
    0 AS "paying"
  FROM (
    SELECT
      "t63"."bucket",
      "t63"."segment",
      "t63"."kind",
      SUM("t63"."micros") AS "micros",
      SUM("t63"."transfer") AS "transfer",
      SUM("t63"."customers") AS "customers"
    FROM (
      SELECT
        "t62"."day",
        "t62"."segment",
        "t62"."kind",
        "t62"."micros",
        "t62"."transfer",
        "t62"."customers",
        CASE
          WHEN "t62"."day" < MAKE_DATE(2025, 1, 1)
          THEN MAKE_DATE(1, 1, 1)
          ELSE DATE_TRUNC('MONTH', "t62"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t61"."day",
          "t61"."segment",
          "t61"."kind",
          CAST(SUM("t61"."micros") AS DECIMAL(38, 0)) AS "micros",
          CAST(SUM("t61"."transfer") AS DECIMAL(38, 0)) AS "transfer",
          SUM(CAST(CAST("t61"."is_counted" AS INT) AS BIGINT)) AS "customers"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t59"."customer_key",
              "t59"."day",
              "t59"."kind",
              "t59"."micros",
              "t59"."transfer",
              "t59"."is_counted",
              "t59"."segment"
            FROM (
              SELECT
                "t58"."customer_key",
                "t58"."day",
                "t58"."kind",
                "t58"."at_plan",
                "t58"."micros",
                "t58"."transfer",
                "t58"."is_counted",
                "t58"."at_plan" AS "segment"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t56"."customer_key",
                    "t56"."day",
                    "t56"."kind",
                    "t56"."at_plan",
                    "t56"."net" - "t56"."transfer" AS "micros",
                    "t56"."transfer",
                    "t56"."along" > 0 AS "is_counted"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t50"."customer_key",
                        "t50"."net_day",
                        "t50"."day",
                        "t50"."kind",
                        "t50"."net",
                        "t50"."along",
                        "t50"."transfer",
                        "t50"."at_plan"
                      FROM (
                        SELECT
                          "t48"."customer_key",
                          "t48"."subscription_key",
                          "t48"."item_key",
                          "t48"."terms_key",
                          "t48"."cause",
                          "t48"."native_micros",
                          "t48"."run_rate_micros",
                          "t48"."source_key",
                          "t48"."row",
                          "t48"."at_plan",
                          "t48"."net_day",
                          "t48"."net",
                          "t48"."day",
                          "t48"."kind",
                          "t48"."sign",
                          "t48"."is_fx",
                          0 AS "transfer",
                          "t48"."net" * "t48"."sign" AS "along"
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
                            COALESCE("t46"."day", "t46"."net_day") AS "day",
                            COALESCE("t46"."kind", 'fx') AS "kind",
                            COALESCE("t46"."sign", 0) AS "sign",
                            "t46"."kind" IS NULL AS "is_fx"
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
                              "t44"."day",
                              "t44"."kind",
                              "t44"."sign"
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
                                "t14"."customer_key" AS "customer_key_right",
                                "t14"."day",
                                "t14"."kind",
                                "t14"."net_day" AS "net_day_right",
                                "t14"."sign"
                              FROM (
                                SELECT
                                  "t38"."customer_key",
                                  "t38"."subscription_key",
                                  "t38"."item_key",
                                  "t38"."terms_key",
                                  "t38"."cause",
                                  "t38"."native_micros",
                                  "t38"."run_rate_micros",
                                  "t38"."source_key",
                                  "t38"."row",
                                  "t38"."at_plan",
                                  "t38"."net_day",
                                  "t38"."net"
                                FROM (
                                  SELECT
                                    "t35"."customer_key",
                                    "t35"."subscription_key",
                                    "t35"."item_key",
                                    "t35"."terms_key",
                                    "t35"."day",
                                    "t35"."cause",
                                    "t35"."native_micros",
                                    "t35"."run_rate_micros",
                                    "t35"."source_key",
                                    "t35"."row",
                                    "t35"."at_plan",
                                    "t35"."net_day",
                                    "t35"."run_rate_micros" AS "net"
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
                                    FROM "t25" AS "t28"
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
                                            FROM "t25" AS "t26"
                                            GROUP BY
                                              1,
                                              2
                                          ) AS "t29"
                                          WHERE
                                            "t29"."postings" > 1
                                        ) AS "t33"
                                        WHERE
                                          "t28"."customer_key" = "t33"."customer_key" AND "t28"."net_day" = "t33"."net_day"
                                      )
                                  ) AS "t35"
                                ) AS "t38"
                              ) AS "t42"
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
                                ON "t42"."customer_key" = "t14"."customer_key" AND "t42"."net_day" = "t14"."net_day"
                            ) AS "t44"
                          ) AS "t46"
                          OFFSET 0
                        ) AS "t48"
                        OFFSET 0
                      ) AS "t50"
                    ) AS "t51"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t54"."customer_key",
                        "t54"."net_day",
                        "t54"."day",
                        "t54"."kind",
                        "t54"."net",
                        "t54"."along",
                        "t54"."transfer",
                        "t54"."at_plan"
                      FROM (
                        SELECT
                          "t53"."customer_key",
                          "t53"."net_day",
                          "t53"."at_plan",
                          "t53"."net",
                          "t53"."day",
                          "t53"."kind",
                          "t53"."sign",
                          "t53"."is_fx",
                          "t53"."along",
                          "t53"."against",
                          "t53"."crossing",
                          "t53"."reached",
                          CASE
                            WHEN "t53"."is_fx"
                            THEN 0
                            ELSE CASE
                              WHEN "t53"."sign" = 0
                              THEN "t53"."net"
                              ELSE (
                                (
                                  LEAST("t53"."crossing", "t53"."reached") - LEAST("t53"."crossing", "t53"."reached" - "t53"."along")
                                ) - "t53"."against"
                              ) * "t53"."sign"
                            END
                          END AS "transfer"
                        FROM (
                          SELECT
                            "t52"."customer_key",
                            "t52"."net_day",
                            "t52"."at_plan",
                            "t52"."net",
                            "t52"."day",
                            "t52"."kind",
                            "t52"."sign",
                            "t52"."is_fx",
                            "t52"."along",
                            "t52"."against",
                            SUM("t52"."against") OVER (
                              PARTITION BY "t52"."customer_key", "t52"."net_day"
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "crossing",
                            SUM("t52"."along") OVER (
                              PARTITION BY "t52"."customer_key", "t52"."net_day"
                              ORDER BY CAST("t52"."at_plan" IS NULL AS INT) ASC, COALESCE("t52"."at_plan", '') ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                            ) AS "reached"
                          FROM (
                            SELECT
                              "t49"."customer_key",
                              "t49"."net_day",
                              "t49"."at_plan",
                              "t49"."net",
                              "t49"."day",
                              "t49"."kind",
                              "t49"."sign",
                              "t49"."is_fx",
                              GREATEST("t49"."net" * "t49"."sign", 0) AS "along",
                              GREATEST(-(
                                "t49"."net"
                              ) * "t49"."sign", 0) AS "against"
                            FROM (
                              SELECT
                                "t47"."customer_key",
                                "t47"."net_day",
                                "t47"."at_plan",
                                "t47"."net",
                                COALESCE("t47"."day", "t47"."net_day") AS "day",
                                COALESCE("t47"."kind", 'fx') AS "kind",
                                COALESCE("t47"."sign", 0) AS "sign",
                                "t47"."kind" IS NULL AS "is_fx"
                              FROM (
                                SELECT
                                  "t45"."customer_key",
                                  "t45"."net_day",
                                  "t45"."at_plan",
                                  "t45"."net",
                                  "t45"."day",
                                  "t45"."kind",
                                  "t45"."sign"
                                FROM (
                                  SELECT
                                    "t43"."customer_key",
                                    "t43"."net_day",
                                    "t43"."at_plan",
                                    "t43"."net",
                                    "t14"."customer_key" AS "customer_key_right",
                                    "t14"."day",
                                    "t14"."kind",
                                    "t14"."net_day" AS "net_day_right",
                                    "t14"."sign"
                                  FROM (
                                    SELECT
                                      "t36"."customer_key",
                                      "t36"."net_day",
                                      "t36"."at_plan",
                                      SUM("t36"."run_rate_micros") AS "net"
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
                                      FROM "t25" AS "t28"
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
                                              FROM "t25" AS "t26"
                                              GROUP BY
                                                1,
                                                2
                                            ) AS "t29"
                                            WHERE
                                              "t29"."postings" > 1
                                          ) AS "t33"
                                          WHERE
                                            "t28"."customer_key" = "t33"."customer_key" AND "t28"."net_day" = "t33"."net_day"
                                        )
                                    ) AS "t36"
                                    GROUP BY
                                      1,
                                      2,
                                      3
                                  ) AS "t43"
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
                                    ON "t43"."customer_key" = "t14"."customer_key" AND "t43"."net_day" = "t14"."net_day"
                                ) AS "t45"
                              ) AS "t47"
                              OFFSET 0
                            ) AS "t49"
                            OFFSET 0
                          ) AS "t52"
                          OFFSET 0
                        ) AS "t53"
                        OFFSET 0
                      ) AS "t54"
                    ) AS "t55"
                  ) AS "t56"
                  OFFSET 0
                ) AS "t57"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t27"."customer_key",
                    "t27"."day",
                    "t27"."kind",
                    "t27"."at_plan",
                    "t27"."micros",
                    "t27"."transfer",
                    "t27"."is_counted"
                  FROM (
                    SELECT
                      "t24"."customer_key",
                      "t24"."day",
                      "t24"."at_plan",
                      'fx' AS "kind",
                      "t24"."run_rate_micros" AS "micros",
                      0 AS "transfer",
                      FALSE AS "is_counted"
                    FROM (
                      SELECT
                        *
                      FROM "t19" AS "t21"
                      WHERE
                        "t21"."cause" = 'fx'
                    ) AS "t24"
                  ) AS "t27"
                ) AS "t30"
              ) AS "t58"
            ) AS "t59"
          ) AS "t60"
          WHERE
            "t60"."day" >= MAKE_DATE(2025, 1, 1)
        ) AS "t61"
        GROUP BY
          1,
          2,
          3
      ) AS "t62"
      OFFSET 0
    ) AS "t63"
    GROUP BY
      1,
      2,
      3
  ) AS "t64"
) AS "t65"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t37"."bucket",
    "t37"."segment",
    "t37"."kind",
    "t37"."micros",
    "t37"."transfer",
    "t37"."customers",
    0 AS "paying"
  FROM (
    SELECT
      "t34"."bucket",
      "t34"."segment",
      "t34"."kind",
      SUM("t34"."micros") AS "micros",
      SUM("t34"."transfer") AS "transfer",
      SUM("t34"."customers") AS "customers"
    FROM (
      SELECT
        "t31"."day",
        "t31"."segment",
        "t31"."kind",
        "t31"."micros",
        "t31"."transfer",
        "t31"."customers",
        CASE
          WHEN "t31"."day" < MAKE_DATE(2025, 1, 1)
          THEN MAKE_DATE(1, 1, 1)
          ELSE DATE_TRUNC('MONTH', "t31"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t23"."day",
          "t23"."segment",
          "t23"."kind",
          CAST(SUM("t23"."micros") AS DECIMAL(38, 0)) AS "micros",
          CAST(SUM("t23"."transfer") AS DECIMAL(38, 0)) AS "transfer",
          SUM(CAST(CAST("t23"."is_counted" AS INT) AS BIGINT)) AS "customers"
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
              "t20"."terms_key",
              "t20"."cause",
              "t20"."run_rate_micros",
              "t20"."segment"
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
            ) AS "t20"
          ) AS "t22"
          OFFSET 0
        ) AS "t23"
        GROUP BY
          1,
          2,
          3
      ) AS "t31"
      OFFSET 0
    ) AS "t34"
    GROUP BY
      1,
      2,
      3
  ) AS "t37"
) AS "t39"
