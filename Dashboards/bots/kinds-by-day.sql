-- question: How do people and programs change from day to day?
-- figure: stacked
-- x: day
-- y: hits
-- colour: who
-- unit: hits
-- finding: ["{top}: {top_share} of the hits; the largest day was {peak}"]
-- note: Local days of the site, by the start of the session.
WITH kind AS (
  SELECT (started_at AT TIME ZONE :zone)::date AS day,
    CASE
      WHEN audience IN ('person', 'staff') THEN 1
      WHEN behaviour IS NOT NULL THEN 4
      WHEN agent_class IN ('ai_training', 'ai_search', 'ai_assistant') THEN 3
      WHEN agent_class = 'crawler' THEN 2
      ELSE 5
    END AS place, sum(hits)::bigint AS hits
  FROM footfall.session
  WHERE site = :site AND started_at >= :from AND started_at < :until
  GROUP BY 1, 2
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day, who.name AS who, coalesce(hits, 0) AS hits
FROM day
CROSS JOIN (VALUES (1, 'People and staff'), (2, 'Crawlers'), (3, 'AI'), (4, 'Bots in disguise'),
  (5, 'Other programs')) AS who (place, name)
LEFT JOIN kind USING (day, place)
ORDER BY sum(coalesce(hits, 0)) OVER (PARTITION BY who.place) DESC, who.place, day
