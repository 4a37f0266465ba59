-- question: What did the server answer each day?
-- figure: stacked
-- x: day
-- y: hits
-- colour: answer
-- unit: hits
-- finding: ["{top} makes up {top_share} of the hits; the busiest day was {peak}"]
-- note: All hits, those of bots too, in local days of the site.
WITH hit AS (
  SELECT
    (at AT TIME ZONE :zone)::date AS day,
    CASE WHEN status BETWEEN 200 AND 299 THEN 2 WHEN status BETWEEN 300 AND 399 THEN 3
      WHEN status BETWEEN 400 AND 499 THEN 4 WHEN status BETWEEN 500 AND 599 THEN 5 ELSE 6 END
      AS class,
    count(*) AS hits
  FROM footfall.event
  WHERE site = :site AND at >= :from AND at < :until
  GROUP BY 1, 2
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day, answer, coalesce(hits, 0) AS hits
FROM day
CROSS JOIN (VALUES (2, '2xx delivered'), (3, '3xx redirected or unchanged'),
  (4, '4xx refused or not there'), (5, '5xx failed'), (6, 'no answer known'))
  AS class (class, answer)
LEFT JOIN hit USING (day, class)
WHERE class < 6 OR EXISTS (SELECT FROM hit WHERE class = 6)
ORDER BY class, day
