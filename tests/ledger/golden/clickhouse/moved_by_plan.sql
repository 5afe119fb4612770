SELECT
  "t31"."bucket" AS "bucket",
  "t31"."segment" AS "segment",
  "t31"."kind" AS "kind",
  "t31"."micros" AS "micros",
  "t31"."transfer" AS "transfer",
  "t31"."customers" AS "customers",
  0 AS "paying"
FROM (
  SELECT
    "t30"."bucket" AS "bucket",
    "t30"."segment" AS "segment",
    "t30"."kind" AS "kind",
    SUM("t30"."micros") AS "micros",
    SUM("t30"."transfer") AS "transfer",
    SUM("t30"."customers") AS "customers"
  FROM (
    SELECT
      "t29"."day" AS "day",
      "t29"."segment" AS "segment",
      "t29"."kind" AS "kind",
      "t29"."micros" AS "micros",
      "t29"."transfer" AS "transfer",
      "t29"."customers" AS "customers",
      CASE
        WHEN "t29"."day" < toDate('2025-01-01')
        THEN toDate('0001-01-01')
        ELSE dateTrunc('MONTH', "t29"."day")
      END AS "bucket"
    FROM (
      SELECT
        "t28"."day" AS "day",
        "t28"."segment" AS "segment",
        "t28"."kind" AS "kind",
        SUM(CAST("t28"."micros" AS Nullable(Decimal(38, 0)))) AS "micros",
        SUM(CAST("t28"."transfer" AS Nullable(Decimal(38, 0)))) AS "transfer",
        SUM(CAST("t28"."is_counted" AS Nullable(Int64))) AS "customers"
      FROM (
        SELECT
          "t27".*
          EXCEPT ("at_plan")
        FROM (
          SELECT
            "t26"."customer_key" AS "customer_key",
            "t26"."day" AS "day",
            "t26"."kind" AS "kind",
            "t26"."at_plan" AS "at_plan",
            "t26"."micros" AS "micros",
            "t26"."transfer" AS "transfer",
            "t26"."is_counted" AS "is_counted",
            "t26"."at_plan" AS "segment"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t24"."customer_key" AS "customer_key",
                "t24"."day" AS "day",
                "t24"."kind" AS "kind",
                "t24"."at_plan" AS "at_plan",
                "t24"."net" - "t24"."transfer" AS "micros",
                "t24"."transfer" AS "transfer",
                "t24"."along" > 0 AS "is_counted"
              FROM (
                SELECT
                  "t23"."customer_key" AS "customer_key",
                  "t23"."net_day" AS "net_day",
                  "t23"."at_plan" AS "at_plan",
                  "t23"."net" AS "net",
                  "t23"."day" AS "day",
                  "t23"."kind" AS "kind",
                  "t23"."sign" AS "sign",
                  "t23"."is_fx" AS "is_fx",
                  "t23"."along" AS "along",
                  "t23"."against" AS "against",
                  "t23"."crossing" AS "crossing",
                  "t23"."reached" AS "reached",
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
                    "t22"."customer_key" AS "customer_key",
                    "t22"."net_day" AS "net_day",
                    "t22"."at_plan" AS "at_plan",
                    "t22"."net" AS "net",
                    "t22"."day" AS "day",
                    "t22"."kind" AS "kind",
                    "t22"."sign" AS "sign",
                    "t22"."is_fx" AS "is_fx",
                    "t22"."along" AS "along",
                    "t22"."against" AS "against",
                    SUM("t22"."against") OVER (
                      PARTITION BY "t22"."customer_key", "t22"."net_day"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "crossing",
                    SUM("t22"."along") OVER (
                      PARTITION BY "t22"."customer_key", "t22"."net_day"
                      ORDER BY CAST(isNull("t22"."at_plan") AS Nullable(Int32)) ASC, COALESCE("t22"."at_plan", '') ASC
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                    ) AS "reached"
                  FROM (
                    SELECT
                      "t21"."customer_key" AS "customer_key",
                      "t21"."net_day" AS "net_day",
                      "t21"."at_plan" AS "at_plan",
                      "t21"."net" AS "net",
                      "t21"."day" AS "day",
                      "t21"."kind" AS "kind",
                      "t21"."sign" AS "sign",
                      "t21"."is_fx" AS "is_fx",
                      GREATEST("t21"."net" * "t21"."sign", 0) AS "along",
                      GREATEST(-(
                        "t21"."net"
                      ) * "t21"."sign", 0) AS "against"
                    FROM (
                      SELECT
                        "t20"."customer_key" AS "customer_key",
                        "t20"."net_day" AS "net_day",
                        "t20"."at_plan" AS "at_plan",
                        "t20"."net" AS "net",
                        COALESCE("t20"."day", "t20"."net_day") AS "day",
                        COALESCE("t20"."kind", 'fx') AS "kind",
                        COALESCE("t20"."sign", 0) AS "sign",
                        isNull("t20"."kind") AS "is_fx"
                      FROM (
                        SELECT
                          "t19".*
                          EXCEPT ("customer_key_right", "net_day_right")
                        FROM (
                          SELECT
                            "t18"."customer_key" AS "customer_key",
                            "t18"."net_day" AS "net_day",
                            "t18"."at_plan" AS "at_plan",
                            "t18"."net" AS "net",
                            "t9"."customer_key" AS "customer_key_right",
                            "t9"."day" AS "day",
                            "t9"."kind" AS "kind",
                            "t9"."net_day" AS "net_day_right",
                            "t9"."sign" AS "sign"
                          FROM (
                            SELECT
                              "t15"."customer_key" AS "customer_key",
                              "t15"."net_day" AS "net_day",
                              "t15"."at_plan" AS "at_plan",
                              SUM("t15"."run_rate_micros") AS "net"
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
                                "t13"."row" AS "row",
                                "t13"."at_plan" AS "at_plan",
                                "t13"."day" AS "net_day"
                              FROM (
                                SELECT
                                  *
                                FROM (
                                  SELECT
                                    "t10".*
                                    EXCEPT ("key_")
                                  FROM (
                                    SELECT
                                      "t7"."customer_key" AS "customer_key",
                                      "t7"."subscription_key" AS "subscription_key",
                                      "t7"."item_key" AS "item_key",
                                      "t7"."terms_key" AS "terms_key",
                                      "t7"."day" AS "day",
                                      "t7"."cause" AS "cause",
                                      "t7"."native_micros" AS "native_micros",
                                      "t7"."run_rate_micros" AS "run_rate_micros",
                                      "t7"."source_key" AS "source_key",
                                      "t7"."row" AS "row",
                                      "t5"."key_" AS "key_",
                                      "t5"."at_plan" AS "at_plan"
                                    FROM (
                                      SELECT
                                        *
                                      FROM "postings" AS "t0"
                                      WHERE
                                        "t0"."day" < toDate('2026-01-01')
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
                              "t15"."customer_key",
                              "t15"."net_day",
                              "t15"."at_plan"
                          ) AS "t18"
                          LEFT OUTER JOIN (
                            SELECT
                              "t6"."customer_key" AS "customer_key",
                              "t6"."day" AS "day",
                              "t6"."kind" AS "kind",
                              "t6"."day" AS "net_day",
                              intDivOrZero("t6"."run_rate_micros", ABS("t6"."run_rate_micros")) AS "sign"
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
                "t14"."customer_key" AS "customer_key",
                "t14"."day" AS "day",
                "t14"."kind" AS "kind",
                "t14"."at_plan" AS "at_plan",
                "t14"."micros" AS "micros",
                "t14"."transfer" AS "transfer",
                "t14"."is_counted" AS "is_counted"
              FROM (
                SELECT
                  "t12"."customer_key" AS "customer_key",
                  "t12"."day" AS "day",
                  "t12"."at_plan" AS "at_plan",
                  'fx' AS "kind",
                  "t12"."run_rate_micros" AS "micros",
                  0 AS "transfer",
                  FALSE AS "is_counted"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t10".*
                      EXCEPT ("key_")
                    FROM (
                      SELECT
                        "t7"."customer_key" AS "customer_key",
                        "t7"."subscription_key" AS "subscription_key",
                        "t7"."item_key" AS "item_key",
                        "t7"."terms_key" AS "terms_key",
                        "t7"."day" AS "day",
                        "t7"."cause" AS "cause",
                        "t7"."native_micros" AS "native_micros",
                        "t7"."run_rate_micros" AS "run_rate_micros",
                        "t7"."source_key" AS "source_key",
                        "t7"."row" AS "row",
                        "t5"."key_" AS "key_",
                        "t5"."at_plan" AS "at_plan"
                      FROM (
                        SELECT
                          *
                        FROM "postings" AS "t0"
                        WHERE
                          "t0"."day" < toDate('2026-01-01')
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
        "t28"."day",
        "t28"."segment",
        "t28"."kind"
    ) AS "t29"
  ) AS "t30"
  GROUP BY
    "t30"."bucket",
    "t30"."segment",
    "t30"."kind"
) AS "t31"
