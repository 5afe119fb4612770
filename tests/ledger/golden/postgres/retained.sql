WITH "t20" AS NOT MATERIALIZED (
  SELECT
    "t18"."entity",
    "t18"."segment",
    "t18"."micros" AS "base",
    "t18"."base_from" AS "lo",
    "t18"."base_index" AS "hi"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t16"."entity",
        "t16"."segment",
        "t16"."starts_day",
        "t16"."ends_day",
        "t16"."micros",
        "t16"."first_day",
        "t16"."since",
        "t16"."until",
        "t16"."base_from",
        "t16"."closing_from",
        "t16"."base_index",
        "t16"."closing_index"
      FROM (
        SELECT
          "t15"."entity",
          "t15"."segment",
          "t15"."starts_day",
          "t15"."ends_day",
          "t15"."micros",
          "t15"."first_day",
          "t15"."since",
          "t15"."until",
          "t15"."base_from",
          "t15"."closing_from",
          "t2"."day",
          "t2"."base_index",
          "t2"."closing_index"
        FROM (
          SELECT
            "t13"."entity",
            "t13"."segment",
            "t13"."starts_day",
            "t13"."ends_day",
            "t13"."micros",
            "t13"."first_day",
            "t13"."since",
            "t13"."until",
            "t13"."base_index" AS "base_from",
            "t13"."closing_index" AS "closing_from"
          FROM (
            SELECT
              "t12"."entity",
              "t12"."segment",
              "t12"."starts_day",
              "t12"."ends_day",
              "t12"."micros",
              "t12"."first_day",
              "t12"."since",
              "t12"."until",
              "t12"."base_index",
              "t12"."closing_index"
            FROM (
              SELECT
                "t11"."entity",
                "t11"."segment",
                "t11"."starts_day",
                "t11"."ends_day",
                "t11"."micros",
                "t11"."first_day",
                "t11"."since",
                "t11"."until",
                "t3"."day",
                "t3"."base_index",
                "t3"."closing_index"
              FROM (
                SELECT
                  "t9"."entity",
                  "t9"."segment",
                  "t9"."starts_day",
                  "t9"."ends_day",
                  "t9"."micros",
                  "t9"."first_day",
                  GREATEST(LEAST("t9"."starts_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "since",
                  GREATEST(LEAST("t9"."ends_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "until"
                FROM (
                  SELECT
                    "t8"."entity",
                    "t8"."segment",
                    "t8"."day" AS "starts_day",
                    COALESCE("t8"."next_day", MAKE_DATE(9999, 12, 31)) AS "ends_day",
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
                        "t6"."entity",
                        "t6"."segment",
                        "t6"."day",
                        "t6"."micros",
                        SUM("t6"."micros") OVER (
                          PARTITION BY "t6"."entity", "t6"."segment"
                          ORDER BY "t6"."day" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                        ) AS "balance",
                        LEAD("t6"."day") OVER (
                          PARTITION BY "t6"."entity", "t6"."segment"
                          ORDER BY "t6"."day" ASC
                          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                        ) AS "next_day"
                      FROM (
                        SELECT
                          "t5"."customer_key" AS "entity",
                          "t5"."segment",
                          "t5"."day",
                          SUM("t5"."run_rate_micros") AS "micros"
                        FROM (
                          SELECT
                            "t4"."customer_key",
                            "t4"."subscription_key",
                            "t4"."day",
                            "t4"."kind",
                            "t4"."run_rate_micros",
                            "t4"."opening_micros",
                            "t4"."closing_micros",
                            "t4"."paying_delta",
                            CAST(NULL AS VARCHAR) AS "segment"
                          FROM (
                            SELECT
                              *
                            FROM "movements" AS "t1"
                            WHERE
                              "t1"."day" < MAKE_DATE(2026, 1, 1)
                          ) AS "t4"
                        ) AS "t5"
                        GROUP BY
                          1,
                          2,
                          3
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
    "t28"."entity",
    "t28"."segment",
    "t28"."base",
    "t28"."lo",
    "t28"."hi",
    "t28"."entity_",
    "t28"."segment_",
    "t28"."now",
    "t28"."lo_",
    "t28"."hi_",
    GREATEST("t28"."lo", "t28"."lo_") AS "since",
    LEAST("t28"."hi", "t28"."hi_") AS "until",
    LEAST("t28"."base", "t28"."now") AS "least"
  FROM (
    SELECT
      "t24"."entity",
      "t24"."segment",
      "t24"."base",
      "t24"."lo",
      "t24"."hi",
      "t23"."entity_",
      "t23"."segment_",
      "t23"."now",
      "t23"."lo_",
      "t23"."hi_"
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
            "t16"."entity",
            "t16"."segment",
            "t16"."starts_day",
            "t16"."ends_day",
            "t16"."micros",
            "t16"."first_day",
            "t16"."since",
            "t16"."until",
            "t16"."base_from",
            "t16"."closing_from",
            "t16"."base_index",
            "t16"."closing_index"
          FROM (
            SELECT
              "t15"."entity",
              "t15"."segment",
              "t15"."starts_day",
              "t15"."ends_day",
              "t15"."micros",
              "t15"."first_day",
              "t15"."since",
              "t15"."until",
              "t15"."base_from",
              "t15"."closing_from",
              "t2"."day",
              "t2"."base_index",
              "t2"."closing_index"
            FROM (
              SELECT
                "t13"."entity",
                "t13"."segment",
                "t13"."starts_day",
                "t13"."ends_day",
                "t13"."micros",
                "t13"."first_day",
                "t13"."since",
                "t13"."until",
                "t13"."base_index" AS "base_from",
                "t13"."closing_index" AS "closing_from"
              FROM (
                SELECT
                  "t12"."entity",
                  "t12"."segment",
                  "t12"."starts_day",
                  "t12"."ends_day",
                  "t12"."micros",
                  "t12"."first_day",
                  "t12"."since",
                  "t12"."until",
                  "t12"."base_index",
                  "t12"."closing_index"
                FROM (
                  SELECT
                    "t11"."entity",
                    "t11"."segment",
                    "t11"."starts_day",
                    "t11"."ends_day",
                    "t11"."micros",
                    "t11"."first_day",
                    "t11"."since",
                    "t11"."until",
                    "t3"."day",
                    "t3"."base_index",
                    "t3"."closing_index"
                  FROM (
                    SELECT
                      "t9"."entity",
                      "t9"."segment",
                      "t9"."starts_day",
                      "t9"."ends_day",
                      "t9"."micros",
                      "t9"."first_day",
                      GREATEST(LEAST("t9"."starts_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "since",
                      GREATEST(LEAST("t9"."ends_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "until"
                    FROM (
                      SELECT
                        "t8"."entity",
                        "t8"."segment",
                        "t8"."day" AS "starts_day",
                        COALESCE("t8"."next_day", MAKE_DATE(9999, 12, 31)) AS "ends_day",
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
                            "t6"."entity",
                            "t6"."segment",
                            "t6"."day",
                            "t6"."micros",
                            SUM("t6"."micros") OVER (
                              PARTITION BY "t6"."entity", "t6"."segment"
                              ORDER BY "t6"."day" ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                            ) AS "balance",
                            LEAD("t6"."day") OVER (
                              PARTITION BY "t6"."entity", "t6"."segment"
                              ORDER BY "t6"."day" ASC
                              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                            ) AS "next_day"
                          FROM (
                            SELECT
                              "t5"."customer_key" AS "entity",
                              "t5"."segment",
                              "t5"."day",
                              SUM("t5"."run_rate_micros") AS "micros"
                            FROM (
                              SELECT
                                "t4"."customer_key",
                                "t4"."subscription_key",
                                "t4"."day",
                                "t4"."kind",
                                "t4"."run_rate_micros",
                                "t4"."opening_micros",
                                "t4"."closing_micros",
                                "t4"."paying_delta",
                                CAST(NULL AS VARCHAR) AS "segment"
                              FROM (
                                SELECT
                                  *
                                FROM "movements" AS "t1"
                                WHERE
                                  "t1"."day" < MAKE_DATE(2026, 1, 1)
                              ) AS "t4"
                            ) AS "t5"
                            GROUP BY
                              1,
                              2,
                              3
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
  "t34"."segment",
  "t34"."index",
  SUM(CAST("t34"."base" AS DECIMAL(38, 0))) AS "base",
  SUM(CAST("t34"."net" AS DECIMAL(38, 0))) AS "net",
  SUM(CAST("t34"."gross" AS DECIMAL(38, 0))) AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t22"."segment",
        "t22"."lo" AS "index",
        "t22"."base",
        0 AS "net",
        0 AS "gross"
      FROM "t20" AS "t22"
    ) AS "t25"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t22"."segment",
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
        "t30"."segment",
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
        "t30"."segment",
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
  1,
  2
