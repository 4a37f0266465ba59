-- question: How many are in each stage now?
-- figure: bar
-- label: stage
-- value: persons
-- unit: persons
-- heading: stage
-- finding: ["{top}: {top_share} of those on the way"]
-- note: At the end of the newest day, each person once, in the furthest stage of the way that goes on.
WITH now AS MATERIALIZED (
  SELECT person, stage FROM footfall.journey_now(:site, :as_of, :told_until)
  WHERE (:segment IS NULL OR person IN (
      SELECT n.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) n))
)
SELECT n.name AS stage, count(j.person) AS persons
FROM (VALUES (1, 'planning', 'Planning'), (2, 'enquiry', 'Enquiry'), (3, 'order', 'Order'),
  (4, 'delivery', 'Delivery'), (5, 'feedback', 'Feedback')) AS n (place, stage, name)
LEFT JOIN now j ON j.stage = n.stage
GROUP BY n.place, n.name
HAVING EXISTS (SELECT FROM now)
ORDER BY n.place
