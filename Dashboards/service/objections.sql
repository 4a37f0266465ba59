-- question: What speaks against buying?
-- figure: bar
-- label: objection
-- value: activities
-- unit: activities
-- heading: objection
-- limit: 10
-- finding: ["Most often: {top}, {top_value} of {total:objection:objections}"]
-- note: The last twelve months. What few persons say may name somebody, and stands together under others. Of each person it stands in the story.
WITH said AS (
  SELECT lower(objection) AS objection, count(*) AS activities,
    count(DISTINCT coalesce(person::text, customer_number, email)) AS persons
  FROM footfall.activity
  WHERE site = :site AND objection IS NOT NULL AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY lower(objection)
)
SELECT footfall.public_word(objection, persons) AS objection,
  sum(activities)::bigint AS activities
FROM said
GROUP BY 1
ORDER BY activities DESC, 1
