-- question: Which groups of pages draw visits?
-- figure: bar
-- label: page_group
-- value: visits
-- compared: before
-- unit: visits
-- heading: group
-- limit: 12
-- finding:
--   - "{top} draws most, {riser} grows most"
--   - "{top} draws most: {top_value:visit:visits}"
-- note: Visits that saw a page of the group at least once. A visit may see several groups.
WITH seen AS (
  SELECT DISTINCT p.page_group, v.visitor, v.visit
  FROM footfall.page_view(:site, :previous_from, :until, :segment) v
  JOIN footfall.site_page(:site) p ON p.page = v.page
)
SELECT
  page_group,
  count(*) FILTER (WHERE visit >= :from) AS visits,
  count(*) FILTER (WHERE visit < :previous_until) AS before
FROM seen
GROUP BY page_group
HAVING count(*) FILTER (WHERE visit >= :from) > 0
ORDER BY visits DESC, page_group COLLATE "C"
LIMIT 300
