-- question: Who of the staff did what, and what came of it?
-- figure: matrix
-- x: outcome
-- y: staff
-- colour: activities
-- unit: activities
-- heading: staff
-- finding: ["{best_y} noted most, {best_y_share} of all activities"]
-- note: The last twelve months; the eight most frequent outcomes.
WITH deed AS (
  SELECT coalesce(footfall.staff_name(staff), 'not said') AS staff, coalesce(outcome, 'not said') AS outcome,
    count(*) AS activities
  FROM footfall.activity
  WHERE site = :site AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY 1, 2
), staff AS (
  SELECT staff, sum(activities) AS activities
  FROM deed
  GROUP BY staff
  ORDER BY activities DESC, staff COLLATE "C"
  LIMIT 30
), outcome AS (
  SELECT outcome, sum(activities) AS activities
  FROM deed
  GROUP BY outcome
  ORDER BY activities DESC, outcome COLLATE "C"
  LIMIT 8
)
SELECT s.staff, o.outcome, coalesce(d.activities, 0) AS activities
FROM staff s
CROSS JOIN outcome o
LEFT JOIN deed d ON d.staff = s.staff AND d.outcome = o.outcome
ORDER BY s.activities DESC, s.staff COLLATE "C", o.activities DESC, o.outcome COLLATE "C"
