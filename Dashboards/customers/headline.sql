-- question: How many buy, and how many come back?
-- figure: sentence
-- text:
--   - ["{customers:person:persons} of {persons} known have bought something; {lapsed} of them not within 365 days."]
--   - ["Of {buyers:person:persons} who ordered in the last twelve months {twice_share} did so more than once, and {before_share} were there before."]
--   - ["{fresh:person:persons} bought for the first time in these {days:day:days}."]
-- formats: {twice_share: share, before_share: share}
WITH standing AS (
  SELECT person, orders, first_order_at, lifecycle
  FROM footfall.customer_standing(:site, :as_of, :told_until)
  WHERE orders > 0
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
), lately AS (
  SELECT person, count(*) AS orders
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
    AND at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY person
), known AS (
  SELECT count(*) AS persons FROM footfall.person WHERE site = :site AND known_since < :as_of
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
)
SELECT
  known.persons,
  nullif(count(*), 0) AS customers,
  count(*) FILTER (WHERE s.lifecycle = 'lapsed') AS lapsed,
  nullif(count(l.person), 0) AS buyers,
  count(*) FILTER (WHERE l.orders > 1)::double precision / nullif(count(l.person), 0)
    AS twice_share,
  count(*) FILTER (WHERE l.orders > 0 AND s.orders > 1)::double precision
    / nullif(count(l.person), 0) AS before_share,
  count(*) FILTER (WHERE s.first_order_at >= :from AND s.first_order_at < :until) AS fresh
FROM standing s
LEFT JOIN lately l ON l.person = s.person
CROSS JOIN known
GROUP BY known.persons
