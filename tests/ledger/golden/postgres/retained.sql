WITH "t19" AS NOT MATERIALIZED (
  SELECT
    "t17"."entity",
    "t17"."segment",
    "t17"."micros" AS "base",
    "t17"."base_from" AS "lo",
    "t17"."base_index" AS "hi"
  FROM (
    SELECT
      *
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
        "t15"."base_index",
        "t15"."closing_index"
      FROM (
        SELECT
          "t14"."entity",
          "t14"."segment",
          "t14"."starts_day",
          "t14"."ends_day",
          "t14"."micros",
          "t14"."first_day",
          "t14"."since",
          "t14"."until",
          "t14"."base_from",
          "t14"."closing_from",
          "t2"."day",
          "t2"."base_index",
          "t2"."closing_index"
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
            "t12"."base_index" AS "base_from",
            "t12"."closing_index" AS "closing_from"
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
              "t11"."base_index",
              "t11"."closing_index"
            FROM (
              SELECT
                "t10"."entity",
                "t10"."segment",
                "t10"."starts_day",
                "t10"."ends_day",
                "t10"."micros",
                "t10"."first_day",
                "t10"."since",
                "t10"."until",
                "t3"."day",
                "t3"."base_index",
                "t3"."closing_index"
              FROM (
                SELECT
                  "t8"."entity",
                  "t8"."segment",
                  "t8"."starts_day",
                  "t8"."ends_day",
                  "t8"."micros",
                  "t8"."first_day",
                  GREATEST(LEAST("t8"."starts_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "since",
                  GREATEST(LEAST("t8"."ends_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "until"
                FROM (
                  SELECT
                    "t7"."entity",
                    "t7"."segment",
                    "t7"."starts_day",
                    "t7"."ends_day",
                    "t7"."balance" AS "micros",
                    MIN("t7"."starts_day") OVER (
                      PARTITION BY "t7"."entity", "t7"."segment"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                    ) AS "first_day"
                  FROM (
                    SELECT
                      *
                    FROM (
                      SELECT
                        "t5"."segment",
                        "t5"."customer_key" AS "entity",
                        "t5"."closing_micros" AS "balance",
                        "t5"."day" AS "starts_day",
                        COALESCE(
                          LEAD("t5"."day") OVER (
                            PARTITION BY "t5"."customer_key"
                            ORDER BY "t5"."day" ASC
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ),
                          MAKE_DATE(9999, 12, 31)
                        ) AS "ends_day"
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
                        OFFSET 0
                      ) AS "t5"
                      OFFSET 0
                    ) AS "t6"
                    WHERE
                      "t6"."balance" > 0 AND "t6"."ends_day" > "t6"."starts_day"
                  ) AS "t7"
                  OFFSET 0
                ) AS "t8"
                OFFSET 0
              ) AS "t10"
              INNER JOIN "ticks" AS "t3"
                ON "t10"."since" = "t3"."day"
            ) AS "t11"
          ) AS "t12"
        ) AS "t14"
        INNER JOIN "ticks" AS "t2"
          ON "t14"."until" = "t2"."day"
      ) AS "t15"
    ) AS "t16"
    WHERE
      "t16"."base_from" < "t16"."base_index"
  ) AS "t17"
), "t25" AS NOT MATERIALIZED (
  SELECT
    "t21"."segment",
    "t21"."lo",
    "t21"."hi",
    CAST(SUM("t21"."base") AS DECIMAL(38, 0)) AS "base"
  FROM "t19" AS "t21"
  GROUP BY
    1,
    2,
    3
), "t31" AS NOT MATERIALIZED (
  SELECT
    "t27"."segment",
    "t27"."since",
    "t27"."until",
    CAST(SUM("t27"."now") AS DECIMAL(38, 0)) AS "net",
    CAST(SUM("t27"."least") AS DECIMAL(38, 0)) AS "gross"
  FROM (
    SELECT
      "t24"."entity",
      "t24"."segment",
      "t24"."base",
      "t24"."lo",
      "t24"."hi",
      "t24"."entity_",
      "t24"."segment_",
      "t24"."now",
      "t24"."lo_",
      "t24"."hi_",
      GREATEST("t24"."lo", "t24"."lo_") AS "since",
      LEAST("t24"."hi", "t24"."hi_") AS "until",
      LEAST("t24"."base", "t24"."now") AS "least"
    FROM (
      SELECT
        "t23"."entity",
        "t23"."segment",
        "t23"."base",
        "t23"."lo",
        "t23"."hi",
        "t22"."entity_",
        "t22"."segment_",
        "t22"."now",
        "t22"."lo_",
        "t22"."hi_"
      FROM "t19" AS "t23"
      INNER JOIN (
        SELECT
          "t18"."entity" AS "entity_",
          "t18"."segment" AS "segment_",
          "t18"."micros" AS "now",
          "t18"."closing_from" AS "lo_",
          "t18"."closing_index" AS "hi_"
        FROM (
          SELECT
            *
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
              "t15"."base_index",
              "t15"."closing_index"
            FROM (
              SELECT
                "t14"."entity",
                "t14"."segment",
                "t14"."starts_day",
                "t14"."ends_day",
                "t14"."micros",
                "t14"."first_day",
                "t14"."since",
                "t14"."until",
                "t14"."base_from",
                "t14"."closing_from",
                "t2"."day",
                "t2"."base_index",
                "t2"."closing_index"
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
                  "t12"."base_index" AS "base_from",
                  "t12"."closing_index" AS "closing_from"
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
                    "t11"."base_index",
                    "t11"."closing_index"
                  FROM (
                    SELECT
                      "t10"."entity",
                      "t10"."segment",
                      "t10"."starts_day",
                      "t10"."ends_day",
                      "t10"."micros",
                      "t10"."first_day",
                      "t10"."since",
                      "t10"."until",
                      "t3"."day",
                      "t3"."base_index",
                      "t3"."closing_index"
                    FROM (
                      SELECT
                        "t8"."entity",
                        "t8"."segment",
                        "t8"."starts_day",
                        "t8"."ends_day",
                        "t8"."micros",
                        "t8"."first_day",
                        GREATEST(LEAST("t8"."starts_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "since",
                        GREATEST(LEAST("t8"."ends_day", MAKE_DATE(2026, 1, 1)), MAKE_DATE(2024, 1, 31)) AS "until"
                      FROM (
                        SELECT
                          "t7"."entity",
                          "t7"."segment",
                          "t7"."starts_day",
                          "t7"."ends_day",
                          "t7"."balance" AS "micros",
                          MIN("t7"."starts_day") OVER (
                            PARTITION BY "t7"."entity", "t7"."segment"
                            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                          ) AS "first_day"
                        FROM (
                          SELECT
                            *
                          FROM (
                            SELECT
                              "t5"."segment",
                              "t5"."customer_key" AS "entity",
                              "t5"."closing_micros" AS "balance",
                              "t5"."day" AS "starts_day",
                              COALESCE(
                                LEAD("t5"."day") OVER (
                                  PARTITION BY "t5"."customer_key"
                                  ORDER BY "t5"."day" ASC
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                ),
                                MAKE_DATE(9999, 12, 31)
                              ) AS "ends_day"
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
                              OFFSET 0
                            ) AS "t5"
                            OFFSET 0
                          ) AS "t6"
                          WHERE
                            "t6"."balance" > 0 AND "t6"."ends_day" > "t6"."starts_day"
                        ) AS "t7"
                        OFFSET 0
                      ) AS "t8"
                      OFFSET 0
                    ) AS "t10"
                    INNER JOIN "ticks" AS "t3"
                      ON "t10"."since" = "t3"."day"
                  ) AS "t11"
                ) AS "t12"
              ) AS "t14"
              INNER JOIN "ticks" AS "t2"
                ON "t14"."until" = "t2"."day"
            ) AS "t15"
          ) AS "t16"
          WHERE
            "t16"."closing_from" < "t16"."closing_index"
        ) AS "t18"
      ) AS "t22"
        ON "t23"."entity" = "t22"."entity_"
        AND "t23"."segment" IS NOT DISTINCT FROM "t22"."segment_"
        AND "t23"."lo" < "t22"."hi_"
        AND "t22"."lo_" < "t23"."hi"
    ) AS "t24"
    OFFSET 0
  ) AS "t27"
  GROUP BY
    1,
    2,
    3
)
SELECT
  "t36"."segment",
  "t36"."index",
  SUM("t36"."base") AS "base",
  SUM("t36"."net") AS "net",
  SUM("t36"."gross") AS "gross"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t26"."segment",
        "t26"."lo" AS "index",
        "t26"."base",
        CAST(0 AS DECIMAL(38, 0)) AS "net",
        CAST(0 AS DECIMAL(38, 0)) AS "gross"
      FROM "t25" AS "t26"
      OFFSET 0
    ) AS "t28"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t26"."segment",
        "t26"."hi" AS "index",
        -(
          "t26"."base"
        ) AS "base",
        CAST(0 AS DECIMAL(38, 0)) AS "net",
        CAST(0 AS DECIMAL(38, 0)) AS "gross"
      FROM "t25" AS "t26"
      OFFSET 0
    ) AS "t29"
  ) AS "t30"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t32"."segment",
        "t32"."since" AS "index",
        CAST(0 AS DECIMAL(38, 0)) AS "base",
        "t32"."net",
        "t32"."gross"
      FROM "t31" AS "t32"
      OFFSET 0
    ) AS "t33"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t32"."segment",
        "t32"."until" AS "index",
        CAST(0 AS DECIMAL(38, 0)) AS "base",
        -(
          "t32"."net"
        ) AS "net",
        -(
          "t32"."gross"
        ) AS "gross"
      FROM "t31" AS "t32"
      OFFSET 0
    ) AS "t34"
  ) AS "t35"
) AS "t36"
GROUP BY
  1,
  2
