WITH "t9" AS (
  SELECT
    *
  FROM "states" AS "t3"
  WHERE
    "t3"."run_rate_micros" <> 0
)
SELECT
  (
    (
      accurateCast(
        toInt128("t40"."states_customer") - toInt128("t38"."native_customer"),
        'Nullable(Int64)'
      ) % 2147483647
    ) = 0
  )
  AND (
    "t40"."states_customer_total" = "t38"."native_customer_total"
  ) AS "customer",
  (
    (
      accurateCast(toInt128("t40"."states_item") - toInt128("t38"."native_item"), 'Nullable(Int64)') % 2147483647
    ) = 0
  )
  AND (
    "t40"."states_item_total" = "t38"."native_item_total"
  ) AS "item",
  (
    (
      accurateCast(toInt128("t40"."states_plan") - toInt128("t38"."native_plan"), 'Nullable(Int64)') % 2147483647
    ) = 0
  )
  AND (
    "t40"."states_plan_total" = "t38"."native_plan_total"
  ) AS "plan",
  (
    (
      accurateCast(
        toInt128("t33"."business_movement") - toInt128("t34"."moved_movement"),
        'Nullable(Int64)'
      ) % 2147483647
    ) = 0
  )
  AND (
    "t33"."business_movement_total" = "t34"."moved_movement_total"
  ) AS "movement"
