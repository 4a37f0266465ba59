-- question: What do attackers look for?
-- figure: bar
-- label: path
-- value: hits
-- unit: hits
-- heading: path
-- limit: 10
-- finding: ["{top} is probed most: {top_value:time:times}"]
-- note: Answered 4xx, and asked for by nobody who reads the site. They are not among the missing pages. What few asked for stands together under others.
WITH period AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT page, count(*) AS hits, count(DISTINCT visitor) AS visitors
  FROM footfall.event
  WHERE site = :site AND kind = 'probe' AND at >= :from AND at < :until AND page IS NOT NULL
  GROUP BY page, width_bucket(at, (SELECT footfall.salt_starts(:site)))
), probe AS (
  SELECT page, sum(hits) AS hits, max(visitors) AS visitors
  FROM period
  GROUP BY page
)
SELECT footfall.public_word(page, visitors) AS path, sum(hits)::bigint AS hits
FROM probe
GROUP BY 1
ORDER BY hits DESC, 1
LIMIT 200
