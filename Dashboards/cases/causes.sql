-- question: What do complaints come from?
-- figure: ring
-- label: cause
-- value: cases
-- unit: complaints
-- finding: ["{top}: {top_share} of the complaints with a cause"]
-- note: Complaints of the last twelve months of which staff said the cause; a cause of few persons' complaints may name somebody, and stands together under others.
WITH said AS (
  SELECT cause, count(*) AS cases, count(DISTINCT coalesce(person::text, address)) AS persons
  FROM footfall.case_as_of(:site, :as_of)
  WHERE kind = 'complaint' AND cause IS NOT NULL
    AND opened_at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY cause
)
SELECT footfall.public_word(cause, persons) AS cause, sum(cases)::bigint AS cases
FROM said
GROUP BY 1
ORDER BY cases DESC, 1
