-- question: What speaks against buying?
-- figure: bar
-- label: objection
-- value: activities
-- unit: activities
-- heading: objection
-- limit: 10
-- finding: ["Most often: {top}, {top_value} of {total:objection:objections}"]
-- note: The last twelve months. What was written down once may name somebody, and is not shown; of each person it stands in the story.
WITH said AS (
  SELECT CASE WHEN count(*) OVER (PARTITION BY lower(objection)) = 1 THEN 'said once only'
    ELSE lower(objection) END AS objection
  FROM footfall.activity
  WHERE site = :site AND objection IS NOT NULL AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
)
SELECT objection, count(*) AS activities
FROM said
GROUP BY objection
ORDER BY activities DESC, objection COLLATE "C"
