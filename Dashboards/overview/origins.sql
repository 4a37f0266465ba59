-- question: Where did visits come from?
-- figure: ring
-- label: channel
-- value: visits
-- unit: visits
-- finding: ["{top}: {top_share} of visits"]
-- note: Channels, by the first page of each visit; the five largest by name. Spam is left out.
WITH visit AS (
  SELECT channel, sum(sessions) AS visits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  WHERE is_visit
  GROUP BY channel
), ranked AS (
  SELECT channel, visits, row_number() OVER (ORDER BY visits DESC, channel COLLATE "C") AS place
  FROM visit
)
SELECT CASE WHEN place <= 5 THEN channel ELSE 'Other channels' END AS channel,
  sum(visits)::bigint AS visits
FROM ranked
GROUP BY 1, least(place, 6)
ORDER BY least(place, 6)
