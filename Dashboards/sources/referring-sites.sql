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
WITH visit AS (
  SELECT coalesce(source_name, 'no web address') AS host, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit AND channel = 'Referral'
  UNION ALL
  SELECT coalesce(source_name, 'no web address'), 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit AND channel = 'Referral'
)
SELECT host, sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM visit
GROUP BY host
HAVING sum(visits) > 0
ORDER BY visits DESC, host COLLATE "C"
LIMIT 300
