"""The seeded export as DuckDB SQL: subscriptions, their items, and the states of each item.

Every draw comes from the md5 of an entity's number, and the boundaries between the states of an item are arithmetic on the item's own
draws: nothing is joined, the only window is a running count over the items, and the one large sort spills.
"""

from __future__ import annotations

DAYS = 1826
"""2021-01-01 to 2025-12-31; a day is counted from the first, and what would end later is open."""
TRIAL_DAYS = 14
SHORTEST_SLOT = 20
"""Days an item must have per state; a boundary moves by at most three quarters of a slot, so every state lasts some days."""

MACROS = (
    "CREATE MACRO digest(text) AS md5_number(text)",
    "CREATE MACRO draw(digest, n) AS ((digest >> (16 * n)::UHUGEINT) & 65535::UHUGEINT)::BIGINT",  # 0 to 65535; n from 0 to 7
    "CREATE MACRO share(digest, n) AS draw(digest, n) / 65536.0",
    "CREATE MACRO tail(digest, n, scale, power) AS floor(scale / pow((draw(digest, n) + 1) / 65536.0, power))::BIGINT",
    "CREATE MACRO letters(text) AS translate(to_base64(unhex(md5(text))), '+/=', 'Qz')",  # 22 letters and digits
)

SUBSCRIPTIONS = """
CREATE TABLE subscription_draws AS
WITH customers AS (
    SELECT c, digest('{seed}:customer:' || c) AS d FROM range({customers}) AS numbers(c)
), numbered AS (
    SELECT c, floor({days} * pow(share(d, 0), 0.9))::BIGINT AS joined,
           unnest(range(greatest(1, least(300, tail(d, 1, 0.8, 0.6))))) AS s
    FROM customers
), begun AS (
    SELECT c, s, digest('{seed}:subscription:' || c || ':' || s) AS d,
           joined + CASE WHEN s = 0 THEN 0 ELSE floor(({days} - joined) * share(d, 0))::BIGINT END AS starts
    FROM numbered
)
SELECT c, s, starts, share(d, 1) < 0.18 AS has_trial,
       CASE WHEN share(d, 1) < 0.05 AND {days} - starts > {trial} THEN starts + {trial}  -- a trial that did not convert
            WHEN share(d, 2) < 0.31 AND {days} - starts > 30
            THEN starts + 20 + floor(({days} - starts - 25) * pow(share(d, 3), 1.2))::BIGINT END AS ends,
       CASE WHEN share(d, 4) < 0.70 THEN 'month' WHEN share(d, 4) < 0.90 THEN 'year' ELSE 'quarter' END AS interval,
       greatest(1, least(6, tail(d, 5, 0.75, 0.5))) AS items,
       draw(d, 6) AS tier
FROM begun
"""

ITEMS = """
CREATE TABLE item_draws AS
WITH numbered AS (
    SELECT * RENAME (starts AS subscription_starts, ends AS subscription_ends), unnest(range(items)) AS i FROM subscription_draws
), drawn AS (
    SELECT *, coalesce(subscription_ends, {days}) AS last, digest('{seed}:item:' || c || ':' || s || ':' || i) AS d,
           digest('{seed}:habits:' || c || ':' || s || ':' || i) AS h
    FROM numbered
), begun AS (
    SELECT *, subscription_starts + CASE WHEN i = 0 OR share(d, 0) < 0.6 THEN 0  -- the others are added on later
                                         ELSE floor((last - subscription_starts) * 0.8 * share(d, 1))::BIGINT END AS starts
    FROM drawn
), spans AS (
    SELECT * REPLACE (has_trial AND starts = subscription_starts AS has_trial),
           CASE WHEN i > 0 AND share(d, 2) < 0.15 AND last - starts > 40 THEN starts + 20 + (last - starts - 25) * draw(d, 3) // 65536
                ELSE subscription_ends END AS ends
    FROM begun
), lengths AS (
    SELECT *, coalesce(ends, {days}) - starts AS length FROM spans
), trials AS (
    SELECT *, CASE WHEN has_trial THEN least({trial}, length) ELSE 0 END AS trial_days FROM lengths
), slots AS (
    SELECT *, length - trial_days AS span,
           CASE WHEN trial_days = length THEN 0
                ELSE greatest(1, least((length - trial_days) // {slot}, 80, tail(d, 4, 1.6, 0.6))) END AS slots
    FROM trials
), counted AS (
    SELECT c, s, i, starts, ends, interval, trial_days, slots, span, slots + (trial_days > 0)::BIGINT AS states,
           (i = 0 AND share(d, 5) < 0.55) AS has_seats, draw(d, 6) AS a, draw(d, 7) | 1 AS b, draw(h, 0) AS habit, draw(h, 1) AS phase,
           draw(h, 2) AS price, draw(h, 3) AS seats, draw(h, 4) AS discount, draw(h, 5) AS e, draw(h, 6) | 1 AS f,
           draw(h, 7) * 65536 + draw(d, 0) AS tie, tier, sum(states) OVER (ORDER BY c, s, i ROWS UNBOUNDED PRECEDING) AS until
    FROM slots
), cut AS (
    SELECT * REPLACE (least(states, {states} - until + states)::BIGINT AS states) FROM counted WHERE until - states < {states}
)
SELECT * EXCLUDE (until),
       'cus_' || letters('{seed}:cus:' || c)[:14] AS customer_id,
       'sub_1N' || letters('{seed}:sub:' || c || ':' || s) AS subscription_id,
       'si_' || letters('{seed}:si:' || c || ':' || s || ':' || i)[:14] AS item_id
FROM cut
"""

