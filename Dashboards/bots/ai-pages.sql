-- question: Which pages do AI assistants fetch for people?
-- figure: bar
-- label: page
-- value: fetches
-- unit: fetches
-- heading: page
-- limit: 12
-- finding: ["AI assistants fetch {top} most: {top_value:time:times}"]
-- note: Fetched because somebody asked; who asked is not known.
SELECT page, count(*) AS fetches
FROM footfall.event
WHERE site = :site AND agent_class = 'ai_assistant' AND kind IN ('page', 'download')
  AND at >= :from AND at < :until
GROUP BY page
ORDER BY fetches DESC, page COLLATE "C"
LIMIT 100
