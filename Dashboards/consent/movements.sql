-- question: How many allowed news each month, and how many took it back?
-- figure: heatmap
-- x: month
-- y: movement
-- colour: persons
-- unit: persons
-- finding: ["Most frequent in a month: {top_y}, {top_value:person:persons} in {top_x}"]
-- note: Changes of mind of all but vendors, in local months of the site, up to the last day of the period; the same word said again changes nothing. What the customer list says without a time counts from when it was first read.
WITH span AS (
  SELECT date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') AS last_month
), decision AS (
  SELECT at, status <> 'withdrawn' AS is_given, lag(status <> 'withdrawn') OVER (
      PARTITION BY person ORDER BY at, status) AS was_given
  FROM footfall.consent
  WHERE site = :site AND purpose = 'news' AND status <> 'asked' AND at < :until
    AND person NOT IN (
      SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
), move AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month,
    CASE WHEN is_given THEN 1 WHEN was_given THEN 2 ELSE 3 END AS place, count(*) AS persons
  FROM decision, span
  WHERE is_given IS DISTINCT FROM was_given
    AND at >= (last_month - interval '11 months') AT TIME ZONE :zone
  GROUP BY 1, 2
), month AS (
  SELECT month
  FROM span, generate_series(
    greatest(last_month - interval '11 months', (SELECT min(month) FROM move)),
    last_month, interval '1 month') AS month
)
SELECT
  to_char(month.month, 'Mon YYYY') AS month,
  kind.name AS movement,
  coalesce(move.persons, 0) AS persons
FROM month
CROSS JOIN (VALUES (1, 'Allowed'), (2, 'Taken back'), (3, 'First word was no'))
  AS kind (place, name)
LEFT JOIN move ON move.month = month.month AND move.place = kind.place
WHERE EXISTS (SELECT FROM move)
ORDER BY kind.place, month.month
