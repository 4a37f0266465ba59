-- question: What is read?
-- figure: sentence
-- text:
--   - ["Page views {views.rose}.", "{views:page view:page views} in {days:day:days}."]
--   - ["Pages of the group {group} were seen in {group_share} of {visits:visit:visits}, more than of any other."]
--   - ["Half of the pages were left again within {seconds}."]
-- formats: {group_share: share, seconds: seconds}
WITH seen AS MATERIALIZED (
  SELECT page, visitor, visit, lead(at) OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) - at AS stay
  FROM footfall.page_view(:site, :from, :until, :segment)
), visit AS (
  SELECT DISTINCT p.page_group, s.visitor, s.visit
  FROM seen s
  JOIN footfall.site_page(:site) p ON p.page = s.page
), page_group AS (
  SELECT page_group AS name, count(*) AS visits
  FROM visit
  GROUP BY page_group
  ORDER BY visits DESC, page_group COLLATE "C"
  LIMIT 1
), total AS (
  SELECT count(DISTINCT (visitor, visit)) AS visits FROM visit
)
SELECT
  nullif(count(*), 0) AS views,
  (SELECT coalesce(sum(pages), 0)::bigint
    FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
    WHERE is_visit) AS previous_views,
  (SELECT nullif(visits, 0) FROM total) AS visits,
  (SELECT name FROM page_group) AS "group",
  (SELECT visits FROM page_group)::double precision / (SELECT nullif(visits, 0) FROM total)
    AS group_share,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM stay)::double precision)
    AS seconds
FROM seen
