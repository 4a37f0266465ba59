-- question: What do complaints come from?
-- figure: pie
-- label: cause
-- value: cases
-- unit: complaints
-- finding: ["{top}: {top_share} of the complaints with a cause"]
-- note: Complaints of the last twelve months of which staff said the cause; a cause that was said once may name somebody, and is not shown.
WITH said AS (
  SELECT cause, count(*) AS cases
  FROM footfall.service_case
  WHERE site = :site AND kind = 'complaint' AND cause IS NOT NULL AND opened_at < :as_of
    AND opened_at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY cause
)
SELECT CASE WHEN cases > 1 THEN cause ELSE 'said once only' END AS cause, sum(cases) AS cases
FROM said
GROUP BY 1
ORDER BY cases DESC, cause
