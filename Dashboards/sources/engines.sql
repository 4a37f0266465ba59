-- question: Which search engines send visits?
-- figure: bar
-- label: engine
-- value: visits
-- compared: before
-- unit: visits
-- heading: search engine
-- limit: 8
-- finding: ["{top} sends {top_share} of the visits from search engines"]
SELECT
  search_engine AS engine,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :from) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND source = 'search'
  AND started_at >= :previous_from AND started_at < :until
GROUP BY engine
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, search_engine COLLATE "C"
