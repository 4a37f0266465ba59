-- question: What is to be put right first?
-- figure: table
-- columns: {page: Page, what: What, about: About, orders: Orders at risk, visits: Visits}
-- limit: 20
-- finding: ["{page} first: {what}"]
-- note: By the orders at risk, then by visits of 90 days; one row for each thing on each page.
-- empty: "Nothing was found, or there was no audit yet: `footfall audit` with the folder or the address of the site's pages."
SELECT f.path AS page, replace(f.kind, '_', ' ') AS what,
  CASE WHEN f.target = '' THEN f.detail ELSE f.target || ': ' || f.detail END AS about,
  f.orders, f.visits_90 AS visits
FROM footfall.audit_rank(:site, :until, :told_until) f
ORDER BY f.orders DESC, f.visits_90 DESC, f.kind, f.path COLLATE "C", f.target COLLATE "C"
LIMIT 200
