-- question: Which channels bring visits?
-- figure: bar
-- label: channel
-- value: visits
-- compared: before
-- unit: visits
-- heading: channel
-- limit: 12
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: By the referrer and the address of the first page of each visit; visits by spam are left out.
WITH visit AS (
  SELECT channel AS channel, sessions AS visits, 0 AS before
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  UNION ALL
  SELECT channel, 0, sessions
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
  WHERE is_visit
)
SELECT channel, sum(visits)::bigint AS visits, sum(before)::bigint AS before
FROM visit
GROUP BY channel
HAVING sum(visits) > 0
ORDER BY visits DESC, channel COLLATE "C"
