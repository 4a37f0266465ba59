-- question: On which pages do visits begin?
-- figure: bar
-- label: page
-- value: visits
-- compared: before
-- unit: visits
-- heading: entry page
-- limit: 8
-- finding: ["{top_share} of visits begin on {top}"]
SELECT
  entry_page AS page,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND entry_page IS NOT NULL
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, entry_page COLLATE "C"
