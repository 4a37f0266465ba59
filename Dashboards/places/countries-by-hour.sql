-- question: When do people of each country come?
-- figure: heatmap
-- x: hour
-- y: country
-- colour: visits
-- unit: visits
-- finding: ["Most come from {top_y} at {top_x}"]
-- note: Hours in the zone of the site; the eight largest countries.
WITH visit AS (
  SELECT country, extract(hour FROM started_at AT TIME ZONE :zone)::int AS hour, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND country IS NOT NULL
    AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
), ranked AS (
  SELECT country, row_number() OVER (ORDER BY sum(visits) DESC, country COLLATE "C") AS place
  FROM visit GROUP BY country
)
SELECT to_char(h.hour, 'FM00') AS hour, r.country, coalesce(v.visits, 0) AS visits
FROM ranked r
CROSS JOIN generate_series(0, 23) AS h (hour)
LEFT JOIN visit v ON v.country = r.country AND v.hour = h.hour
WHERE r.place <= 8
ORDER BY r.place, h.hour
