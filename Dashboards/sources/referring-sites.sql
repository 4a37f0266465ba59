-- question: Which other sites send visits?
-- figure: bar
-- label: host
-- value: visits
-- compared: before
-- unit: visits
-- heading: site
-- limit: 10
-- finding:
--   - "{top} sends most visits among other sites; {riser} grows most"
--   - "{top} sends most visits among other sites: {top_value}"
-- note: Registered domains of referrers. Referrers can be forged; a name that nobody knows may be one.
SELECT
  coalesce(source_name, 'no web address') AS host,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND channel = 'Referral'
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, coalesce(source_name, 'no web address') COLLATE "C"
LIMIT 300
