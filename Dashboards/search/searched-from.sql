-- question: On which pages do people begin to search?
-- figure: bar
-- label: page
-- value: searches
-- unit: searches
-- heading: page before
-- limit: 10
-- finding: ["{top_share} of the searches begin on {top}"]
-- note: The page seen just before; searches that follow a search are left out.
SELECT coalesce(page_before, 'nothing: the visit began with it') AS page, count(*) AS searches
FROM footfall.site_search(:site, :from, :until) f
WHERE term_before IS NULL
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
ORDER BY searches DESC, 1
LIMIT 100
