-- question: How many of the hits are made by bots?
-- figure: line
-- x: day
-- y: share
-- unit: of all hits
-- format: share
-- finding: ["Bots made at most {peak_value} of a day's hits, on {peak}"]
-- note: Local days of the site.
WITH hit AS (
  SELECT
    (at AT TIME ZONE :zone)::date AS day,
    avg((audience = 'bot')::int)::double precision AS share
  FROM footfall.event
  WHERE site = :site AND at >= :from AND at < :until
  GROUP BY 1
)
SELECT (:from AT TIME ZONE :zone)::date + place AS day, share
FROM generate_series(
  0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
LEFT JOIN hit ON hit.day = (:from AT TIME ZONE :zone)::date + place
ORDER BY day
