-- question: Which networks do people come from?
-- figure: bar
-- label: network
-- value: visits
-- compared: before
-- unit: visits
-- heading: network
-- limit: 12
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: Visits whose place is known.
SELECT network_name AS network,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND network_name IS NOT NULL
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, (network_name) COLLATE "C"
LIMIT 300
