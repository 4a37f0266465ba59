-- question: What do people do after a download?
-- figure: table
-- columns:
--   page: File
--   downloads: Downloads
--   more: Saw more pages
--   sent: Sent a form
--   known: By known persons
--   wrote: Wrote in a week
--   ordered: Ordered in a week
-- limit: 20
-- finding: ["After {page} {form_visits:visit:visits} sent a form", "After {page} nobody sent a form"]
-- note: Counts of downloads. More pages and forms are those of the same visit, after the first request; who wrote or ordered within seven days is known of persons to whom the visit is tied, up to the newest day.
WITH taken AS MATERIALIZED (
  SELECT visitor, visit, page, at
  FROM footfall.download(:site, :from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), last AS (
  SELECT visitor, visit, max(at) AS at
  FROM footfall.page_view(:site, :from, :until, :segment)
  GROUP BY 1, 2
), sent AS (
  SELECT DISTINCT t.visitor, t.visit, t.page
  FROM taken t
  JOIN footfall.session n ON n.visitor = t.visitor AND n.started_at = t.visit
  JOIN footfall.event e ON e.visitor = t.visitor AND e.at >= t.at AND e.at <= n.ended_at
  WHERE n.site = :site AND n.submissions > 0 AND e.kind = 'submission'
), owned AS (
  SELECT t.visitor, t.visit, t.page, t.at, v.person
  FROM taken t
  JOIN footfall.person_visit v ON v.visitor = t.visitor AND v.started_at = t.visit
    AND t.at >= v.from_at AND t.at < v.until_at
  WHERE v.site = :site
), wrote AS (
  SELECT DISTINCT o.visitor, o.visit, o.page
  FROM owned o
  JOIN footfall.contact c ON c.person = o.person AND c.at >= o.at
    AND c.at < least(o.at + interval '168 hours', :as_of)
  WHERE c.site = :site AND c.direction = 'inbound'
), ordered AS (
  SELECT DISTINCT o.visitor, o.visit, o.page
  FROM owned o
  JOIN footfall.sale_as_of(:site, :told_until) s ON s.person = o.person AND s.at >= o.at
    AND s.at < least(o.at + interval '168 hours', :as_of)
)
SELECT t.page, count(*) AS downloads, count(*) FILTER (WHERE l.at > t.at) AS more,
  count(f.page) AS sent, count(o.person) AS known, count(w.page) AS wrote, count(b.page) AS ordered,
  nullif(count(f.page), 0) AS form_visits
FROM taken t
LEFT JOIN last l ON l.visitor = t.visitor AND l.visit = t.visit
LEFT JOIN sent f ON f.visitor = t.visitor AND f.visit = t.visit AND f.page = t.page
LEFT JOIN (
  SELECT DISTINCT ON (visitor, visit, page) visitor, visit, page, person
  FROM owned
  ORDER BY visitor, visit, page, person
) o ON o.visitor = t.visitor AND o.visit = t.visit AND o.page = t.page
LEFT JOIN wrote w ON w.visitor = t.visitor AND w.visit = t.visit AND w.page = t.page
LEFT JOIN ordered b ON b.visitor = t.visitor AND b.visit = t.visit AND b.page = t.page
GROUP BY t.page
ORDER BY downloads DESC, t.page COLLATE "C"
LIMIT 100
