-- question: Which pages have not been changed for long, though people read them?
-- figure: table
-- columns: {page: Page, title: Title, since: Unchanged since, visits: Visits, orders: Orders at risk}
-- limit: 20
-- finding: ["{page}: unchanged since {since}, {visits:visit:visits}"]
-- note: Since the day that the page, its file or the server tells, or since the first audit that saw the same text, whichever is earlier. By visits of 90 days.
-- empty: "Every page is young enough, or there was no audit yet: `footfall audit` with the folder or the address of the site's pages."
SELECT f.path AS page, f.title, (f.unchanged_since AT TIME ZONE :zone)::date AS since,
  f.visits_90 AS visits, f.orders
FROM footfall.audit_rank(:site, :until, :told_until) f
WHERE f.kind = 'unchanged'
ORDER BY f.visits_90 DESC, f.orders DESC, f.path COLLATE "C"
LIMIT 200
