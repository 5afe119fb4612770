WITH "t24" AS NOT MATERIALIZED (
  SELECT
    "t21"."customer_key" AS "customer_key",
    "t21"."subscription_key" AS "subscription_key",
    "t21"."item_key" AS "item_key",
    "t21"."terms_key" AS "terms_key",
    "t21"."day" AS "day",
    "t21"."cause" AS "cause",
    "t21"."native_micros" AS "native_micros",
    "t21"."run_rate_micros" AS "run_rate_micros",
    "t21"."source_key" AS "source_key",
    "t21"."row" AS "row",
    "t21"."at_plan" AS "at_plan",
    "t21"."day" AS "net_day"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t15".*
        EXCEPT ("key_")
      FROM (
        SELECT
          "t11"."customer_key" AS "customer_key",
          "t11"."subscription_key" AS "subscription_key",
          "t11"."item_key" AS "item_key",
          "t11"."terms_key" AS "terms_key",
          "t11"."day" AS "day",
          "t11"."cause" AS "cause",
          "t11"."native_micros" AS "native_micros",
          "t11"."run_rate_micros" AS "run_rate_micros",
          "t11"."source_key" AS "source_key",
          "t11"."row" AS "row",
          "t6"."key_" AS "key_",
          "t6"."at_plan" AS "at_plan"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              *
            FROM "postings" AS "t0"
            WHERE
              "t0"."day" < toDate('2026-01-01')
          ) AS "t5"
          WHERE
            "t5"."day" >= toDate('2025-01-01')
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
  "t63"."bucket" AS "bucket",
  "t63"."segment" AS "segment",
  "t63"."kind" AS "kind",
  "t63"."micros" AS "micros",
  "t63"."transfer" AS "transfer",
  "t63"."customers" AS "customers",
  0 AS "paying"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t61"."bucket" AS "bucket",
      "t61"."segment" AS "segment",
      "t61"."kind" AS "kind",
      SUM("t61"."micros") AS "micros",
      SUM("t61"."transfer") AS "transfer",
      SUM("t61"."customers") AS "customers"
    FROM (
      SELECT
        "t60"."day" AS "day",
        "t60"."segment" AS "segment",
        "t60"."kind" AS "kind",
        "t60"."micros" AS "micros",
        "t60"."transfer" AS "transfer",
        "t60"."customers" AS "customers",
        CASE
          WHEN "t60"."day" < toDate('2025-01-01')
          THEN toDate('0001-01-01')
          ELSE dateTrunc('MONTH', "t60"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t59"."day" AS "day",
          "t59"."segment" AS "segment",
          "t59"."kind" AS "kind",
          CAST(SUM(CAST("t59"."micros" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "micros",
          CAST(SUM(CAST("t59"."transfer" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "transfer",
          SUM(CAST("t59"."is_counted" AS Nullable(Int64))) AS "customers"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t57".*
              EXCEPT ("at_plan")
            FROM (
              SELECT
                "t56"."customer_key" AS "customer_key",
                "t56"."day" AS "day",
                "t56"."kind" AS "kind",
                "t56"."at_plan" AS "at_plan",
                "t56"."micros" AS "micros",
                "t56"."transfer" AS "transfer",
                "t56"."is_counted" AS "is_counted",
                "t56"."at_plan" AS "segment"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t54"."customer_key" AS "customer_key",
                    "t54"."day" AS "day",
                    "t54"."kind" AS "kind",
                    "t54"."at_plan" AS "at_plan",
                    "t54"."net" - "t54"."transfer" AS "micros",
                    "t54"."transfer" AS "transfer",
                    "t54"."along" > 0 AS "is_counted"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t48"."customer_key" AS "customer_key",
                        "t48"."net_day" AS "net_day",
                        "t48"."day" AS "day",
                        "t48"."kind" AS "kind",
                        "t48"."net" AS "net",
                        "t48"."along" AS "along",
                        "t48"."transfer" AS "transfer",
                        "t48"."at_plan" AS "at_plan"
                      FROM (
                        SELECT
                          "t46"."customer_key" AS "customer_key",
                          "t46"."subscription_key" AS "subscription_key",
                          "t46"."item_key" AS "item_key",
                          "t46"."terms_key" AS "terms_key",
                          "t46"."cause" AS "cause",
                          "t46"."native_micros" AS "native_micros",
                          "t46"."run_rate_micros" AS "run_rate_micros",
                          "t46"."source_key" AS "source_key",
                          "t46"."row" AS "row",
                          "t46"."at_plan" AS "at_plan",
                          "t46"."net_day" AS "net_day",
                          "t46"."net" AS "net",
                          "t46"."day" AS "day",
                          "t46"."kind" AS "kind",
                          "t46"."sign" AS "sign",
                          "t46"."is_fx" AS "is_fx",
                          0 AS "transfer",
                          "t46"."net" * "t46"."sign" AS "along"
                        FROM (
                          SELECT
                            "t44"."customer_key" AS "customer_key",
                            "t44"."subscription_key" AS "subscription_key",
                            "t44"."item_key" AS "item_key",
                            "t44"."terms_key" AS "terms_key",
                            "t44"."cause" AS "cause",
                            "t44"."native_micros" AS "native_micros",
                            "t44"."run_rate_micros" AS "run_rate_micros",
                            "t44"."source_key" AS "source_key",
                            "t44"."row" AS "row",
                            "t44"."at_plan" AS "at_plan",
                            "t44"."net_day" AS "net_day",
                            "t44"."net" AS "net",
                            COALESCE("t44"."day", "t44"."net_day") AS "day",
                            COALESCE("t44"."kind", 'fx') AS "kind",
                            COALESCE("t44"."sign", 0) AS "sign",
                            isNull("t44"."kind") AS "is_fx"
                          FROM (
                            SELECT
                              "t42".*
                              EXCEPT ("customer_key_right", "net_day_right")
                            FROM (
                              SELECT
                                "t40"."customer_key" AS "customer_key",
                                "t40"."subscription_key" AS "subscription_key",
                                "t40"."item_key" AS "item_key",
                                "t40"."terms_key" AS "terms_key",
                                "t40"."cause" AS "cause",
                                "t40"."native_micros" AS "native_micros",
                                "t40"."run_rate_micros" AS "run_rate_micros",
                                "t40"."source_key" AS "source_key",
                                "t40"."row" AS "row",
                                "t40"."at_plan" AS "at_plan",
                                "t40"."net_day" AS "net_day",
                                "t40"."net" AS "net",
                                "t14"."customer_key" AS "customer_key_right",
                                "t14"."day" AS "day",
                                "t14"."kind" AS "kind",
                                "t14"."net_day" AS "net_day_right",
                                "t14"."sign" AS "sign"
                              FROM (
                                SELECT
                                  "t37".*
                                  EXCEPT ("day")
                                FROM (
                                  SELECT
                                    "t34"."customer_key" AS "customer_key",
                                    "t34"."subscription_key" AS "subscription_key",
                                    "t34"."item_key" AS "item_key",
                                    "t34"."terms_key" AS "terms_key",
                                    "t34"."day" AS "day",
                                    "t34"."cause" AS "cause",
                                    "t34"."native_micros" AS "native_micros",
                                    "t34"."run_rate_micros" AS "run_rate_micros",
                                    "t34"."source_key" AS "source_key",
                                    "t34"."row" AS "row",
                                    "t34"."at_plan" AS "at_plan",
                                    "t34"."net_day" AS "net_day",
                                    "t34"."run_rate_micros" AS "net"
                                  FROM (
                                    SELECT
                                      "t28"."customer_key" AS "customer_key",
                                      "t28"."subscription_key" AS "subscription_key",
                                      "t28"."item_key" AS "item_key",
                                      "t28"."terms_key" AS "terms_key",
                                      "t28"."day" AS "day",
                                      "t28"."cause" AS "cause",
                                      "t28"."native_micros" AS "native_micros",
                                      "t28"."run_rate_micros" AS "run_rate_micros",
                                      "t28"."source_key" AS "source_key",
                                      "t28"."row" AS "row",
                                      "t28"."at_plan" AS "at_plan",
                                      "t28"."net_day" AS "net_day"
                                    FROM "t24" AS "t28"
                                    LEFT ANTI JOIN (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          "t26"."customer_key" AS "customer_key",
                                          "t26"."net_day" AS "net_day",
                                          COUNT(*) AS "postings"
                                        FROM "t24" AS "t26"
                                        GROUP BY
                                          "t26"."customer_key",
                                          "t26"."net_day"
                                      ) AS "t29"
                                      WHERE
                                        "t29"."postings" > 1
                                    ) AS "t32"
                                      ON "t28"."customer_key" = "t32"."customer_key" AND "t28"."net_day" = "t32"."net_day"
                                  ) AS "t34"
                                ) AS "t37"
                              ) AS "t40"
                              LEFT OUTER JOIN (
                                SELECT
                                  "t9"."customer_key" AS "customer_key",
                                  "t9"."day" AS "day",
                                  "t9"."kind" AS "kind",
                                  "t9"."day" AS "net_day",
                                  intDivOrZero("t9"."run_rate_micros", ABS("t9"."run_rate_micros")) AS "sign"
                                FROM (
                                  SELECT
                                    *
                                  FROM (
                                    SELECT
                                      *
                                    FROM "movements" AS "t2"
                                    WHERE
                                      "t2"."kind" <> 'fx' AND "t2"."day" < toDate('2026-01-01')
                                  ) AS "t7"
                                  WHERE
                                    "t7"."day" >= toDate('2025-01-01')
                                ) AS "t9"
                              ) AS "t14"
                                ON "t40"."customer_key" = "t14"."customer_key" AND "t40"."net_day" = "t14"."net_day"
                            ) AS "t42"
                          ) AS "t44"
                        ) AS "t46"
                      ) AS "t48"
                    ) AS "t49"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t52"."customer_key" AS "customer_key",
                        "t52"."net_day" AS "net_day",
                        "t52"."day" AS "day",
                        "t52"."kind" AS "kind",
                        "t52"."net" AS "net",
                        "t52"."along" AS "along",
                        "t52"."transfer" AS "transfer",
                        "t52"."at_plan" AS "at_plan"
                      FROM (
                        SELECT
                          "t51"."customer_key" AS "customer_key",
                          "t51"."net_day" AS "net_day",
                          "t51"."at_plan" AS "at_plan",
                          "t51"."net" AS "net",
                          "t51"."day" AS "day",
                          "t51"."kind" AS "kind",
                          "t51"."sign" AS "sign",
                          "t51"."is_fx" AS "is_fx",
                          "t51"."along" AS "along",
                          "t51"."against" AS "against",
                          "t51"."crossing" AS "crossing",
                          "t51"."reached" AS "reached",
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
                            "t50"."customer_key" AS "customer_key",
                            "t50"."net_day" AS "net_day",
                            "t50"."at_plan" AS "at_plan",
                            "t50"."net" AS "net",
                            "t50"."day" AS "day",
                            "t50"."kind" AS "kind",
                            "t50"."sign" AS "sign",
                            "t50"."is_fx" AS "is_fx",
                            "t50"."along" AS "along",
                            "t50"."against" AS "against",
                            SUM("t50"."against") OVER (
                              PARTITION BY "t50"."customer_key", "t50"."net_day"
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "crossing",
                            SUM("t50"."along") OVER (
                              PARTITION BY "t50"."customer_key", "t50"."net_day"
                              ORDER BY CAST(isNull("t50"."at_plan") AS Nullable(Int32)) ASC, COALESCE("t50"."at_plan", '') ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                            ) AS "reached"
                          FROM (
                            SELECT
                              "t47"."customer_key" AS "customer_key",
                              "t47"."net_day" AS "net_day",
                              "t47"."at_plan" AS "at_plan",
                              "t47"."net" AS "net",
                              "t47"."day" AS "day",
                              "t47"."kind" AS "kind",
                              "t47"."sign" AS "sign",
                              "t47"."is_fx" AS "is_fx",
                              GREATEST("t47"."net" * "t47"."sign", 0) AS "along",
                              GREATEST(-(
                                "t47"."net"
                              ) * "t47"."sign", 0) AS "against"
                            FROM (
                              SELECT
                                "t45"."customer_key" AS "customer_key",
                                "t45"."net_day" AS "net_day",
                                "t45"."at_plan" AS "at_plan",
                                "t45"."net" AS "net",
                                COALESCE("t45"."day", "t45"."net_day") AS "day",
                                COALESCE("t45"."kind", 'fx') AS "kind",
                                COALESCE("t45"."sign", 0) AS "sign",
                                isNull("t45"."kind") AS "is_fx"
                              FROM (
                                SELECT
                                  "t43".*
                                  EXCEPT ("customer_key_right", "net_day_right")
                                FROM (
                                  SELECT
                                    "t41"."customer_key" AS "customer_key",
                                    "t41"."net_day" AS "net_day",
                                    "t41"."at_plan" AS "at_plan",
                                    "t41"."net" AS "net",
                                    "t14"."customer_key" AS "customer_key_right",
                                    "t14"."day" AS "day",
                                    "t14"."kind" AS "kind",
                                    "t14"."net_day" AS "net_day_right",
                                    "t14"."sign" AS "sign"
                                  FROM (
                                    SELECT
                                      "t35"."customer_key" AS "customer_key",
                                      "t35"."net_day" AS "net_day",
                                      "t35"."at_plan" AS "at_plan",
                                      SUM("t35"."run_rate_micros") AS "net"
                                    FROM (
                                      SELECT
                                        "t28"."customer_key" AS "customer_key",
                                        "t28"."subscription_key" AS "subscription_key",
                                        "t28"."item_key" AS "item_key",
                                        "t28"."terms_key" AS "terms_key",
                                        "t28"."day" AS "day",
                                        "t28"."cause" AS "cause",
                                        "t28"."native_micros" AS "native_micros",
                                        "t28"."run_rate_micros" AS "run_rate_micros",
                                        "t28"."source_key" AS "source_key",
                                        "t28"."row" AS "row",
                                        "t28"."at_plan" AS "at_plan",
                                        "t28"."net_day" AS "net_day"
                                      FROM "t24" AS "t28"
                                      LEFT SEMI JOIN (
                                        SELECT
                                          *
                                        FROM (
                                          SELECT
                                            "t26"."customer_key" AS "customer_key",
                                            "t26"."net_day" AS "net_day",
                                            COUNT(*) AS "postings"
                                          FROM "t24" AS "t26"
                                          GROUP BY
                                            "t26"."customer_key",
                                            "t26"."net_day"
                                        ) AS "t29"
                                        WHERE
                                          "t29"."postings" > 1
                                      ) AS "t32"
                                        ON "t28"."customer_key" = "t32"."customer_key" AND "t28"."net_day" = "t32"."net_day"
                                    ) AS "t35"
                                    GROUP BY
                                      "t35"."customer_key",
                                      "t35"."net_day",
                                      "t35"."at_plan"
                                  ) AS "t41"
                                  LEFT OUTER JOIN (
                                    SELECT
                                      "t9"."customer_key" AS "customer_key",
                                      "t9"."day" AS "day",
                                      "t9"."kind" AS "kind",
                                      "t9"."day" AS "net_day",
                                      intDivOrZero("t9"."run_rate_micros", ABS("t9"."run_rate_micros")) AS "sign"
                                    FROM (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          *
                                        FROM "movements" AS "t2"
                                        WHERE
                                          "t2"."kind" <> 'fx' AND "t2"."day" < toDate('2026-01-01')
                                      ) AS "t7"
                                      WHERE
                                        "t7"."day" >= toDate('2025-01-01')
                                    ) AS "t9"
                                  ) AS "t14"
                                    ON "t41"."customer_key" = "t14"."customer_key" AND "t41"."net_day" = "t14"."net_day"
                                ) AS "t43"
                              ) AS "t45"
                            ) AS "t47"
                          ) AS "t50"
                        ) AS "t51"
                      ) AS "t52"
                    ) AS "t53"
                  ) AS "t54"
                ) AS "t55"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t23"."customer_key" AS "customer_key",
                    "t23"."day" AS "day",
                    "t23"."kind" AS "kind",
                    "t23"."at_plan" AS "at_plan",
                    "t23"."micros" AS "micros",
                    "t23"."transfer" AS "transfer",
                    "t23"."is_counted" AS "is_counted"
                  FROM (
                    SELECT
                      "t20"."customer_key" AS "customer_key",
                      "t20"."day" AS "day",
                      "t20"."at_plan" AS "at_plan",
                      'fx' AS "kind",
                      "t20"."run_rate_micros" AS "micros",
                      0 AS "transfer",
                      FALSE AS "is_counted"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t15".*
                          EXCEPT ("key_")
                        FROM (
                          SELECT
                            "t11"."customer_key" AS "customer_key",
                            "t11"."subscription_key" AS "subscription_key",
                            "t11"."item_key" AS "item_key",
                            "t11"."terms_key" AS "terms_key",
                            "t11"."day" AS "day",
                            "t11"."cause" AS "cause",
                            "t11"."native_micros" AS "native_micros",
                            "t11"."run_rate_micros" AS "run_rate_micros",
                            "t11"."source_key" AS "source_key",
                            "t11"."row" AS "row",
                            "t6"."key_" AS "key_",
                            "t6"."at_plan" AS "at_plan"
                          FROM (
                            SELECT
                              *
                            FROM (
                              SELECT
                                *
                              FROM "postings" AS "t0"
                              WHERE
                                "t0"."day" < toDate('2026-01-01')
                            ) AS "t5"
                            WHERE
                              "t5"."day" >= toDate('2025-01-01')
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
            "t58"."day" >= toDate('2025-01-01')
        ) AS "t59"
        GROUP BY
          "t59"."day",
          "t59"."segment",
          "t59"."kind"
      ) AS "t60"
    ) AS "t61"
    GROUP BY
      "t61"."bucket",
      "t61"."segment",
      "t61"."kind"
  ) AS "t62"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t33"."bucket" AS "bucket",
      "t33"."segment" AS "segment",
      "t33"."kind" AS "kind",
      SUM("t33"."micros") AS "micros",
      SUM("t33"."transfer") AS "transfer",
      SUM("t33"."customers") AS "customers"
    FROM (
      SELECT
        "t30"."day" AS "day",
        "t30"."segment" AS "segment",
        "t30"."kind" AS "kind",
        "t30"."micros" AS "micros",
        "t30"."transfer" AS "transfer",
        "t30"."customers" AS "customers",
        CASE
          WHEN "t30"."day" < toDate('2025-01-01')
          THEN toDate('0001-01-01')
          ELSE dateTrunc('MONTH', "t30"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t25"."day" AS "day",
          "t25"."segment" AS "segment",
          "t25"."kind" AS "kind",
          CAST(SUM(CAST("t25"."micros" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "micros",
          CAST(SUM(CAST("t25"."transfer" AS Nullable(Decimal(38, 0)))) AS Nullable(Decimal(38, 0))) AS "transfer",
          SUM(CAST("t25"."is_counted" AS Nullable(Int64))) AS "customers"
        FROM (
          SELECT
            "t22"."terms_key" AS "terms_key",
            "t22"."cause" AS "cause",
            "t22"."run_rate_micros" AS "run_rate_micros",
            "t22"."segment" AS "segment",
            toDate('0001-01-01') AS "day",
            'fx' AS "kind",
            "t22"."run_rate_micros" AS "micros",
            0 AS "transfer",
            FALSE AS "is_counted"
          FROM (
            SELECT
              "t19".*
              EXCEPT ("at_plan")
            FROM (
              SELECT
                "t18"."terms_key" AS "terms_key",
                "t18"."cause" AS "cause",
                "t18"."run_rate_micros" AS "run_rate_micros",
                "t18"."at_plan" AS "at_plan",
                "t18"."at_plan" AS "segment"
              FROM (
                SELECT
                  "t16".*
                  EXCEPT ("key_")
                FROM (
                  SELECT
                    "t12"."terms_key" AS "terms_key",
                    "t12"."cause" AS "cause",
                    "t12"."run_rate_micros" AS "run_rate_micros",
                    "t6"."key_" AS "key_",
                    "t6"."at_plan" AS "at_plan"
                  FROM (
                    SELECT
                      "t4"."terms_key" AS "terms_key",
                      "t4"."cause" AS "cause",
                      SUM(CAST("t4"."run_rate_micros" AS Nullable(Decimal(38, 0)))) AS "run_rate_micros"
                    FROM (
                      SELECT
                        *
                      FROM "postings" AS "t0"
                      WHERE
                        "t0"."day" < toDate('2025-01-01')
                    ) AS "t4"
                    GROUP BY
                      "t4"."terms_key",
                      "t4"."cause"
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
        ) AS "t25"
        GROUP BY
          "t25"."day",
          "t25"."segment",
          "t25"."kind"
      ) AS "t30"
    ) AS "t33"
    GROUP BY
      "t33"."bucket",
      "t33"."segment",
      "t33"."kind"
  ) AS "t36"
) AS "t63"
