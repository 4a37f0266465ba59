-- question: How many buy, and how many come back?
-- figure: sentence
-- text:
--   - ["{customers:person:persons} of {persons} known have bought something; {lapsed} of them not within 365 days."]
--   - ["Of {buyers:person:persons} who ordered in the last twelve months {twice_share} did so more than once, and {before_share} were there before."]
--   - ["{fresh:person:persons} bought for the first time in these {days:day:days}."]
-- formats: {twice_share: share, before_share: share}
WITH buyer AS (
  SELECT
    person,
    count(*) AS orders,
    count(*) FILTER (
      WHERE at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone) AS lately,
    min(at) AS first_order_at,
    max(at) AS last_order_at
  FROM footfall.customer_order
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
  GROUP BY person
), holder AS (
  SELECT DISTINCT person
  FROM footfall.subscription
  WHERE site = :site AND person IS NOT NULL AND started < (:as_of AT TIME ZONE :zone)::date
    AND (ended IS NULL OR ended >= (:as_of AT TIME ZONE :zone)::date)
), known AS (
  SELECT count(*) AS persons FROM footfall.person WHERE site = :site AND known_since < :as_of
)
SELECT
  known.persons,
  nullif(count(*), 0) AS customers,
  count(*) FILTER (
    WHERE footfall.lifecycle(b.orders, b.last_order_at, h.person IS NOT NULL, :as_of) = 'lapsed')
    AS lapsed,
  nullif(count(*) FILTER (WHERE lately > 0), 0) AS buyers,
  count(*) FILTER (WHERE lately > 1)::double precision
    / nullif(count(*) FILTER (WHERE lately > 0), 0) AS twice_share,
  count(*) FILTER (WHERE lately > 0 AND orders > 1)::double precision
    / nullif(count(*) FILTER (WHERE lately > 0), 0) AS before_share,
  count(*) FILTER (WHERE first_order_at >= :from AND first_order_at < :until) AS fresh
FROM buyer b
LEFT JOIN holder h ON h.person = b.person
CROSS JOIN known
GROUP BY known.persons
