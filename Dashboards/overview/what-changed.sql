-- question: What changed, and where does it come from?
-- figure: table
-- columns:
--   what: What
--   change: Change
--   part: Most of it from
--   part_change: Change there
--   before: Before
--   now: Now
-- finding:
--   - "{noun} {moved}, most of it from {part} ({part_change})"
--   - "{noun} {moved}"
-- note: Against the days before. Most of it is the part that moved farthest in the direction of the whole; where parts move against each other, it may have moved farther than the whole. Groups are those of the first page of a visit; products by their category, else by name.
-- empty: There is nothing to compare these days with.
WITH visit AS MATERIALIZED (
  SELECT channel, entry_page, started_at >= :from AS is_now
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), line AS (
  SELECT coalesce(p.category, p.name, l.product, 'no product') AS part, o.at >= :from AS is_now,
    coalesce(l.amount, l.quantity * l.price) AS amount
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  JOIN footfall.order_line l ON l.site = :site AND l.order_number = o.number
  LEFT JOIN footfall.product p ON p.site = :site AND p.number = l.product
  WHERE o.site = :site AND o.at >= :previous_from AND o.at < :until AND :segment IS NULL
    AND (o.at >= :from OR o.at < :previous_until)
    AND coalesce(l.currency, o.currency, s.currency) = s.currency
), part AS (
  SELECT 1 AS place, 'Visits' AS what, 'channel' AS by, channel AS part,
    count(*) FILTER (WHERE is_now)::numeric AS now, count(*) FILTER (WHERE NOT is_now)::numeric AS before
  FROM visit
  GROUP BY channel
  UNION ALL
  SELECT 2, 'Visits', 'first page', coalesce(g.page_group, 'a file or no page'),
    count(*) FILTER (WHERE v.is_now), count(*) FILTER (WHERE NOT v.is_now)
  FROM visit v
  LEFT JOIN footfall.site_page(:site) g ON g.page = v.entry_page
  GROUP BY 4
  UNION ALL
  SELECT 3, 'Revenue of products', 'product', part, round(coalesce(sum(amount) FILTER (WHERE is_now), 0)),
    round(coalesce(sum(amount) FILTER (WHERE NOT is_now), 0))
  FROM line
  GROUP BY part
  UNION ALL
  SELECT 4, 'Messages', 'topic', upper(left(topic, 1)) || replace(substr(topic, 2), '_', ' '),
    count(*) FILTER (WHERE at >= :from), count(*) FILTER (WHERE at < :previous_until)
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human' AND :segment IS NULL
    AND at >= :previous_from AND at < :until
  GROUP BY topic
), total AS (
  SELECT place, what, by, sum(now) AS now, sum(before) AS before, sum(now) - sum(before) AS change
  FROM part
  GROUP BY place, what, by
  HAVING sum(before) > 0
), moved AS (
  SELECT DISTINCT ON (t.place) t.place, p.part, p.now - p.before AS change
  FROM total t
  JOIN part p ON p.place = t.place
  WHERE p.now <> p.before AND sign(p.now - p.before) = sign(t.change)
  ORDER BY t.place, abs(p.now - p.before) DESC, p.part COLLATE "C"
)
SELECT t.what || ', by ' || t.by AS what, t.what AS noun, t.before, t.now,
  CASE sign(t.change) WHEN 1 THEN '+' WHEN -1 THEN '−' ELSE '' END || abs(t.change) AS change,
  m.part, CASE sign(m.change) WHEN 1 THEN '+' ELSE '−' END || abs(m.change) AS part_change,
  CASE sign(t.change) WHEN 1 THEN 'rose by ' || t.change WHEN -1 THEN 'fell by ' || -t.change
    ELSE 'stayed as they were' END AS moved
FROM total t
LEFT JOIN moved m ON m.place = t.place
-- Where the days before have no data from the first of them on, nothing has changed that is known.
WHERE (SELECT e.first_at AT TIME ZONE :zone FROM footfall.extent_of(:site, NULL) e)::date
    <= (:previous_from AT TIME ZONE :zone)::date
ORDER BY t.place
