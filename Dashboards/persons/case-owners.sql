-- question: Who sees to the open cases?
-- figure: bar
-- label: owner
-- value: cases
-- unit: cases
-- heading: owner
-- finding: ["{top}: {top_value} of {total:open case:open cases}"]
SELECT coalesce(footfall.staff_name(owner), 'nobody yet') AS owner, count(*) AS cases
FROM footfall.case_as_of(:site, :as_of)
WHERE closed_at IS NULL
GROUP BY 1
ORDER BY cases DESC, 1
