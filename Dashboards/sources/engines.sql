-- question: Which search engines send visits?
-- figure: bar
-- label: engine
-- value: visits
-- compared: before
-- unit: visits
-- heading: search engine
-- limit: 8
-- finding: ["{top} sends {top_share} of the visits from search engines"]
-- note: Organic and paid search.
SELECT
  coalesce(source_name, 'unnamed') AS engine,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND channel IN ('Organic Search', 'Paid Search')
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, coalesce(source_name, 'unnamed') COLLATE "C"
