-- question: How is each page read?
-- figure: table
-- columns:
--   page: Page
--   title: Title
--   views: Views
--   visits: Visits
--   entries: Visits begin
--   exits: Visits end
--   exit_share: Of its visits
--   seconds: Time
--   known: Views timed
-- formats: {exit_share: share, seconds: seconds, known: share}
-- limit: 20
-- finding: ["{page} is read most: {views:view:views} in {visits:visit:visits}"]
-- note: Time is the middle one (median) of the views after which another page was seen in the visit, and views timed is their share; the 300 pages seen most.
WITH seen AS MATERIALIZED (
  SELECT page, visitor, visit, extract(epoch FROM lead(at) OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) - at)::double precision AS stay
  FROM footfall.page_view(:site, :from, :until, :segment)
), visited AS (
  SELECT page, sum(views)::bigint AS views, count(*) AS visits
  FROM (SELECT page, visitor, visit, count(*) AS views FROM seen GROUP BY page, visitor, visit) AS each
  GROUP BY page
), timed AS (
  SELECT page, count(*) AS known, percentile_cont(0.5) WITHIN GROUP (ORDER BY stay) AS seconds
  FROM seen
  WHERE stay IS NOT NULL
  GROUP BY page
), session AS MATERIALIZED (
  SELECT entry_page, exit_page
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), entered AS (
  SELECT entry_page AS page, count(*) AS visits FROM session GROUP BY entry_page
), ended AS (
  SELECT exit_page AS page, count(*) AS visits FROM session GROUP BY exit_page
)
SELECT v.page, p.title, v.views, v.visits, coalesce(n.visits, 0) AS entries,
  coalesce(e.visits, 0) AS exits, coalesce(e.visits, 0)::double precision / v.visits AS exit_share,
  t.seconds, coalesce(t.known, 0)::double precision / v.views AS known
FROM visited v
LEFT JOIN footfall.site_page(:site) p ON p.page = v.page
LEFT JOIN timed t ON t.page = v.page
LEFT JOIN entered n ON n.page = v.page
LEFT JOIN ended e ON e.page = v.page
ORDER BY v.views DESC, v.page COLLATE "C"
LIMIT 300
