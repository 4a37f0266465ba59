-- question: Who sees to the open cases?
-- figure: bar
-- label: owner
-- value: cases
-- unit: cases
-- heading: owner
-- finding: ["{top}: {top_value} of {total:open case:open cases}"]
SELECT coalesce(footfall.staff_name(owner), 'nobody yet') AS owner, count(*) AS cases
FROM footfall.service_case
WHERE site = :site AND opened_at < :as_of AND (closed_at IS NULL OR closed_at >= :as_of)
GROUP BY 1
ORDER BY cases DESC, 1
