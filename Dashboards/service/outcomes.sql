-- question: What came of what staff did?
-- figure: matrix
-- x: outcome
-- y: deed
-- colour: activities
-- unit: activities
-- heading: deed
-- finding: ["Most frequent: {top_y}, {top_x}, {top_value:time:times}"]
-- note: The last twelve months; the eight most frequent outcomes. What was written down once may name somebody, and is not shown. By staff it stands on the page of persons.
WITH said AS (
  SELECT kind, CASE WHEN outcome IS NULL THEN 'not said'
      WHEN count(*) OVER (PARTITION BY outcome) = 1 THEN 'said once only' ELSE outcome END AS outcome
  FROM footfall.activity
  WHERE site = :site AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
), deed AS (
  SELECT kind, outcome, count(*) AS activities FROM said GROUP BY 1, 2
), kind AS (
  SELECT kind, sum(activities) AS activities FROM deed GROUP BY kind
), outcome AS (
  SELECT outcome, sum(activities) AS activities
  FROM deed
  GROUP BY outcome
  ORDER BY activities DESC, outcome COLLATE "C"
  LIMIT 8
)
SELECT k.kind AS deed, o.outcome, coalesce(d.activities, 0) AS activities
FROM kind k
CROSS JOIN outcome o
LEFT JOIN deed d ON d.kind = k.kind AND d.outcome = o.outcome
ORDER BY k.activities DESC, k.kind COLLATE "C", o.activities DESC, o.outcome COLLATE "C"
