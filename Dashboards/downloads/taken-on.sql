-- question: On which pages are files taken?
-- figure: bar
-- label: page
-- value: downloads
-- unit: downloads
-- heading: page before
-- limit: 8
-- finding: ["{top_share} of the downloads are taken on {top}"]
-- note: The last page that the visit saw before it.
WITH taken AS (
  SELECT visitor, visit, page, at
  FROM footfall.download(:site, :from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), seen AS (
  SELECT visitor, visit, at, page FROM footfall.page_view(:site, :from, :until, :segment)
), before AS (
  SELECT DISTINCT ON (t.visitor, t.visit, t.page) s.page
  FROM taken t
  LEFT JOIN seen s ON s.visitor = t.visitor AND s.visit = t.visit AND s.at <= t.at
  ORDER BY t.visitor, t.visit, t.page, s.at DESC, s.page COLLATE "C"
)
SELECT coalesce(page, 'none: the visit began with it') AS page, count(*) AS downloads
FROM before
GROUP BY 1
ORDER BY downloads DESC, 1
LIMIT 100
