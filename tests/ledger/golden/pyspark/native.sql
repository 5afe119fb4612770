SELECT
  `t1`.`customer_key`,
  `t1`.`subscription_key`,
  `t1`.`item_key`,
  `t1`.`terms_key`,
  `t1`.`day`,
  `t1`.`cause`,
  `t1`.`native_micros`,
  `t1`.`run_rate_micros`,
  `t1`.`source_key`,
  `t1`.`row`
FROM (
  SELECT
    `t0`.`customer_key`,
    `t0`.`subscription_key`,
    `t0`.`item_key`,
    `t0`.`terms_key`,
    `t0`.`day`,
    `t0`.`cause`,
    `t0`.`native_micros`,
    `t0`.`part`,
    `t0`.`source_key`,
    `t0`.`row`,
    `t0`.`native_micros` AS `run_rate_micros`
  FROM `drafted` AS `t0`
) AS `t1`
