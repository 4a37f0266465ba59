-- question: Which links lead nowhere?
-- figure: table
-- columns: {link: Link, why: Why, page: Page, pages: Pages, orders: Orders at risk, visits: Visits}
-- limit: 20
-- finding: ["{link} is dead, on {pages:page:pages}"]
-- note: The page is the one on which most depends, of all those with the link; orders at risk and visits are its own.
-- empty: "No link is dead, or there was no audit yet: `footfall audit` with the folder or the address of the site's pages."
SELECT f.target AS link, f.detail AS why,
  (array_agg(f.path ORDER BY f.orders DESC, f.visits_90 DESC, f.path COLLATE "C"))[1] AS page,
  count(DISTINCT f.path) AS pages, max(f.orders) AS orders, max(f.visits_90) AS visits
FROM footfall.audit_rank(:site, :until, :told_until) f
WHERE f.kind IN ('dead_link', 'missing_anchor')
GROUP BY f.target, f.detail
ORDER BY orders DESC, visits DESC, f.target COLLATE "C"
LIMIT 200
