WITH "t21" AS NOT MATERIALIZED (
  SELECT
    "t20"."customer_key",
    "t20"."subscription_key",
    "t20"."item_key",
    "t20"."terms_key",
    "t20"."starts_day",
    "t20"."ends_day",
    "t20"."worth_micros",
    "t20"."run_rate_micros",
    "t20"."counts",
    "t20"."is_paying",
    "t20"."unit_amount_micros",
    "t20"."quantity_micros",
    "t20"."discount_percent_micros",
    "t20"."discount_amount_micros",
    "t20"."tax_percent_micros",
    "t20"."cancel_requested_day",
    "t20"."cancel_reason",
    "t20"."committed_until",
    "t20"."signed_day",
    "t20"."source_key",
    "t20"."row",
    "t20"."rated_day",
    "t20"."is_recurring",
    "t20"."is_scheduled",
    "t20"."kind",
    "t20"."run",
    "t20"."promised_micros",
    "t20"."promised_day",
    "t20"."run_start",
    "t20"."run_end",
    "t20"."followed_day",
    CASE
      WHEN (
        "t20"."ends_day" = "t20"."run_end"
      )
      AND (
        "t20"."cancel_requested_day" < "t20"."run_end"
      )
      THEN "t20"."cancel_requested_day"
      ELSE MAKE_DATE(9999, 12, 31)
    END AS "going_day"
  FROM (
    SELECT
      "t19"."customer_key",
      "t19"."subscription_key",
      "t19"."item_key",
      "t19"."terms_key",
      "t19"."starts_day",
      "t19"."ends_day",
      "t19"."worth_micros",
      "t19"."run_rate_micros",
      "t19"."counts",
      "t19"."is_paying",
      "t19"."unit_amount_micros",
      "t19"."quantity_micros",
      "t19"."discount_percent_micros",
      "t19"."discount_amount_micros",
      "t19"."tax_percent_micros",
      "t19"."cancel_requested_day",
      "t19"."cancel_reason",
      "t19"."committed_until",
      "t19"."signed_day",
      "t19"."source_key",
      "t19"."row",
      "t19"."rated_day",
      "t19"."is_recurring",
      "t19"."is_scheduled",
      "t19"."kind",
      "t19"."run",
      "t19"."promised_micros",
      "t19"."promised_day",
      MIN("t19"."starts_day") OVER (
        PARTITION BY "t19"."item_key", "t19"."run"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "run_start",
      MAX("t19"."ends_day") OVER (
        PARTITION BY "t19"."item_key", "t19"."run"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "run_end",
      COALESCE(
        MIN("t19"."promised_day") OVER (
          PARTITION BY "t19"."item_key", "t19"."run"
          ORDER BY "t19"."starts_day" ASC
          ROWS BETWEEN 1 following AND UNBOUNDED FOLLOWING
        ),
        MAKE_DATE(9999, 12, 31)
      ) AS "followed_day"
    FROM (
      SELECT
        "t18"."customer_key",
        "t18"."subscription_key",
        "t18"."item_key",
        "t18"."terms_key",
        "t18"."starts_day",
        "t18"."ends_day",
        "t18"."worth_micros",
        "t18"."run_rate_micros",
        "t18"."counts",
        "t18"."is_paying",
        "t18"."unit_amount_micros",
        "t18"."quantity_micros",
        "t18"."discount_percent_micros",
        "t18"."discount_amount_micros",
        "t18"."tax_percent_micros",
        "t18"."cancel_requested_day",
        "t18"."cancel_reason",
        "t18"."committed_until",
        "t18"."signed_day",
        "t18"."source_key",
        "t18"."row",
        "t18"."rated_day",
        "t18"."is_recurring",
        "t18"."is_scheduled",
        "t18"."kind",
        "t18"."run",
        CASE
          WHEN "t18"."is_scheduled"
          THEN "t18"."worth_micros"
          ELSE "t18"."run_rate_micros"
        END AS "promised_micros",
        CASE
          WHEN COALESCE("t18"."signed_day" < "t18"."starts_day", FALSE)
          AND NOT (
            COALESCE(
              (
                LAG("t18"."row") OVER (
                  PARTITION BY "t18"."item_key"
                  ORDER BY "t18"."starts_day" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) = "t18"."row"
              )
              AND (
                LAG("t18"."source_key") OVER (
                  PARTITION BY "t18"."item_key"
                  ORDER BY "t18"."starts_day" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) = "t18"."source_key"
              ),
              FALSE
            )
          )
          THEN "t18"."signed_day"
          ELSE MAKE_DATE(9999, 12, 31)
        END AS "promised_day"
      FROM (
        SELECT
          "t17".*
          EXCLUDE ("before_", "begins_", "belonged_", "belongs_")
        FROM (
          SELECT
            "t16"."customer_key",
            "t16"."subscription_key",
            "t16"."item_key",
            "t16"."terms_key",
            "t16"."starts_day",
            "t16"."ends_day",
            "t16"."worth_micros",
            "t16"."run_rate_micros",
            "t16"."counts",
            "t16"."is_paying",
            "t16"."unit_amount_micros",
            "t16"."quantity_micros",
            "t16"."discount_percent_micros",
            "t16"."discount_amount_micros",
            "t16"."tax_percent_micros",
            "t16"."cancel_requested_day",
            "t16"."cancel_reason",
            "t16"."committed_until",
            "t16"."signed_day",
            "t16"."source_key",
            "t16"."row",
            "t16"."rated_day",
            "t16"."is_recurring",
            "t16"."is_scheduled",
            "t16"."kind",
            "t16"."belongs_",
            "t16"."before_",
            "t16"."belonged_",
            "t16"."begins_",
            SUM("t16"."begins_") OVER (
              PARTITION BY "t16"."item_key"
              ORDER BY "t16"."starts_day" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS "run"
          FROM (
            SELECT
              "t15"."customer_key",
              "t15"."subscription_key",
              "t15"."item_key",
              "t15"."terms_key",
              "t15"."starts_day",
              "t15"."ends_day",
              "t15"."worth_micros",
              "t15"."run_rate_micros",
              "t15"."counts",
              "t15"."is_paying",
              "t15"."unit_amount_micros",
              "t15"."quantity_micros",
              "t15"."discount_percent_micros",
              "t15"."discount_amount_micros",
              "t15"."tax_percent_micros",
              "t15"."cancel_requested_day",
              "t15"."cancel_reason",
              "t15"."committed_until",
              "t15"."signed_day",
              "t15"."source_key",
              "t15"."row",
              "t15"."rated_day",
              "t15"."is_recurring",
              "t15"."is_scheduled",
              "t15"."kind",
              "t15"."belongs_",
              "t15"."before_",
              "t15"."belonged_",
              CAST(CASE
                WHEN "t15"."belongs_"
                AND COALESCE("t15"."belonged_", FALSE)
                AND COALESCE("t15"."before_" = "t15"."starts_day", FALSE)
                THEN 0
                ELSE 1
              END AS BIGINT) AS "begins_"
            FROM (
              SELECT
                "t14"."customer_key",
                "t14"."subscription_key",
                "t14"."item_key",
                "t14"."terms_key",
                "t14"."starts_day",
                "t14"."ends_day",
                "t14"."worth_micros",
                "t14"."run_rate_micros",
                "t14"."counts",
                "t14"."is_paying",
                "t14"."unit_amount_micros",
                "t14"."quantity_micros",
                "t14"."discount_percent_micros",
                "t14"."discount_amount_micros",
                "t14"."tax_percent_micros",
                "t14"."cancel_requested_day",
                "t14"."cancel_reason",
                "t14"."committed_until",
                "t14"."signed_day",
                "t14"."source_key",
                "t14"."row",
                "t14"."rated_day",
                "t14"."is_recurring",
                "t14"."is_scheduled",
                "t14"."kind",
                "t14"."belongs_",
                LAG("t14"."ends_day") OVER (
                  PARTITION BY "t14"."item_key"
                  ORDER BY "t14"."starts_day" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "before_",
                LAG("t14"."belongs_") OVER (
                  PARTITION BY "t14"."item_key"
                  ORDER BY "t14"."starts_day" ASC
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ) AS "belonged_"
              FROM (
                SELECT
                  "t13"."customer_key",
                  "t13"."subscription_key",
                  "t13"."item_key",
                  "t13"."terms_key",
                  "t13"."starts_day",
                  "t13"."ends_day",
                  "t13"."worth_micros",
                  "t13"."run_rate_micros",
                  "t13"."counts",
                  "t13"."is_paying",
                  "t13"."unit_amount_micros",
                  "t13"."quantity_micros",
                  "t13"."discount_percent_micros",
                  "t13"."discount_amount_micros",
                  "t13"."tax_percent_micros",
                  "t13"."cancel_requested_day",
                  "t13"."cancel_reason",
                  "t13"."committed_until",
                  "t13"."signed_day",
                  "t13"."source_key",
                  "t13"."row",
                  "t13"."rated_day",
                  "t13"."is_recurring",
                  "t13"."is_scheduled",
                  "t13"."kind",
                  TRUE AS "belongs_"
                FROM (
                  SELECT
                    "t12"."customer_key",
                    "t12"."subscription_key",
                    "t12"."item_key",
                    "t12"."terms_key",
                    "t12"."starts_day",
                    "t12"."ends_day",
                    "t12"."worth_micros",
                    "t12"."run_rate_micros",
                    "t12"."counts",
                    "t12"."is_paying",
                    "t12"."unit_amount_micros",
                    "t12"."quantity_micros",
                    "t12"."discount_percent_micros",
                    "t12"."discount_amount_micros",
                    "t12"."tax_percent_micros",
                    "t12"."cancel_requested_day",
                    "t12"."cancel_reason",
                    "t12"."committed_until",
                    "t12"."signed_day",
                    "t12"."source_key",
                    "t12"."row",
                    "t12"."rated_day",
                    "t7"."is_recurring",
                    "t7"."is_scheduled",
                    "t6"."kind"
                  FROM (
                    SELECT
                      "t10"."customer_key",
                      "t10"."subscription_key",
                      "t10"."item_key",
                      "t10"."terms_key",
                      "t10"."starts_day",
                      "t10"."ends_day",
                      "t10"."worth_micros",
                      "t10"."run_rate_micros",
                      "t10"."counts",
                      "t10"."is_paying",
                      "t10"."unit_amount_micros",
                      "t10"."quantity_micros",
                      "t10"."discount_percent_micros",
                      "t10"."discount_amount_micros",
                      "t10"."tax_percent_micros",
                      "t10"."cancel_requested_day",
                      "t10"."cancel_reason",
                      "t10"."committed_until",
                      "t10"."signed_day",
                      "t10"."source_key",
                      "t10"."row",
                      "t10"."starts_day" AS "rated_day"
                    FROM (
                      SELECT
                        "t3"."customer_key",
                        "t3"."subscription_key",
                        "t3"."item_key",
                        "t3"."terms_key",
                        "t3"."starts_day",
                        "t3"."ends_day",
                        "t3"."worth_micros",
                        "t3"."run_rate_micros",
                        "t3"."counts",
                        "t3"."is_paying",
                        "t3"."unit_amount_micros",
                        "t3"."quantity_micros",
                        "t3"."discount_percent_micros",
                        "t3"."discount_amount_micros",
                        "t3"."tax_percent_micros",
                        "t3"."cancel_requested_day",
                        "t3"."cancel_reason",
                        "t3"."committed_until",
                        "t3"."signed_day",
                        "t3"."source_key",
                        "t3"."row"
                      FROM "states" AS "t3"
                      SEMI JOIN (
                        SELECT
                          *
                        FROM "states" AS "t2"
                        WHERE
                          (
                            "t2"."signed_day" < "t2"."starts_day"
                          )
                          OR (
                            "t2"."cancel_requested_day" < "t2"."ends_day"
                          )
                      ) AS "t9"
                        ON "t3"."subscription_key" = "t9"."subscription_key"
                    ) AS "t10"
                  ) AS "t12"
                  INNER JOIN (
                    SELECT
                      "t0"."terms_key",
                      "t0"."is_recurring",
                      "t0"."status" = 'scheduled' AS "is_scheduled"
                    FROM "rules" AS "t0"
                  ) AS "t7"
                    ON "t12"."terms_key" = "t7"."terms_key"
                  INNER JOIN (
                    SELECT
                      "t1"."terms_key",
                      "t1"."kind"
                    FROM "terms" AS "t1"
                  ) AS "t6"
                    ON "t12"."terms_key" = "t6"."terms_key"
                ) AS "t13"
              ) AS "t14"
            ) AS "t15"
          ) AS "t16"
        ) AS "t17"
      ) AS "t18"
    ) AS "t19"
  ) AS "t20"
)
SELECT
  "t30"."customer_key",
  "t30"."subscription_key",
  "t30"."item_key",
  "t30"."terms_key",
  "t30"."starts_day",
  "t30"."ends_day",
  "t30"."counts",
  "t30"."run_rate_micros",
  "t30"."rated_day",
  "t30"."promised_micros",
  "t30"."promised_day",
  "t30"."replaced_day",
  "t30"."cancelled_day",
  "t30"."source_key",
  "t30"."row"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t28"."customer_key",
      "t28"."subscription_key",
      "t28"."item_key",
      "t28"."terms_key",
      "t28"."starts_day",
      "t28"."ends_day",
      "t28"."worth_micros",
      "t28"."run_rate_micros",
      "t28"."counts",
      "t28"."is_paying",
      "t28"."unit_amount_micros",
      "t28"."quantity_micros",
      "t28"."discount_percent_micros",
      "t28"."discount_amount_micros",
      "t28"."tax_percent_micros",
      "t28"."cancel_requested_day",
      "t28"."cancel_reason",
      "t28"."committed_until",
      "t28"."signed_day",
      "t28"."source_key",
      "t28"."row",
      "t28"."rated_day",
      "t28"."is_recurring",
      "t28"."is_scheduled",
      "t28"."kind",
      "t28"."run",
      "t28"."promised_micros",
      "t28"."promised_day",
      "t28"."run_start",
      "t28"."run_end",
      "t28"."followed_day",
      "t28"."going_day",
      "t28"."cancelled_day",
      "t28"."of",
      "t28"."like",
      "t28"."day",
      "t28"."joined_day",
      LEAST("t28"."followed_day", COALESCE("t28"."joined_day", MAKE_DATE(9999, 12, 31))) AS "replaced_day"
    FROM (
      SELECT
        "t25"."customer_key",
        "t25"."subscription_key",
        "t25"."item_key",
        "t25"."terms_key",
        "t25"."starts_day",
        "t25"."ends_day",
        "t25"."worth_micros",
        "t25"."run_rate_micros",
        "t25"."counts",
        "t25"."is_paying",
        "t25"."unit_amount_micros",
        "t25"."quantity_micros",
        "t25"."discount_percent_micros",
        "t25"."discount_amount_micros",
        "t25"."tax_percent_micros",
        "t25"."cancel_requested_day",
        "t25"."cancel_reason",
        "t25"."committed_until",
        "t25"."signed_day",
        "t25"."source_key",
        "t25"."row",
        "t25"."rated_day",
        "t25"."is_recurring",
        "t25"."is_scheduled",
        "t25"."kind",
        "t25"."run",
        "t25"."promised_micros",
        "t25"."promised_day",
        "t25"."run_start",
        "t25"."run_end",
        "t25"."followed_day",
        "t25"."going_day",
        "t25"."cancelled_day",
        "t27"."of",
        "t27"."like",
        "t27"."day",
        "t27"."joined_day"
      FROM (
        SELECT
          "t22"."customer_key",
          "t22"."subscription_key",
          "t22"."item_key",
          "t22"."terms_key",
          "t22"."starts_day",
          "t22"."ends_day",
          "t22"."worth_micros",
          "t22"."run_rate_micros",
          "t22"."counts",
          "t22"."is_paying",
          "t22"."unit_amount_micros",
          "t22"."quantity_micros",
          "t22"."discount_percent_micros",
          "t22"."discount_amount_micros",
          "t22"."tax_percent_micros",
          "t22"."cancel_requested_day",
          "t22"."cancel_reason",
          "t22"."committed_until",
          "t22"."signed_day",
          "t22"."source_key",
          "t22"."row",
          "t22"."rated_day",
          "t22"."is_recurring",
          "t22"."is_scheduled",
          "t22"."kind",
          "t22"."run",
          "t22"."promised_micros",
          "t22"."promised_day",
          "t22"."run_start",
          "t22"."run_end",
          "t22"."followed_day",
          "t22"."going_day",
          MIN("t22"."going_day") OVER (
            PARTITION BY "t22"."item_key", "t22"."run"
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) AS "cancelled_day"
        FROM "t21" AS "t22"
      ) AS "t25"
      LEFT OUTER JOIN (
        SELECT
          "t23"."subscription_key" AS "of",
          "t23"."kind" AS "like",
          "t23"."starts_day" AS "day",
          MIN("t23"."promised_day") AS "joined_day"
        FROM (
          SELECT
            *
          FROM "t21" AS "t22"
          WHERE
            "t22"."starts_day" = "t22"."run_start"
            AND (
              "t22"."counts" OR (
                "t22"."is_scheduled" AND "t22"."is_recurring"
              )
            )
        ) AS "t23"
        GROUP BY
          1,
          2,
          3
      ) AS "t27"
        ON "t25"."subscription_key" = "t27"."of"
        AND "t25"."kind" = "t27"."like"
        AND "t25"."run_end" = "t27"."day"
    ) AS "t28"
  ) AS "t29"
  WHERE
    LEAST("t29"."promised_day", "t29"."replaced_day", "t29"."cancelled_day") < MAKE_DATE(9999, 12, 31)
) AS "t30"
