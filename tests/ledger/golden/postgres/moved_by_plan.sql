SELECT
  "t31"."bucket",
  "t31"."segment",
  "t31"."kind",
  "t31"."micros",
  "t31"."transfer",
  "t31"."customers",
  0 AS "paying"
FROM (
  SELECT
    "t30"."bucket",
    "t30"."segment",
    "t30"."kind",
    SUM("t30"."micros") AS "micros",
    SUM("t30"."transfer") AS "transfer",
    SUM("t30"."customers") AS "customers"
  FROM (
    SELECT
      "t29"."day",
      "t29"."segment",
      "t29"."kind",
      "t29"."micros",
      "t29"."transfer",
      "t29"."customers",
      CASE
        WHEN "t29"."day" < MAKE_DATE(2025, 1, 1)
        THEN MAKE_DATE(1, 1, 1)
        ELSE DATE_TRUNC('MONTH', "t29"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t28"."day",
        "t28"."segment",
        "t28"."kind",
        SUM("t28"."micros") AS "micros",
        SUM("t28"."transfer") AS "transfer",
        SUM(CAST("t28"."is_counted" AS BIGINT)) AS "customers"
      FROM (
        SELECT
          "t27"."customer_key",
          "t27"."day",
          "t27"."kind",
          "t27"."micros",
          "t27"."transfer",
          "t27"."is_counted",
          "t27"."segment"
        FROM (
          SELECT
            "t26"."customer_key",
            "t26"."day",
            "t26"."kind",
            "t26"."at_plan",
            "t26"."micros",
            "t26"."transfer",
            "t26"."is_counted",
            "t26"."at_plan" AS "segment"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t24"."customer_key",
                "t24"."day",
                "t24"."kind",
                "t24"."at_plan",
                "t24"."net" - "t24"."transfer" AS "micros",
                "t24"."transfer",
                "t24"."along" > 0 AS "is_counted"
              FROM (
                SELECT
                  "t23"."customer_key",
                  "t23"."net_day",
                  "t23"."at_plan",
                  "t23"."net",
                  "t23"."day",
                  "t23"."kind",
                  "t23"."sign",
                  "t23"."is_fx",
                  "t23"."along",
                  "t23"."against",
                  "t23"."crossing",
                  "t23"."reached",
                  CASE
                    WHEN "t23"."is_fx"
                    THEN 0
                    ELSE CASE
                      WHEN "t23"."sign" = 0
                      THEN "t23"."net"
                      ELSE (
                        (
                          LEAST("t23"."crossing", "t23"."reached") - LEAST("t23"."crossing", "t23"."reached" - "t23"."along")
                        ) - "t23"."against"
                      ) * "t23"."sign"
                    END
                  END AS "transfer"
                FROM (
                  SELECT
                    "t22"."customer_key",
                    "t22"."net_day",
                    "t22"."at_plan",
                    "t22"."net",
                    "t22"."day",
                    "t22"."kind",
                    "t22"."sign",
                    "t22"."is_fx",
                    "t22"."along",
                    "t22"."against",
                    SUM("t22"."against") OVER (
                      PARTITION BY "t22"."customer_key", "t22"."net_day"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "crossing",
                    SUM("t22"."along") OVER (
                      PARTITION BY "t22"."customer_key", "t22"."net_day"
                      ORDER BY CAST("t22"."at_plan" IS NULL AS INT) ASC, COALESCE("t22"."at_plan", '') ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "reached"
                  FROM (
                    SELECT
                      "t21"."customer_key",
                      "t21"."net_day",
                      "t21"."at_plan",
                      "t21"."net",
                      "t21"."day",
                      "t21"."kind",
                      "t21"."sign",
                      "t21"."is_fx",
                      GREATEST("t21"."net" * "t21"."sign", 0) AS "along",
                      GREATEST(-(
                        "t21"."net"
                      ) * "t21"."sign", 0) AS "against"
                    FROM (
                      SELECT
                        "t20"."customer_key",
                        "t20"."net_day",
                        "t20"."at_plan",
                        "t20"."net",
                        COALESCE("t20"."day", "t20"."net_day") AS "day",
                        COALESCE("t20"."kind", 'fx') AS "kind",
                        COALESCE("t20"."sign", 0) AS "sign",
                        "t20"."kind" IS NULL AS "is_fx"
                      FROM (
                        SELECT
                          "t19"."customer_key",
                          "t19"."net_day",
                          "t19"."at_plan",
                          "t19"."net",
                          "t19"."day",
                          "t19"."kind",
                          "t19"."sign"
                        FROM (
                          SELECT
                            "t18"."customer_key",
                            "t18"."net_day",
                            "t18"."at_plan",
                            "t18"."net",
                            "t9"."customer_key" AS "customer_key_right",
                            "t9"."day",
                            "t9"."kind",
                            "t9"."net_day" AS "net_day_right",
                            "t9"."sign"
                          FROM (
                            SELECT
                              "t15"."customer_key",
                              "t15"."net_day",
                              "t15"."at_plan",
                              SUM("t15"."run_rate_micros") AS "net"
                            FROM (
                              SELECT
                                "t13"."customer_key",
                                "t13"."subscription_key",
                                "t13"."item_key",
                                "t13"."terms_key",
                                "t13"."day",
                                "t13"."cause",
                                "t13"."native_micros",
                                "t13"."run_rate_micros",
                                "t13"."source_key",
                                "t13"."row",
                                "t13"."at_plan",
                                "t13"."day" AS "net_day"
                              FROM (
                                SELECT
                                  *
                                FROM (
                                  SELECT
                                    "t10"."customer_key",
                                    "t10"."subscription_key",
                                    "t10"."item_key",
                                    "t10"."terms_key",
                                    "t10"."day",
                                    "t10"."cause",
                                    "t10"."native_micros",
                                    "t10"."run_rate_micros",
                                    "t10"."source_key",
                                    "t10"."row",
                                    "t10"."at_plan"
                                  FROM (
                                    SELECT
                                      "t7"."customer_key",
                                      "t7"."subscription_key",
                                      "t7"."item_key",
                                      "t7"."terms_key",
                                      "t7"."day",
                                      "t7"."cause",
                                      "t7"."native_micros",
                                      "t7"."run_rate_micros",
                                      "t7"."source_key",
                                      "t7"."row",
                                      "t5"."key_",
                                      "t5"."at_plan"
                                    FROM (
                                      SELECT
                                        *
                                      FROM "postings" AS "t0"
                                      WHERE
                                        "t0"."day" < MAKE_DATE(2026, 1, 1)
                                    ) AS "t7"
                                    LEFT OUTER JOIN (
                                      SELECT
                                        "t1"."terms_key" AS "key_",
                                        "t1"."plan" AS "at_plan"
                                      FROM "terms" AS "t1"
                                    ) AS "t5"
                                      ON "t7"."terms_key" = "t5"."key_"
                                  ) AS "t10"
                                ) AS "t11"
                                WHERE
                                  "t11"."cause" <> 'fx'
                              ) AS "t13"
                            ) AS "t15"
                            GROUP BY
                              1,
                              2,
                              3
                          ) AS "t18"
                          LEFT OUTER JOIN (
                            SELECT
                              "t6"."customer_key",
                              "t6"."day",
                              "t6"."kind",
                              "t6"."day" AS "net_day",
                              SIGN("t6"."run_rate_micros") AS "sign"
                            FROM (
                              SELECT
                                *
                              FROM "movements" AS "t2"
                              WHERE
                                "t2"."kind" <> 'fx'
                            ) AS "t6"
                          ) AS "t9"
                            ON "t18"."customer_key" = "t9"."customer_key" AND "t18"."net_day" = "t9"."net_day"
                        ) AS "t19"
                      ) AS "t20"
                    ) AS "t21"
                  ) AS "t22"
                ) AS "t23"
              ) AS "t24"
            ) AS "t25"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t14"."customer_key",
                "t14"."day",
                "t14"."kind",
                "t14"."at_plan",
                "t14"."micros",
                "t14"."transfer",
                "t14"."is_counted"
              FROM (
                SELECT
                  "t12"."customer_key",
                  "t12"."day",
                  "t12"."at_plan",
                  'fx' AS "kind",
                  "t12"."run_rate_micros" AS "micros",
                  0 AS "transfer",
                  FALSE AS "is_counted"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t10"."customer_key",
                      "t10"."subscription_key",
                      "t10"."item_key",
                      "t10"."terms_key",
                      "t10"."day",
                      "t10"."cause",
                      "t10"."native_micros",
                      "t10"."run_rate_micros",
                      "t10"."source_key",
                      "t10"."row",
                      "t10"."at_plan"
                    FROM (
                      SELECT
                        "t7"."customer_key",
                        "t7"."subscription_key",
                        "t7"."item_key",
                        "t7"."terms_key",
                        "t7"."day",
                        "t7"."cause",
                        "t7"."native_micros",
                        "t7"."run_rate_micros",
                        "t7"."source_key",
                        "t7"."row",
                        "t5"."key_",
                        "t5"."at_plan"
                      FROM (
                        SELECT
                          *
                        FROM "postings" AS "t0"
                        WHERE
                          "t0"."day" < MAKE_DATE(2026, 1, 1)
                      ) AS "t7"
                      LEFT OUTER JOIN (
                        SELECT
                          "t1"."terms_key" AS "key_",
                          "t1"."plan" AS "at_plan"
                        FROM "terms" AS "t1"
                      ) AS "t5"
                        ON "t7"."terms_key" = "t5"."key_"
                    ) AS "t10"
                  ) AS "t11"
                  WHERE
                    "t11"."cause" = 'fx'
                ) AS "t12"
              ) AS "t14"
            ) AS "t16"
          ) AS "t26"
        ) AS "t27"
      ) AS "t28"
      GROUP BY
        1,
        2,
        3
    ) AS "t29"
  ) AS "t30"
  GROUP BY
    1,
    2,
    3
) AS "t31"
