-- question: How many go from visitor to known, to buyer, to buyer again?
-- figure: table
-- columns:
--   month: Month
--   visitors: Visitors
--   known: Known
--   known_share: Of visitors
--   buyers: Buyers
--   buyer_share: Of the known
--   repeat: Repeat buyers
--   repeat_share: Of buyers
-- formats: {known_share: share, buyer_share: share, repeat_share: share}
-- limit: 12
-- finding: ["In {month} {visitors:visitor:visitors} came; {known} known persons were about, {buyers} bought, {repeat} of them again", "In {month} {known} known persons were about, {buyers} bought, {repeat} of them again"]
-- note: Local months of the site, the newest first; the last may not be over. Where no visitors stand no log tells of any. Who is known need not have visited, so the share of the visitors compares two counts. Those who are known as vendors alone are left out.
WITH month AS (
  SELECT month, month AT TIME ZONE :zone AS first_at,
    (month + interval '1 month') AT TIME ZONE :zone AS end_at
  FROM generate_series(
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 second') - interval '11 months',
    date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 second'),
    interval '1 month') AS month
), bought AS MATERIALIZED (
  SELECT person, at, row_number() OVER (PARTITION BY person ORDER BY at, id) > 1 AS is_repeat
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :until AND person IS NOT NULL
), sign AS (
  SELECT v.person, v.at
  FROM footfall.known_visit(:site, (SELECT min(first_at) FROM month), :until) v
  UNION ALL
  SELECT person, at FROM footfall.contact
  WHERE site = :site AND direction = 'inbound' AND person IS NOT NULL AND at < :until
    AND at >= (SELECT min(first_at) FROM month)
  UNION ALL
  SELECT person, at FROM bought WHERE at >= (SELECT min(first_at) FROM month)
), visitor AS (
  SELECT month, nullif(footfall.visitor_count(:site, first_at, least(end_at, :until), NULL, false), 0)
    AS visitors
  FROM month
), known AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, count(DISTINCT person) AS persons
  FROM sign
  WHERE person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
  GROUP BY 1
), buyer AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, count(DISTINCT person) AS persons,
    count(DISTINCT person) FILTER (WHERE is_repeat) AS repeat
  FROM bought
  GROUP BY 1
)
SELECT to_char(m.month, 'FMMonth YYYY') AS month, v.visitors,
  coalesce(k.persons, 0) AS known,
  coalesce(k.persons, 0)::double precision / nullif(v.visitors, 0) AS known_share,
  coalesce(b.persons, 0) AS buyers,
  coalesce(b.persons, 0)::double precision / nullif(k.persons, 0) AS buyer_share,
  coalesce(b.repeat, 0) AS repeat,
  coalesce(b.repeat, 0)::double precision / nullif(b.persons, 0) AS repeat_share
FROM month m
LEFT JOIN visitor v ON v.month = m.month
LEFT JOIN known k ON k.month = m.month
LEFT JOIN buyer b ON b.month = m.month
WHERE v.visitors > 0 OR k.persons > 0
ORDER BY m.month DESC
