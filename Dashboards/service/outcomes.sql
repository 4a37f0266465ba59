-- question: What came of what staff did?
-- figure: matrix
-- x: outcome
-- y: deed
-- colour: activities
-- unit: activities
-- heading: deed
-- finding: ["Most frequent: {top_y}, {top_x}, {top_value:time:times}"]
-- note: The last twelve months; the eight most frequent outcomes. What was written down of few persons may name somebody, and stands together under others. By staff it stands on the page of persons.
WITH said AS (
  SELECT kind, outcome, coalesce(person::text, customer_number, email) AS person
  FROM footfall.activity
  WHERE site = :site AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
), word AS (
  SELECT outcome, footfall.public_word(outcome, count(DISTINCT person)) AS shown
  FROM said
  WHERE outcome IS NOT NULL
  GROUP BY outcome
), deed AS (
  SELECT s.kind, coalesce(w.shown, 'not said') AS outcome, count(*) AS activities
  FROM said s
  LEFT JOIN word w ON w.outcome = s.outcome
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
