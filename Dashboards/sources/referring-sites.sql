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
-- note: Registered domains of referrers, and what links name as their source. Referrers can be forged; a name that nobody knows may be one. What a link alone names and few came by stands together under others.
WITH visit AS (
  SELECT source_name, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit AND channel = 'Referral'
  UNION ALL
  SELECT source_name, 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit AND channel = 'Referral'
)
SELECT
  CASE
    WHEN source_name IN (SELECT r.source_name FROM footfall.rare_source(:site, :previous_from, :until) r)
      THEN footfall.public_word(source_name, 0)
    ELSE coalesce(source_name, 'no web address')
  END AS host,
  sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM visit
GROUP BY 1
HAVING sum(visits) > 0
ORDER BY visits DESC, 1
LIMIT 300
