WITH "t19" AS (
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
    "t17"."row" AS "row",
    "t17"."at_plan" AS "at_plan",
    "t17"."day" AS "net_day"
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
            "t0"."day" < toDate32('2026-01-01')
        ) AS "t5"
        WHERE
          "t5"."day" >= toDate32('2025-01-01')
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
), "t25" AS (
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
    "t64"."bucket" AS "bucket",
    "t64"."segment" AS "segment",
    "t64"."kind" AS "kind",
    "t64"."micros" AS "micros",
    "t64"."transfer" AS "transfer",
    "t64"."customers" AS "customers",
    0 AS "paying"
  FROM (
    SELECT
      "t63"."bucket" AS "bucket",
      "t63"."segment" AS "segment",
      "t63"."kind" AS "kind",
      SUM("t63"."micros") AS "micros",
      SUM("t63"."transfer") AS "transfer",
      accurateCast(SUM(toInt128("t63"."customers")), 'Nullable(Int64)') AS "customers"
    FROM (
      SELECT
        "t62"."day" AS "day",
        "t62"."segment" AS "segment",
        "t62"."kind" AS "kind",
        "t62"."micros" AS "micros",
        "t62"."transfer" AS "transfer",
        "t62"."customers" AS "customers",
        CASE
          WHEN "t62"."day" < toDate32('2025-01-01')
          THEN toDate32('0001-01-01')
          ELSE dateTrunc('MONTH', "t62"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t61"."day" AS "day",
          "t61"."segment" AS "segment",
          "t61"."kind" AS "kind",
          CAST(ROUND(SUM(CAST("t61"."micros" AS Nullable(Decimal(38, 0)))), 0) AS Nullable(Decimal(38, 0))) AS "micros",
          CAST(ROUND(SUM(CAST("t61"."transfer" AS Nullable(Decimal(38, 0)))), 0) AS Nullable(Decimal(38, 0))) AS "transfer",
          accurateCast(SUM(toInt128(CAST("t61"."is_counted" AS Nullable(Int64)))), 'Nullable(Int64)') AS "customers"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t59".*
              EXCEPT ("at_plan")
            FROM (
              SELECT
                "t58"."customer_key" AS "customer_key",
                "t58"."day" AS "day",
                "t58"."kind" AS "kind",
                "t58"."at_plan" AS "at_plan",
                "t58"."micros" AS "micros",
                "t58"."transfer" AS "transfer",
                "t58"."is_counted" AS "is_counted",
                "t58"."at_plan" AS "segment"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t56"."customer_key" AS "customer_key",
                    "t56"."day" AS "day",
                    "t56"."kind" AS "kind",
                    "t56"."at_plan" AS "at_plan",
                    accurateCast(toInt128("t56"."net") - toInt128("t56"."transfer"), 'Nullable(Int64)') AS "micros",
                    "t56"."transfer" AS "transfer",
                    "t56"."along" > 0 AS "is_counted"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t50"."customer_key" AS "customer_key",
                        "t50"."net_day" AS "net_day",
                        "t50"."day" AS "day",
                        "t50"."kind" AS "kind",
                        "t50"."net" AS "net",
                        "t50"."along" AS "along",
                        "t50"."transfer" AS "transfer",
                        "t50"."at_plan" AS "at_plan"
                      FROM (
                        SELECT
                          "t48"."customer_key" AS "customer_key",
                          "t48"."subscription_key" AS "subscription_key",
                          "t48"."item_key" AS "item_key",
                          "t48"."terms_key" AS "terms_key",
                          "t48"."cause" AS "cause",
                          "t48"."native_micros" AS "native_micros",
                          "t48"."run_rate_micros" AS "run_rate_micros",
                          "t48"."source_key" AS "source_key",
                          "t48"."row" AS "row",
                          "t48"."at_plan" AS "at_plan",
                          "t48"."net_day" AS "net_day",
                          "t48"."net" AS "net",
                          "t48"."day" AS "day",
                          "t48"."kind" AS "kind",
                          "t48"."sign" AS "sign",
                          "t48"."is_fx" AS "is_fx",
                          0 AS "transfer",
                          accurateCast(toInt256("t48"."net") * toInt256("t48"."sign"), 'Nullable(Int64)') AS "along"
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
                            COALESCE("t46"."day", "t46"."net_day") AS "day",
                            COALESCE("t46"."kind", 'fx') AS "kind",
                            COALESCE("t46"."sign", 0) AS "sign",
                            isNull("t46"."kind") AS "is_fx"
                          FROM (
                            SELECT
                              "t44".*
                              EXCEPT ("customer_key_right", "net_day_right")
                            FROM (
                              SELECT
                                "t42"."customer_key" AS "customer_key",
                                "t42"."subscription_key" AS "subscription_key",
                                "t42"."item_key" AS "item_key",
                                "t42"."terms_key" AS "terms_key",
                                "t42"."cause" AS "cause",
                                "t42"."native_micros" AS "native_micros",
                                "t42"."run_rate_micros" AS "run_rate_micros",
                                "t42"."source_key" AS "source_key",
                                "t42"."row" AS "row",
                                "t42"."at_plan" AS "at_plan",
                                "t42"."net_day" AS "net_day",
                                "t42"."net" AS "net",
                                "t14"."customer_key" AS "customer_key_right",
                                "t14"."day" AS "day",
                                "t14"."kind" AS "kind",
                                "t14"."net_day" AS "net_day_right",
                                "t14"."sign" AS "sign"
                              FROM (
                                SELECT
                                  "t38".*
                                  EXCEPT ("day")
                                FROM (
                                  SELECT
                                    "t35"."customer_key" AS "customer_key",
                                    "t35"."subscription_key" AS "subscription_key",
                                    "t35"."item_key" AS "item_key",
                                    "t35"."terms_key" AS "terms_key",
                                    "t35"."day" AS "day",
                                    "t35"."cause" AS "cause",
                                    "t35"."native_micros" AS "native_micros",
                                    "t35"."run_rate_micros" AS "run_rate_micros",
                                    "t35"."source_key" AS "source_key",
                                    "t35"."row" AS "row",
                                    "t35"."at_plan" AS "at_plan",
                                    "t35"."net_day" AS "net_day",
                                    "t35"."run_rate_micros" AS "net"
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
                                    FROM "t25" AS "t28"
                                    LEFT ANTI JOIN (
                                      SELECT
                                        *
                                      FROM (
                                        SELECT
                                          "t26"."customer_key" AS "customer_key",
                                          "t26"."net_day" AS "net_day",
                                          COUNT(*) AS "postings"
                                        FROM "t25" AS "t26"
                                        GROUP BY
                                          "t26"."customer_key",
                                          "t26"."net_day"
                                      ) AS "t29"
                                      WHERE
                                        "t29"."postings" > 1
                                    ) AS "t33"
                                      ON "t28"."customer_key" = "t33"."customer_key" AND "t28"."net_day" = "t33"."net_day"
                                  ) AS "t35"
                                ) AS "t38"
                              ) AS "t42"
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
                                      "t2"."kind" <> 'fx' AND "t2"."day" < toDate32('2026-01-01')
                                  ) AS "t7"
                                  WHERE
                                    "t7"."day" >= toDate32('2025-01-01')
                                ) AS "t9"
                              ) AS "t14"
                                ON "t42"."customer_key" = "t14"."customer_key" AND "t42"."net_day" = "t14"."net_day"
                            ) AS "t44"
                          ) AS "t46"
                        ) AS "t48"
                      ) AS "t50"
                    ) AS "t51"
                    UNION ALL
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t54"."customer_key" AS "customer_key",
                        "t54"."net_day" AS "net_day",
                        "t54"."day" AS "day",
                        "t54"."kind" AS "kind",
                        "t54"."net" AS "net",
                        "t54"."along" AS "along",
                        "t54"."transfer" AS "transfer",
                        "t54"."at_plan" AS "at_plan"
                      FROM (
                        SELECT
                          "t53"."customer_key" AS "customer_key",
                          "t53"."net_day" AS "net_day",
                          "t53"."at_plan" AS "at_plan",
                          "t53"."net" AS "net",
                          "t53"."day" AS "day",
                          "t53"."kind" AS "kind",
                          "t53"."sign" AS "sign",
                          "t53"."is_fx" AS "is_fx",
                          "t53"."along" AS "along",
                          "t53"."against" AS "against",
                          "t53"."crossing" AS "crossing",
                          "t53"."reached" AS "reached",
                          CASE
                            WHEN "t53"."is_fx"
                            THEN 0
                            ELSE CASE
                              WHEN "t53"."sign" = 0
                              THEN "t53"."net"
                              ELSE accurateCast(
                                toInt256(
                                  accurateCast(
                                    toInt128(
                                      accurateCast(
                                        toInt128(LEAST("t53"."crossing", "t53"."reached")) - toInt128(
                                          LEAST(
                                            "t53"."crossing",
                                            accurateCast(toInt128("t53"."reached") - toInt128("t53"."along"), 'Nullable(Int64)')
                                          )
                                        ),
                                        'Nullable(Int64)'
                                      )
                                    ) - toInt128("t53"."against"),
                                    'Nullable(Int64)'
                                  )
                                ) * toInt256("t53"."sign"),
                                'Nullable(Int64)'
                              )
                            END
                          END AS "transfer"
                        FROM (
                          SELECT
                            "t52"."customer_key" AS "customer_key",
                            "t52"."net_day" AS "net_day",
                            "t52"."at_plan" AS "at_plan",
                            "t52"."net" AS "net",
                            "t52"."day" AS "day",
                            "t52"."kind" AS "kind",
                            "t52"."sign" AS "sign",
                            "t52"."is_fx" AS "is_fx",
                            "t52"."along" AS "along",
                            "t52"."against" AS "against",
                            accurateCast(
                              SUM(toInt128("t52"."against")) OVER (
                                PARTITION BY "t52"."customer_key", "t52"."net_day"
                                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                              ),
                              'Nullable(Int64)'
                            ) AS "crossing",
                            accurateCast(
                              SUM(toInt128("t52"."along")) OVER (
                                PARTITION BY "t52"."customer_key", "t52"."net_day"
                                ORDER BY CAST(isNull("t52"."at_plan") AS Nullable(Int32)) ASC, COALESCE("t52"."at_plan", '') ASC
                                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                              ),
                              'Nullable(Int64)'
                            ) AS "reached"
                          FROM (
                            SELECT
                              "t49"."customer_key" AS "customer_key",
                              "t49"."net_day" AS "net_day",
                              "t49"."at_plan" AS "at_plan",
                              "t49"."net" AS "net",
                              "t49"."day" AS "day",
                              "t49"."kind" AS "kind",
                              "t49"."sign" AS "sign",
                              "t49"."is_fx" AS "is_fx",
                              GREATEST(accurateCast(toInt256("t49"."net") * toInt256("t49"."sign"), 'Nullable(Int64)'), 0) AS "along",
                              GREATEST(
                                accurateCast(
                                  toInt256(accurateCast(-(
                                    toInt128("t49"."net")
                                  ), 'Nullable(Int64)')) * toInt256("t49"."sign"),
                                  'Nullable(Int64)'
                                ),
                                0
                              ) AS "against"
                            FROM (
                              SELECT
                                "t47"."customer_key" AS "customer_key",
                                "t47"."net_day" AS "net_day",
                                "t47"."at_plan" AS "at_plan",
                                "t47"."net" AS "net",
                                COALESCE("t47"."day", "t47"."net_day") AS "day",
                                COALESCE("t47"."kind", 'fx') AS "kind",
                                COALESCE("t47"."sign", 0) AS "sign",
                                isNull("t47"."kind") AS "is_fx"
                              FROM (
                                SELECT
                                  "t45".*
                                  EXCEPT ("customer_key_right", "net_day_right")
                                FROM (
                                  SELECT
                                    "t43"."customer_key" AS "customer_key",
                                    "t43"."net_day" AS "net_day",
                                    "t43"."at_plan" AS "at_plan",
                                    "t43"."net" AS "net",
                                    "t14"."customer_key" AS "customer_key_right",
                                    "t14"."day" AS "day",
                                    "t14"."kind" AS "kind",
                                    "t14"."net_day" AS "net_day_right",
                                    "t14"."sign" AS "sign"
                                  FROM (
                                    SELECT
                                      "t36"."customer_key" AS "customer_key",
                                      "t36"."net_day" AS "net_day",
                                      "t36"."at_plan" AS "at_plan",
                                      accurateCast(SUM(toInt128("t36"."run_rate_micros")), 'Nullable(Int64)') AS "net"
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
                                      FROM "t25" AS "t28"
                                      LEFT SEMI JOIN (
                                        SELECT
                                          *
                                        FROM (
                                          SELECT
                                            "t26"."customer_key" AS "customer_key",
                                            "t26"."net_day" AS "net_day",
                                            COUNT(*) AS "postings"
                                          FROM "t25" AS "t26"
                                          GROUP BY
                                            "t26"."customer_key",
                                            "t26"."net_day"
                                        ) AS "t29"
                                        WHERE
                                          "t29"."postings" > 1
                                      ) AS "t33"
                                        ON "t28"."customer_key" = "t33"."customer_key" AND "t28"."net_day" = "t33"."net_day"
                                    ) AS "t36"
                                    GROUP BY
                                      "t36"."customer_key",
                                      "t36"."net_day",
                                      "t36"."at_plan"
                                  ) AS "t43"
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
                                          "t2"."kind" <> 'fx' AND "t2"."day" < toDate32('2026-01-01')
                                      ) AS "t7"
                                      WHERE
                                        "t7"."day" >= toDate32('2025-01-01')
                                    ) AS "t9"
                                  ) AS "t14"
                                    ON "t43"."customer_key" = "t14"."customer_key" AND "t43"."net_day" = "t14"."net_day"
                                ) AS "t45"
                              ) AS "t47"
                            ) AS "t49"
                          ) AS "t52"
                        ) AS "t53"
                      ) AS "t54"
                    ) AS "t55"
                  ) AS "t56"
                ) AS "t57"
                UNION ALL
                SELECT
                  *
                FROM (
                  SELECT
                    "t27"."customer_key" AS "customer_key",
                    "t27"."day" AS "day",
                    "t27"."kind" AS "kind",
                    "t27"."at_plan" AS "at_plan",
                    "t27"."micros" AS "micros",
                    "t27"."transfer" AS "transfer",
                    "t27"."is_counted" AS "is_counted"
                  FROM (
                    SELECT
                      "t24"."customer_key" AS "customer_key",
                      "t24"."day" AS "day",
                      "t24"."at_plan" AS "at_plan",
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
            "t60"."day" >= toDate32('2025-01-01')
        ) AS "t61"
        GROUP BY
          "t61"."day",
          "t61"."segment",
          "t61"."kind"
      ) AS "t62"
    ) AS "t63"
    GROUP BY
      "t63"."bucket",
      "t63"."segment",
      "t63"."kind"
  ) AS "t64"
) AS "t65"
UNION ALL
SELECT
  *
