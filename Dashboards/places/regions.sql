-- question: Which regions and cities do people come from?
-- figure: bar
-- label: region
-- value: visits
-- compared: before
-- unit: visits
-- heading: region
-- limit: 12
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: Visits whose place is known.
SELECT concat_ws(', ', city, region, country) AS region,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND coalesce(region, city) IS NOT NULL
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, (concat_ws(', ', city, region, country)) COLLATE "C"
LIMIT 300
