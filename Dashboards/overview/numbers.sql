-- question: How many, against the days before?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- better: better
-- spark: by_day
-- note: Where no order is known, and for a segment, the numbers are those of visits.
-- definitions:
--   Visitors: persons' browsers that made a visit; over several days as the profile counts them
--   Downloads: files taken in visits, each once a visit however many requests it took
--   Messages: form submissions and mail that people sent; what programs and lists sent is left out
--   Persons known: everybody whom a form, a message or a list of the business names
--   Hits of bots: share of all hits in the sessions of the period
--   Revenue: what the orders of the period bring, in the currency of the site; orders in others are left out
--   New customers: persons whose first order is of the period
--   Twice in the year: share of those who ordered in the twelve months up to the end of the period who did so twice or more
--   Unanswered: conversations that wait for an answer at the end of the newest day, without those of vendors
WITH shop AS MATERIALIZED (
  SELECT :segment IS NULL AND EXISTS (SELECT FROM footfall.customer_order WHERE site = :site) AS sells
), session AS (
  SELECT true AS is_now, day, is_visit, visitor_kind, sessions, pages, hits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  UNION ALL
  SELECT false, day, is_visit, visitor_kind, sessions, pages, hits
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
), hit AS (
  SELECT
    is_now,
    sum(sessions) FILTER (WHERE is_visit) AS visits,
    sum(pages) FILTER (WHERE is_visit) AS pages,
    (sum(hits) FILTER (WHERE visitor_kind NOT IN ('People', 'Referrer spam', 'Staff')))::double precision
      / nullif(sum(hits), 0) AS bots
  FROM session
  GROUP BY is_now
), visitor AS (
  SELECT
    footfall.visitor_count(:site, :from, :until, :segment, profile = 'plausible') AS visitors,
    footfall.visitor_count(:site, :previous_from, :previous_until, :segment, profile = 'plausible')
      AS previous_visitors
  FROM footfall.site
  WHERE name = :site
), file AS (
  SELECT
    count(*) FILTER (WHERE visit >= :from) AS downloads,
    count(*) FILTER (WHERE visit < :previous_until) AS previous_downloads
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE NOT (SELECT sells FROM shop)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
), touch AS (
  SELECT
    count(*) FILTER (WHERE at >= :from) AS messages,
    count(*) FILTER (WHERE at < :previous_until) AS previous_messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human'
    AND at >= :previous_from AND at < :until AND NOT (SELECT sells FROM shop)
), known AS (
  SELECT
    count(*) AS persons,
    count(*) FILTER (WHERE known_since < :previous_until) AS previous_persons
  FROM footfall.person
  WHERE site = :site AND known_since < :until AND NOT (SELECT sells FROM shop)
), bought AS MATERIALIZED (
  SELECT o.person, o.at,
    CASE WHEN coalesce(o.currency, s.currency) = s.currency THEN o.amount END AS amount
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND o.at < :until AND (SELECT sells FROM shop)
), sale AS (
  SELECT
    count(*) FILTER (WHERE at >= :from) AS orders,
    count(*) FILTER (WHERE at < :previous_until) AS previous_orders,
    coalesce(round(sum(amount) FILTER (WHERE at >= :from)), 0) AS revenue,
    coalesce(round(sum(amount) FILTER (WHERE at < :previous_until)), 0) AS previous_revenue
  FROM bought
  WHERE at >= :previous_from
), buyer AS (
  SELECT min(at) AS first_at,
    count(*) FILTER (WHERE at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone)
      AS orders,
    count(*) FILTER (WHERE at < :previous_until
      AND at >= (:previous_until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone)
      AS previous_orders
  FROM bought
  WHERE person IS NOT NULL
  GROUP BY person
), customer AS (
  SELECT
    count(*) FILTER (WHERE first_at >= :from) AS fresh,
    count(*) FILTER (WHERE first_at >= :previous_from AND first_at < :previous_until) AS previous_fresh,
    count(*) FILTER (WHERE orders > 1)::double precision / nullif(count(*) FILTER (WHERE orders > 0), 0)
      AS twice,
    count(*) FILTER (WHERE previous_orders > 1)::double precision
      / nullif(count(*) FILTER (WHERE previous_orders > 0), 0) AS previous_twice
  FROM buyer
), waiting AS (
  SELECT count(*) AS conversations
  FROM footfall.unanswered(:site, :as_of) w
  WHERE (SELECT sells FROM shop) AND (w.person IS NULL
    OR w.person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v))
), now AS (
  SELECT visits, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON is_now
), before AS (
  SELECT visits, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON NOT is_now
), by_day AS (
  SELECT
    string_agg(coalesce(s.visits, 0)::text, ',' ORDER BY d.day) AS visits,
    string_agg(coalesce(s.pages, 0)::text, ',' ORDER BY d.day) AS pages,
    string_agg(coalesce(o.orders, 0)::text, ',' ORDER BY d.day) AS orders,
    string_agg(coalesce(round(o.revenue), 0)::text, ',' ORDER BY d.day) AS revenue
  FROM generate_series(
      (:from AT TIME ZONE :zone)::date,
      ((:until - interval '1 microsecond') AT TIME ZONE :zone)::date, interval '1 day') AS d (day)
  LEFT JOIN (
    SELECT day, sum(sessions)::bigint AS visits, sum(pages)::bigint AS pages
    FROM session
    WHERE is_now AND is_visit
    GROUP BY day
  ) AS s ON s.day = d.day
  LEFT JOIN (
    SELECT (at AT TIME ZONE :zone)::date AS day, count(*) AS orders, sum(amount) AS revenue
    FROM bought
    WHERE at >= :from
    GROUP BY 1
  ) AS o ON o.day = d.day
)
SELECT label, value, previous, format, better, by_day
FROM shop, now, before, visitor, file, touch, known, sale, customer, waiting, by_day d, LATERAL (VALUES
  (1, 'Visits', coalesce(now.visits, 0)::double precision,
    coalesce(before.visits, 0)::double precision, 'count', 'more', d.visits),
  (2, 'Visitors', visitor.visitors, visitor.previous_visitors, 'count', 'more', NULL),
  (3, 'Page views', coalesce(now.pages, 0), coalesce(before.pages, 0), 'count', 'more', d.pages),
  (4, 'Downloads',
    CASE WHEN footfall.hits_dropped_before(:site, :from) IS NULL THEN file.downloads END,
    CASE WHEN footfall.hits_dropped_before(:site, :previous_from) IS NULL
      THEN file.previous_downloads END, 'count', 'more', NULL),
  (5, 'Messages', touch.messages, touch.previous_messages, 'count', NULL, NULL),
  (6, 'Persons known', known.persons, known.previous_persons, 'count', 'more', NULL),
  (7, 'Hits of bots', now.bots, before.bots, 'share', NULL, NULL),
  (8, 'Orders', sale.orders, sale.previous_orders, 'count', 'more', d.orders),
  (9, 'Revenue', sale.revenue, sale.previous_revenue, 'count', 'more', d.revenue),
  (10, 'New customers', customer.fresh, customer.previous_fresh, 'count', 'more', NULL),
  (11, 'Twice in the year', customer.twice, customer.previous_twice, 'share', 'more', NULL),
  (12, 'Unanswered', waiting.conversations, NULL, 'count', 'less', NULL)
) AS number (place, label, value, previous, format, better, by_day)
WHERE CASE WHEN :segment IS NOT NULL THEN place <= 4 WHEN shop.sells THEN place <= 2 OR place >= 8
  ELSE place <= 7 END
ORDER BY place
