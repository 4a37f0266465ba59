-- question: Which parts of the site are read, and where do visits end?
-- figure: treemap
-- path: page
-- size: views
-- colour: exit_share
-- measure: views
-- unit: of the visits of a page end there
-- format: share
-- columns: {page: Page, views: Views, visits: Visits, exits: Visits end, exit_share: Of its visits}
-- formats: {views: count, visits: count, exits: count, exit_share: share}
-- limit: 40
-- finding: ["{top} holds {top_share} of the views; of the pages read much, most visits end on {high}, {high_value} of its own", "{top} holds {top_share} of the views"]
-- note: The larger the box, the more views; the darker, the larger the share of its visits that end there. The 300 pages seen most.
WITH visited AS (
  SELECT page, sum(views)::bigint AS views, count(*) AS visits
  FROM (
    SELECT page, visitor, visit, count(*) AS views
    FROM footfall.page_view(:site, :from, :until, :segment)
    GROUP BY page, visitor, visit
  ) AS each
  GROUP BY page
), ended AS (
  SELECT exit_page AS page, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY exit_page
)
SELECT v.page, v.views, v.visits, coalesce(e.visits, 0) AS exits,
  coalesce(e.visits, 0)::double precision / v.visits AS exit_share
FROM visited v
LEFT JOIN ended e ON e.page = v.page
ORDER BY v.views DESC, v.page COLLATE "C"
LIMIT 300
