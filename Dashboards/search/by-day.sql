-- question: On which days do people search?
-- figure: line
-- x: day
-- y: visits
-- compared: before
-- unit: visits with a search
-- finding: ["{total:visit:visits} with a search, most on {peak}"]
-- note: Local days of the site, by the start of the visit.
WITH visit AS (
  SELECT (visit AT TIME ZONE :zone)::date AS day, count(DISTINCT (visitor, visit)) AS visits
  FROM footfall.site_search(:site, :previous_from, :until) f
  WHERE (visit >= :from OR visit < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day,
    (:previous_from AT TIME ZONE :zone)::date + place AS day_before
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT d.day, coalesce(n.visits, 0) AS visits, coalesce(b.visits, 0) AS before
FROM day d
LEFT JOIN visit n ON n.day = d.day
LEFT JOIN visit b ON b.day = d.day_before
WHERE EXISTS (SELECT FROM visit)
ORDER BY d.day
