-- question: What is opened after a search?
-- figure: bar
-- label: page
-- value: searches
-- unit: searches
-- heading: next
-- limit: 10
-- finding: ["After a search most open {top}: {top_share}"]
-- note: The next page or file of the visit; another search, and the end of the visit, stand by their names.
SELECT
  CASE WHEN term_after IS NOT NULL THEN 'another search'
    ELSE coalesce(page_after, 'nothing more') END AS page,
  count(*) AS searches
FROM footfall.site_search(:site, :from, :until) f
WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
  WHERE g.visitor = f.visitor AND g.started_at = f.visit
    AND g.site = :site AND g.segment = :segment)
GROUP BY 1
ORDER BY searches DESC, 1
LIMIT 100
