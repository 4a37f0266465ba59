-- question: Are the pages current?
-- figure: sentence
-- text:
--   - ["{wrong:thing is:things are} wrong on {pages:page:pages}.", "Nothing is wrong on {read:page:pages}.", "No audit yet: `footfall audit` reads the site's pages."]
--   - ["{orders:order depends:orders depend} on the page among them on which most depend, and {visits:visit:visits} of 90 days saw the most visited of them."]
--   - ["{dead:link is:links are} dead."]
--   - ["{facts:page says:pages say} something else than what is true."]
--   - ["{old:page has:pages have} not been changed for long."]
--   - ["{read:page was:pages were} read on {day}."]
WITH run AS (
  SELECT at, pages FROM footfall.audit_run WHERE site = :site AND is_last
    AND (:told_until IS NULL OR at < :told_until)
), found AS (
  SELECT f.kind, f.path, f.target, f.visits_90, f.orders
  FROM run
  CROSS JOIN footfall.audit_rank(:site, :until, :told_until) f
)
SELECT
  nullif(count(*), 0) AS wrong,
  nullif(count(DISTINCT path), 0) AS pages,
  nullif(max(orders), 0) AS orders,
  nullif(max(visits_90), 0) AS visits,
  nullif(count(DISTINCT target) FILTER (WHERE kind = 'dead_link'), 0) AS dead,
  nullif(count(DISTINCT path) FILTER (WHERE kind = 'fact_differs'), 0) AS facts,
  nullif(count(*) FILTER (WHERE kind = 'unchanged'), 0) AS old,
  (SELECT pages FROM run) AS read,
  (SELECT to_char(at AT TIME ZONE :zone, 'YYYY-MM-DD') FROM run) AS day
FROM found