STATES = """
WITH numbered AS (
    SELECT *, unnest(range(states)) AS j FROM item_draws
), placed AS (  -- n: the slot after the trial, which is -1
    SELECT *, j - (trial_days > 0)::BIGINT AS n,
           CASE WHEN habit < 9000 THEN 'past_due' WHEN habit < 12500 THEN 'paused' ELSE 'active' END AS trouble
    FROM numbered
), troubled AS (  -- every few slots; late in the slot, and over at the start of the next
    SELECT *, trouble <> 'active' AND n > 0 AND (n + phase) % 5 = 0 AS in_trouble,
           trouble <> 'active' AND n > 1 AND (n + phase) % 5 = 1 AS is_cured,
           trouble <> 'active' AND n >= 0 AND (n + 1 + phase) % 5 = 0 AS trouble_next
    FROM placed
), moved AS (  -- m: the slot whose price and seats hold, so that trouble changes the status and nothing else
    SELECT *, greatest(0, CASE WHEN in_trouble THEN n - 1 WHEN is_cured THEN n - 2 ELSE n END) AS m,
           CASE WHEN in_trouble THEN 65535 WHEN is_cured THEN 0 ELSE (a + n * b) % 65536 END AS shift,
           CASE WHEN trouble_next THEN 65535 WHEN in_trouble THEN 0 ELSE (a + (n + 1) * b) % 65536 END AS shift_next
    FROM troubled
), bounded AS (
    SELECT *, CASE WHEN n < 0 THEN starts WHEN n = 0 THEN starts + trial_days
                   ELSE starts + trial_days + span * (n * 262144 + 3 * shift) // (slots * 262144) END AS from_day,
           CASE WHEN n < 0 AND slots > 0 THEN starts + trial_days
                WHEN n >= 0 AND n + 1 < slots THEN starts + trial_days + span * ((n + 1) * 262144 + 3 * shift_next) // (slots * 262144)
                ELSE ends END AS to_day,
           n >= 0 AND n + 1 < slots AND NOT trouble_next AND (e + n * f) % 65536 < 2600 AS is_gone_between,
           (tier + CASE WHEN i = 0 AND price % 5 < 2 THEN (m + phase) // 4 ELSE 0 END) % 4 AS step,
           CASE WHEN has_seats THEN (m + phase % 4) // 4 ELSE m END AS raises,
           1 + seats % 12 + (seats % 97) // 96 * 150 AS seats_first
    FROM moved
), sold AS (
    SELECT *, CASE WHEN i > 0 THEN [900, 1900, 3900, 9900][step + 1] WHEN has_seats THEN [900, 1500, 2900, 5900][step + 1]
                   ELSE [1900, 4900, 9900, 24900][step + 1] END AS cents,
           CASE interval WHEN 'month' THEN 100 WHEN 'quarter' THEN 285 ELSE 1000 END AS term,
           CASE WHEN i = 0 THEN 'Core' ELSE ['Analytics', 'Support', 'Storage'][1 + (i + tier) % 3] END AS product,
           seats_first + m * (seats % 7 - 1) * seats_first // 30 + (e + m * f) // 64 % (2 + seats_first // 3) AS seats_now
    FROM bounded
)
SELECT customer_id, subscription_id, item_id,
       lower(product) || '-' || ['starter', 'team', 'business', 'enterprise'][step + 1] || '-' || interval AS plan,
       product,
       (cents * (80 + price % 41) // 100 * term // 100 * (100 + 4 * raises) // 100 / 100)::DECIMAL(18, 2) AS unit_amount,
       CASE WHEN has_seats THEN greatest(1, seats_now) ELSE 1 END::INTEGER AS quantity,
       'USD' AS currency, interval,
       CASE WHEN n < 0 THEN 'trialing' WHEN in_trouble THEN trouble ELSE 'active' END AS status,
       CASE WHEN discount < 260 THEN 100
            WHEN discount < 6500 AND m < 1 + discount % 4 THEN [10, 15, 20, 25, 50][1 + discount % 5] ELSE 0 END::DECIMAL(5, 2)
           AS discount_percent,
       DATE '2021-01-01' + from_day::INTEGER AS starts_at,
       DATE '2021-01-01' + (CASE WHEN is_gone_between THEN from_day + greatest(1, (to_day - from_day) // 2)
                                 ELSE to_day END)::INTEGER AS ends_at
FROM sold
ORDER BY from_day, tie, c, s, i
"""
