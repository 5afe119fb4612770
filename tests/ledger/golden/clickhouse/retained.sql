WITH "t20" AS NOT MATERIALIZED (
  SELECT
    "t18"."entity" AS "entity",
    "t18"."segment" AS "segment",
    "t18"."micros" AS "base",
    "t18"."base_from" AS "lo",
    "t18"."base_index" AS "hi"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t16".*
        EXCEPT ("day")
      FROM (
        SELECT
          "t15"."entity" AS "entity",
          "t15"."segment" AS "segment",
          "t15"."starts_day" AS "starts_day",
          "t15"."ends_day" AS "ends_day",
          "t15"."micros" AS "micros",
          "t15"."first_day" AS "first_day",
          "t15"."since" AS "since",
          "t15"."until" AS "until",
          "t15"."base_from" AS "base_from",
          "t15"."closing_from" AS "closing_from",
          "t2"."day" AS "day",
          "t2"."base_index" AS "base_index",
          "t2"."closing_index" AS "closing_index"
        FROM (
          SELECT
            "t13"."entity" AS "entity",
            "t13"."segment" AS "segment",
            "t13"."starts_day" AS "starts_day",
            "t13"."ends_day" AS "ends_day",
            "t13"."micros" AS "micros",
            "t13"."first_day" AS "first_day",
            "t13"."since" AS "since",
            "t13"."until" AS "until",
            "t13"."base_index" AS "base_from",
            "t13"."closing_index" AS "closing_from"
          FROM (
            SELECT
              "t12".*
              EXCEPT ("day")
            FROM (
              SELECT
                "t11"."entity" AS "entity",
                "t11"."segment" AS "segment",
                "t11"."starts_day" AS "starts_day",
                "t11"."ends_day" AS "ends_day",
                "t11"."micros" AS "micros",
                "t11"."first_day" AS "first_day",
                "t11"."since" AS "since",
                "t11"."until" AS "until",
                "t3"."day" AS "day",
                "t3"."base_index" AS "base_index",
                "t3"."closing_index" AS "closing_index"
              FROM (
                SELECT
                  "t9"."entity" AS "entity",
                  "t9"."segment" AS "segment",
                  "t9"."starts_day" AS "starts_day",
                  "t9"."ends_day" AS "ends_day",
                  "t9"."micros" AS "micros",
                  "t9"."first_day" AS "first_day",
                  GREATEST(LEAST("t9"."starts_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "since",
                  GREATEST(LEAST("t9"."ends_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "until"
                FROM (
                  SELECT
                    "t8"."entity" AS "entity",
                    "t8"."segment" AS "segment",
                    "t8"."day" AS "starts_day",
                    COALESCE("t8"."next_day", toDate('9999-12-31')) AS "ends_day",
                    "t8"."balance" AS "micros",
                    MIN("t8"."day") OVER (
                      PARTITION BY "t8"."entity", "t8"."segment"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "first_day"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t6"."entity" AS "entity",
                        "t6"."segment" AS "segment",
                        "t6"."day" AS "day",
                        "t6"."micros" AS "micros",
                        SUM("t6"."micros") OVER (
                          PARTITION BY "t6"."entity", "t6"."segment"
                          ORDER BY "t6"."day" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                        ) AS "balance",
                        leadInFrame("t6"."day") OVER (
                          PARTITION BY "t6"."entity", "t6"."segment"
                          ORDER BY "t6"."day" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "next_day"
                      FROM (
                        SELECT
                          "t5"."customer_key" AS "entity",
                          "t5"."segment" AS "segment",
                          "t5"."day" AS "day",
                          SUM("t5"."run_rate_micros") AS "micros"
                        FROM (
                          SELECT
                            "t4"."customer_key" AS "customer_key",
                            "t4"."subscription_key" AS "subscription_key",
                            "t4"."day" AS "day",
                            "t4"."kind" AS "kind",
                            "t4"."run_rate_micros" AS "run_rate_micros",
                            "t4"."opening_micros" AS "opening_micros",
                            "t4"."closing_micros" AS "closing_micros",
                            "t4"."paying_delta" AS "paying_delta",
                            CAST(NULL AS Nullable(String)) AS "segment"
                          FROM (
                            SELECT
                              *
                            FROM "movements" AS "t1"
                            WHERE
                              "t1"."day" < toDate('2026-01-01')
                          ) AS "t4"
                        ) AS "t5"
                        GROUP BY
                          "t5"."customer_key",
                          "t5"."segment",
                          "t5"."day"
                      ) AS "t6"
                    ) AS "t7"
                    WHERE
                      "t7"."balance" > 0
                  ) AS "t8"
                ) AS "t9"
              ) AS "t11"
              INNER JOIN "ticks" AS "t3"
                ON "t11"."since" = "t3"."day"
            ) AS "t12"
          ) AS "t13"
        ) AS "t15"
        INNER JOIN "ticks" AS "t2"
          ON "t15"."until" = "t2"."day"
      ) AS "t16"
    ) AS "t17"
    WHERE
      "t17"."base_from" < "t17"."base_index"
  ) AS "t18"
), "t29" AS NOT MATERIALIZED (
  SELECT
    "t28"."entity" AS "entity",
    "t28"."segment" AS "segment",
    "t28"."base" AS "base",
    "t28"."lo" AS "lo",
    "t28"."hi" AS "hi",
    "t28"."entity_" AS "entity_",
    "t28"."segment_" AS "segment_",
    "t28"."now" AS "now",
    "t28"."lo_" AS "lo_",
    "t28"."hi_" AS "hi_",
    GREATEST("t28"."lo", "t28"."lo_") AS "since",
    LEAST("t28"."hi", "t28"."hi_") AS "until",
    LEAST("t28"."base", "t28"."now") AS "least"
  FROM (
    SELECT
      "t24"."entity" AS "entity",
      "t24"."segment" AS "segment",
      "t24"."base" AS "base",
      "t24"."lo" AS "lo",
      "t24"."hi" AS "hi",
      "t23"."entity_" AS "entity_",
      "t23"."segment_" AS "segment_",
      "t23"."now" AS "now",
      "t23"."lo_" AS "lo_",
      "t23"."hi_" AS "hi_"
    FROM "t20" AS "t24"
    INNER JOIN (
      SELECT
        "t19"."entity" AS "entity_",
        "t19"."segment" AS "segment_",
        "t19"."micros" AS "now",
        "t19"."closing_from" AS "lo_",
        "t19"."closing_index" AS "hi_"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t16".*
            EXCEPT ("day")
          FROM (
            SELECT
              "t15"."entity" AS "entity",
              "t15"."segment" AS "segment",
              "t15"."starts_day" AS "starts_day",
              "t15"."ends_day" AS "ends_day",
              "t15"."micros" AS "micros",
              "t15"."first_day" AS "first_day",
              "t15"."since" AS "since",
              "t15"."until" AS "until",
              "t15"."base_from" AS "base_from",
              "t15"."closing_from" AS "closing_from",
              "t2"."day" AS "day",
              "t2"."base_index" AS "base_index",
              "t2"."closing_index" AS "closing_index"
            FROM (
              SELECT
                "t13"."entity" AS "entity",
                "t13"."segment" AS "segment",
                "t13"."starts_day" AS "starts_day",
                "t13"."ends_day" AS "ends_day",
                "t13"."micros" AS "micros",
                "t13"."first_day" AS "first_day",
                "t13"."since" AS "since",
                "t13"."until" AS "until",
                "t13"."base_index" AS "base_from",
                "t13"."closing_index" AS "closing_from"
              FROM (
                SELECT
                  "t12".*
                  EXCEPT ("day")
                FROM (
                  SELECT
                    "t11"."entity" AS "entity",
                    "t11"."segment" AS "segment",
                    "t11"."starts_day" AS "starts_day",
                    "t11"."ends_day" AS "ends_day",
                    "t11"."micros" AS "micros",
                    "t11"."first_day" AS "first_day",
                    "t11"."since" AS "since",
                    "t11"."until" AS "until",
                    "t3"."day" AS "day",
                    "t3"."base_index" AS "base_index",
                    "t3"."closing_index" AS "closing_index"
                  FROM (
                    SELECT
                      "t9"."entity" AS "entity",
                      "t9"."segment" AS "segment",
                      "t9"."starts_day" AS "starts_day",
                      "t9"."ends_day" AS "ends_day",
                      "t9"."micros" AS "micros",
                      "t9"."first_day" AS "first_day",
                      GREATEST(LEAST("t9"."starts_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "since",
                      GREATEST(LEAST("t9"."ends_day", toDate('2026-01-01')), toDate('2024-01-31')) AS "until"
                    FROM (
                      SELECT
                        "t8"."entity" AS "entity",
                        "t8"."segment" AS "segment",
                        "t8"."day" AS "starts_day",
                        COALESCE("t8"."next_day", toDate('9999-12-31')) AS "ends_day",
                        "t8"."balance" AS "micros",
                        MIN("t8"."day") OVER (
                          PARTITION BY "t8"."entity", "t8"."segment"
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "first_day"
                      FROM (
                        SELECT
                          *
                        FROM (
                          SELECT
                            "t6"."entity" AS "entity",
                            "t6"."segment" AS "segment",
                            "t6"."day" AS "day",
                            "t6"."micros" AS "micros",
                            SUM("t6"."micros") OVER (
                              PARTITION BY "t6"."entity", "t6"."segment"
                              ORDER BY "t6"."day" ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                            ) AS "balance",
                            leadInFrame("t6"."day") OVER (
                              PARTITION BY "t6"."entity", "t6"."segment"
                              ORDER BY "t6"."day" ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "next_day"
                          FROM (
                            SELECT
                              "t5"."customer_key" AS "entity",
                              "t5"."segment" AS "segment",
                              "t5"."day" AS "day",
                              SUM("t5"."run_rate_micros") AS "micros"
                            FROM (
                              SELECT
                                "t4"."customer_key" AS "customer_key",
                                "t4"."subscription_key" AS "subscription_key",
                                "t4"."day" AS "day",
                                "t4"."kind" AS "kind",
                                "t4"."run_rate_micros" AS "run_rate_micros",
                                "t4"."opening_micros" AS "opening_micros",
                                "t4"."closing_micros" AS "closing_micros",
                                "t4"."paying_delta" AS "paying_delta",
                                CAST(NULL AS Nullable(String)) AS "segment"
                              FROM (
                                SELECT
                                  *
                                FROM "movements" AS "t1"
                                WHERE
                                  "t1"."day" < toDate('2026-01-01')
                              ) AS "t4"
                            ) AS "t5"
                            GROUP BY
                              "t5"."customer_key",
                              "t5"."segment",
                              "t5"."day"
                          ) AS "t6"
                        ) AS "t7"
                        WHERE
                          "t7"."balance" > 0
                      ) AS "t8"
                    ) AS "t9"
                  ) AS "t11"
                  INNER JOIN "ticks" AS "t3"
                    ON "t11"."since" = "t3"."day"
                ) AS "t12"
              ) AS "t13"
            ) AS "t15"
            INNER JOIN "ticks" AS "t2"
              ON "t15"."until" = "t2"."day"
          ) AS "t16"
        ) AS "t17"
        WHERE
          "t17"."closing_from" < "t17"."closing_index"
      ) AS "t19"
    ) AS "t23"
      ON "t24"."entity" = "t23"."entity_"
      AND "t24"."segment" IS NOT DISTINCT FROM "t23"."segment_"
      AND "t24"."lo" < "t23"."hi_"
      AND "t23"."lo_" < "t24"."hi"
  ) AS "t28"
)
SELECT
  "t34"."segment" AS "segment",
  "t34"."index" AS "index",
  SUM(CAST("t34"."base" AS Nullable(Decimal(38, 0)))) AS "base",
  SUM(CAST("t34"."net" AS Nullable(Decimal(38, 0)))) AS "net",
  SUM(CAST("t34"."gross" AS Nullable(Decimal(38, 0)))) AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t22"."segment" AS "segment",
        "t22"."lo" AS "index",
        "t22"."base" AS "base",
        0 AS "net",
        0 AS "gross"
      FROM "t20" AS "t22"
    ) AS "t25"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t22"."segment" AS "segment",
        "t22"."hi" AS "index",
        -(
          "t22"."base"
        ) AS "base",
        0 AS "net",
        0 AS "gross"
      FROM "t20" AS "t22"
    ) AS "t26"
  ) AS "t27"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t30"."segment" AS "segment",
        "t30"."since" AS "index",
        0 AS "base",
        "t30"."now" AS "net",
        "t30"."least" AS "gross"
      FROM "t29" AS "t30"
    ) AS "t31"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t30"."segment" AS "segment",
        "t30"."until" AS "index",
        0 AS "base",
        -(
          "t30"."now"
        ) AS "net",
        -(
          "t30"."least"
        ) AS "gross"
      FROM "t29" AS "t30"
    ) AS "t32"
  ) AS "t33"
) AS "t34"
GROUP BY
  "t34"."segment",
  "t34"."index"
