-- question: On which pages do visits end?
-- figure: bar
-- label: page
-- value: visits
-- compared: before
-- unit: visits
-- heading: exit page
-- limit: 8
-- finding: ["{top_share} of visits end on {top}"]
SELECT
  exit_page AS page,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND exit_page IS NOT NULL
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, exit_page COLLATE "C"