FROM (
  SELECT
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t37"."mark_customer") * toInt256("t37"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "states_customer",
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t37"."mark_item") * toInt256("t37"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "states_item",
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t37"."mark_plan") * toInt256("t37"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "states_plan",
    COALESCE(SUM(CAST("t37"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "states_customer_total",
    COALESCE(SUM(CAST("t37"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "states_item_total",
    COALESCE(SUM(CAST("t37"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "states_plan_total"
  FROM (
    SELECT
      "t30"."customer_key" AS "customer_key",
      "t30"."item_key" AS "item_key",
      "t30"."terms_key" AS "terms_key",
      "t30"."day" AS "day",
      "t30"."micros" AS "micros",
      "t30"."offer_key" AS "offer_key",
      "t30"."currency_key" AS "currency_key",
      "t30"."currency" AS "currency",
      "t30"."number" AS "number",
      "t30"."small" AS "small",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_customer",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_item",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t30"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t30"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t30"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t30"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_plan"
    FROM (
      SELECT
        "t29"."customer_key" AS "customer_key",
        "t29"."item_key" AS "item_key",
        "t29"."terms_key" AS "terms_key",
        "t29"."day" AS "day",
        "t29"."micros" AS "micros",
        "t29"."offer_key" AS "offer_key",
        "t29"."currency_key" AS "currency_key",
        "t29"."currency" AS "currency",
        DATE_DIFF(DAY, toDate32('1970-01-01'), "t29"."day") AS "number",
        "t29"."micros" % 2147483647 AS "small"
      FROM (
        SELECT
          "t25"."customer_key" AS "customer_key",
          "t25"."item_key" AS "item_key",
          "t25"."terms_key" AS "terms_key",
          "t25"."day" AS "day",
          "t25"."micros" AS "micros",
          "t8"."offer_key" AS "offer_key",
          "t8"."currency_key" AS "currency_key",
          "t8"."currency" AS "currency"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t14"."customer_key" AS "customer_key",
              "t14"."item_key" AS "item_key",
              "t14"."terms_key" AS "terms_key",
              "t14"."day" AS "day",
              "t14"."micros" AS "micros"
            FROM (
              SELECT
                "t12"."customer_key" AS "customer_key",
                "t12"."subscription_key" AS "subscription_key",
                "t12"."item_key" AS "item_key",
                "t12"."terms_key" AS "terms_key",
                "t12"."starts_day" AS "starts_day",
                "t12"."ends_day" AS "ends_day",
                "t12"."worth_micros" AS "worth_micros",
                "t12"."run_rate_micros" AS "run_rate_micros",
                "t12"."counts" AS "counts",
                "t12"."is_paying" AS "is_paying",
                "t12"."unit_amount_micros" AS "unit_amount_micros",
                "t12"."quantity_micros" AS "quantity_micros",
                "t12"."discount_percent_micros" AS "discount_percent_micros",
                "t12"."discount_amount_micros" AS "discount_amount_micros",
                "t12"."tax_percent_micros" AS "tax_percent_micros",
                "t12"."cancel_requested_day" AS "cancel_requested_day",
                "t12"."cancel_reason" AS "cancel_reason",
                "t12"."committed_until" AS "committed_until",
                "t12"."signed_day" AS "signed_day",
                "t12"."source_key" AS "source_key",
                "t12"."row" AS "row",
                "t12"."starts_day" AS "day",
                "t12"."run_rate_micros" AS "micros"
              FROM "t9" AS "t12"
            ) AS "t14"
          ) AS "t20"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t21"."customer_key" AS "customer_key",
              "t21"."item_key" AS "item_key",
              "t21"."terms_key" AS "terms_key",
              "t21"."day" AS "day",
              "t21"."micros" AS "micros"
            FROM (
              SELECT
                "t18"."customer_key" AS "customer_key",
                "t18"."subscription_key" AS "subscription_key",
                "t18"."item_key" AS "item_key",
                "t18"."terms_key" AS "terms_key",
                "t18"."starts_day" AS "starts_day",
                "t18"."ends_day" AS "ends_day",
                "t18"."worth_micros" AS "worth_micros",
                "t18"."run_rate_micros" AS "run_rate_micros",
                "t18"."counts" AS "counts",
                "t18"."is_paying" AS "is_paying",
                "t18"."unit_amount_micros" AS "unit_amount_micros",
                "t18"."quantity_micros" AS "quantity_micros",
                "t18"."discount_percent_micros" AS "discount_percent_micros",
                "t18"."discount_amount_micros" AS "discount_amount_micros",
                "t18"."tax_percent_micros" AS "tax_percent_micros",
                "t18"."cancel_requested_day" AS "cancel_requested_day",
                "t18"."cancel_reason" AS "cancel_reason",
                "t18"."committed_until" AS "committed_until",
                "t18"."signed_day" AS "signed_day",
                "t18"."source_key" AS "source_key",
                "t18"."row" AS "row",
                "t18"."ends_day" AS "day",
                accurateCast(-(
                  toInt128("t18"."run_rate_micros")
                ), 'Nullable(Int64)') AS "micros"
              FROM (
                SELECT
                  *
                FROM "t9" AS "t12"
                WHERE
                  "t12"."ends_day" < toDate32('9999-12-31')
              ) AS "t18"
            ) AS "t21"
          ) AS "t23"
        ) AS "t25"
        INNER JOIN (
          SELECT
            "t2"."terms_key" AS "terms_key",
            "t2"."offer_key" AS "offer_key",
            "t2"."currency_key" AS "currency_key",
            "t2"."currency" AS "currency"
          FROM "rules" AS "t2"
        ) AS "t8"
          ON "t25"."terms_key" = "t8"."terms_key"
      ) AS "t29"
    ) AS "t30"
  ) AS "t37"
) AS "t40"
CROSS JOIN (
  SELECT
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t35"."mark_customer") * toInt256("t35"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "native_customer",
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t35"."mark_item") * toInt256("t35"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "native_item",
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t35"."mark_plan") * toInt256("t35"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "native_plan",
    COALESCE(SUM(CAST("t35"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "native_customer_total",
    COALESCE(SUM(CAST("t35"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "native_item_total",
    COALESCE(SUM(CAST("t35"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "native_plan_total"
  FROM (
    SELECT
      "t26"."customer_key" AS "customer_key",
      "t26"."item_key" AS "item_key",
      "t26"."terms_key" AS "terms_key",
      "t26"."day" AS "day",
      "t26"."micros" AS "micros",
      "t26"."offer_key" AS "offer_key",
      "t26"."currency_key" AS "currency_key",
      "t26"."currency" AS "currency",
      "t26"."number" AS "number",
      "t26"."small" AS "small",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_customer",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."item_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_item",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt128(
                          accurateCast(
                            toInt256(accurateCast("t26"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                            'Nullable(Int64)'
                          )
                        ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                        'Nullable(Int64)'
                      )
                    ),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t26"."offer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t26"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(
                  accurateCast(
                    toInt256(accurateCast("t26"."currency_key", 'Nullable(Int64)')) * toInt256(16807),
                    'Nullable(Int64)'
                  )
                ),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_plan"
    FROM (
      SELECT
        "t22"."customer_key" AS "customer_key",
        "t22"."item_key" AS "item_key",
        "t22"."terms_key" AS "terms_key",
        "t22"."day" AS "day",
        "t22"."micros" AS "micros",
        "t22"."offer_key" AS "offer_key",
        "t22"."currency_key" AS "currency_key",
        "t22"."currency" AS "currency",
        DATE_DIFF(DAY, toDate32('1970-01-01'), "t22"."day") AS "number",
        "t22"."micros" % 2147483647 AS "small"
      FROM (
        SELECT
          "t19"."customer_key" AS "customer_key",
          "t19"."item_key" AS "item_key",
          "t19"."terms_key" AS "terms_key",
          "t19"."day" AS "day",
          "t19"."micros" AS "micros",
          "t8"."offer_key" AS "offer_key",
          "t8"."currency_key" AS "currency_key",
          "t8"."currency" AS "currency"
        FROM (
          SELECT
            "t13"."customer_key" AS "customer_key",
            "t13"."item_key" AS "item_key",
            "t13"."terms_key" AS "terms_key",
            "t13"."day" AS "day",
            "t13"."micros" AS "micros"
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
              "t7"."native_micros" AS "micros"
            FROM (
              SELECT
                *
              FROM "postings" AS "t0"
              WHERE
                "t0"."native_micros" <> 0
            ) AS "t7"
          ) AS "t13"
        ) AS "t19"
        INNER JOIN (
          SELECT
            "t2"."terms_key" AS "terms_key",
            "t2"."offer_key" AS "offer_key",
            "t2"."currency_key" AS "currency_key",
            "t2"."currency" AS "currency"
          FROM "rules" AS "t2"
        ) AS "t8"
          ON "t19"."terms_key" = "t8"."terms_key"
      ) AS "t22"
    ) AS "t26"
  ) AS "t35"
) AS "t38"
CROSS JOIN (
  SELECT
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t27"."mark_movement") * toInt256("t27"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "business_movement",
    COALESCE(SUM(CAST("t27"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "business_movement_total"
  FROM (
    SELECT
      "t16"."customer_key" AS "customer_key",
      "t16"."day" AS "day",
      "t16"."micros" AS "micros",
      "t16"."number" AS "number",
      "t16"."small" AS "small",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t16"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t16"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t16"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t16"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt256(accurateCast("t16"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                    'Nullable(Int64)'
                  )
                ) + toInt128(accurateCast(toInt256("t16"."number") * toInt256(69621), 'Nullable(Int64)')),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_movement"
    FROM (
      SELECT
        "t10"."customer_key" AS "customer_key",
        "t10"."day" AS "day",
        "t10"."micros" AS "micros",
        DATE_DIFF(DAY, toDate32('1970-01-01'), "t10"."day") AS "number",
        "t10"."micros" % 2147483647 AS "small"
      FROM (
        SELECT
          "t4"."customer_key" AS "customer_key",
          "t4"."day" AS "day",
          "t4"."micros" AS "micros"
        FROM (
          SELECT
            "t0"."customer_key" AS "customer_key",
            "t0"."subscription_key" AS "subscription_key",
            "t0"."item_key" AS "item_key",
            "t0"."terms_key" AS "terms_key",
            "t0"."day" AS "day",
            "t0"."cause" AS "cause",
            "t0"."native_micros" AS "native_micros",
            "t0"."run_rate_micros" AS "run_rate_micros",
            "t0"."source_key" AS "source_key",
            "t0"."row" AS "row",
            "t0"."run_rate_micros" AS "micros"
          FROM "postings" AS "t0"
        ) AS "t4"
      ) AS "t10"
    ) AS "t16"
  ) AS "t27"
) AS "t33"
CROSS JOIN (
  SELECT
    COALESCE(
      accurateCast(
        SUM(
          toInt128(
            accurateCast(toInt256("t28"."mark_movement") * toInt256("t28"."small"), 'Nullable(Int64)') % 2147483647
          )
        ),
        'Nullable(Int64)'
      ),
      0
    ) AS "moved_movement",
    COALESCE(SUM(CAST("t28"."micros" AS Nullable(Decimal(38, 0)))), 0) AS "moved_movement_total"
  FROM (
    SELECT
      "t17"."customer_key" AS "customer_key",
      "t17"."day" AS "day",
      "t17"."micros" AS "micros",
      "t17"."number" AS "number",
      "t17"."small" AS "small",
      accurateCast(
        toInt128(
          accurateCast(
            toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t17"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t17"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ) * toInt256(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt128(
                      accurateCast(
                        toInt256(accurateCast("t17"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                        'Nullable(Int64)'
                      )
                    ) + toInt128(accurateCast(toInt256("t17"."number") * toInt256(69621), 'Nullable(Int64)')),
                    'Nullable(Int64)'
                  )
                ) + toInt128(11),
                'Nullable(Int64)'
              ) % 2147483647
            ),
            'Nullable(Int64)'
          )
        ) + toInt128(
          accurateCast(
            toInt128(
              accurateCast(
                toInt128(
                  accurateCast(
                    toInt256(accurateCast("t17"."customer_key", 'Nullable(Int64)')) * toInt256(48271),
                    'Nullable(Int64)'
                  )
                ) + toInt128(accurateCast(toInt256("t17"."number") * toInt256(69621), 'Nullable(Int64)')),
                'Nullable(Int64)'
              )
            ) + toInt128(11),
            'Nullable(Int64)'
          ) % 2147483647
        ),
        'Nullable(Int64)'
      ) % 2147483647 AS "mark_movement"
    FROM (
      SELECT
        "t11"."customer_key" AS "customer_key",
        "t11"."day" AS "day",
        "t11"."micros" AS "micros",
        DATE_DIFF(DAY, toDate32('1970-01-01'), "t11"."day") AS "number",
        "t11"."micros" % 2147483647 AS "small"
      FROM (
        SELECT
          "t5"."customer_key" AS "customer_key",
          "t5"."day" AS "day",
          "t5"."micros" AS "micros"
        FROM (
          SELECT
            "t1"."customer_key" AS "customer_key",
            "t1"."subscription_key" AS "subscription_key",
            "t1"."day" AS "day",
            "t1"."kind" AS "kind",
            "t1"."run_rate_micros" AS "run_rate_micros",
            "t1"."opening_micros" AS "opening_micros",
            "t1"."closing_micros" AS "closing_micros",
            "t1"."paying_delta" AS "paying_delta",
            "t1"."run_rate_micros" AS "micros"
          FROM "movements" AS "t1"
        ) AS "t5"
      ) AS "t11"
    ) AS "t17"
  ) AS "t28"
) AS "t34"
