-- question: How many are in each stage now?
-- figure: bar
-- label: stage
-- value: persons
-- unit: persons
-- heading: stage
-- finding: ["{top}: {top_share} of those on the way"]
-- note: At the end of the newest day, each person once, in the furthest stage of the way that goes on.
SELECT n.name AS stage, count(j.person) AS persons
FROM (VALUES (1, 'planning', 'Planning'), (2, 'enquiry', 'Enquiry'), (3, 'order', 'Order'),
  (4, 'delivery', 'Delivery'), (5, 'feedback', 'Feedback')) AS n (place, stage, name)
LEFT JOIN footfall.journey_now(:site, :as_of, :told_until) j ON j.stage = n.stage
GROUP BY n.place, n.name
HAVING EXISTS (SELECT FROM footfall.journey_now(:site, :as_of, :told_until))
ORDER BY n.place
