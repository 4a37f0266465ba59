-- question: Where did visits come from?
-- figure: pie
-- label: origin
-- value: visits
-- unit: visits
-- finding: ["{top}: {top_share} of visits"]
-- note: By the referrer of the first page of each visit.
SELECT
  CASE source WHEN 'direct' THEN 'Direct' WHEN 'search' THEN 'Search engines'
    ELSE 'Other sites' END AS origin,
  count(*) AS visits
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
GROUP BY origin
ORDER BY visits DESC, origin
