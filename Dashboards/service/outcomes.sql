-- question: What came of what staff did?
-- figure: matrix
-- x: outcome
-- y: deed
-- colour: activities
-- unit: activities
-- heading: deed
-- finding: ["Most frequent: {top_y}, {top_x}, {top_value:time:times}"]
-- note: The last twelve months; the eight most frequent outcomes. By staff it stands on the page of persons.
WITH deed AS (
  SELECT kind, coalesce(outcome, 'not said') AS outcome, count(*) AS activities
  FROM footfall.activity
  WHERE site = :site AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY 1, 2
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
