-- question: On which pages do people begin to search?
-- figure: bar
-- label: page
-- value: searches
-- unit: searches
-- heading: page before
-- limit: 10
-- finding: ["{top_share} of the searches begin on {top}"]
-- note: The page seen just before; searches that follow a search are left out.
WITH search AS (
  SELECT page, page_before, lag(at) OVER (PARTITION BY visitor, visit ORDER BY at) IS NOT NULL
    AND page_before = page AS is_again
  FROM footfall.site_search(:site, :from, :until)
)
SELECT coalesce(page_before, 'nothing: the visit began with it') AS page, count(*) AS searches
FROM search
WHERE NOT is_again
GROUP BY 1
ORDER BY searches DESC, 1
LIMIT 100