FROM (
  SELECT
    "t37"."bucket" AS "bucket",
    "t37"."segment" AS "segment",
    "t37"."kind" AS "kind",
    "t37"."micros" AS "micros",
    "t37"."transfer" AS "transfer",
    "t37"."customers" AS "customers",
    0 AS "paying"
  FROM (
    SELECT
      "t34"."bucket" AS "bucket",
      "t34"."segment" AS "segment",
      "t34"."kind" AS "kind",
      SUM("t34"."micros") AS "micros",
      SUM("t34"."transfer") AS "transfer",
      accurateCast(SUM(toInt128("t34"."customers")), 'Nullable(Int64)') AS "customers"
    FROM (
      SELECT
        "t31"."day" AS "day",
        "t31"."segment" AS "segment",
        "t31"."kind" AS "kind",
        "t31"."micros" AS "micros",
        "t31"."transfer" AS "transfer",
        "t31"."customers" AS "customers",
        CASE
          WHEN "t31"."day" < toDate32('2025-01-01')
          THEN toDate32('0001-01-01')
          ELSE dateTrunc('MONTH', "t31"."day")
        END AS "bucket"
      FROM (
        SELECT
          "t23"."day" AS "day",
          "t23"."segment" AS "segment",
          "t23"."kind" AS "kind",
          CAST(ROUND(SUM(CAST(ROUND("t23"."micros", 0) AS Nullable(Decimal(38, 0)))), 0) AS Nullable(Decimal(38, 0))) AS "micros",
          CAST(ROUND(SUM(CAST("t23"."transfer" AS Nullable(Decimal(38, 0)))), 0) AS Nullable(Decimal(38, 0))) AS "transfer",
          accurateCast(SUM(toInt128(CAST("t23"."is_counted" AS Nullable(Int64)))), 'Nullable(Int64)') AS "customers"
        FROM (
          SELECT
            "t22"."terms_key" AS "terms_key",
            "t22"."cause" AS "cause",
            "t22"."run_rate_micros" AS "run_rate_micros",
            "t22"."segment" AS "segment",
            toDate32('0001-01-01') AS "day",
            'fx' AS "kind",
            "t22"."run_rate_micros" AS "micros",
            0 AS "transfer",
            FALSE AS "is_counted"
          FROM (
            SELECT
              "t20".*
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
                        "t0"."day" < toDate32('2025-01-01')
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
            ) AS "t20"
          ) AS "t22"
        ) AS "t23"
        GROUP BY
          "t23"."day",
          "t23"."segment",
          "t23"."kind"
      ) AS "t31"
    ) AS "t34"
    GROUP BY
      "t34"."bucket",
      "t34"."segment",
      "t34"."kind"
  ) AS "t37"
) AS "t39"
