-- question: Which groups does each channel bring visits to?
-- figure: matrix
-- x: channel
-- y: page_group
-- colour: visits
-- unit: visits
-- heading: group
-- finding: ["{top_x} brings most visits to {top_y}: {top_value:visit:visits}"]
-- note: Visits that saw a page of the group, whatever page they began with; the eight largest groups and the six largest channels.
WITH seen AS (
  SELECT DISTINCT p.page_group, v.visitor, v.visit
  FROM footfall.page_view(:site, :from, :until, :segment) v
  JOIN footfall.site_page(:site) p ON p.page = v.page
), placed AS (
  -- Sorting tells each visit's channel: no planner knows how many pages a visit saw.
  SELECT m.page_group, max(m.channel) OVER (PARTITION BY m.visitor, m.visit) AS channel
  FROM (
    SELECT visitor, visit, page_group, NULL AS channel FROM seen
    UNION ALL
    SELECT visitor, started_at, NULL, channel
    FROM footfall.session
    WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  ) AS m
), visit AS (
  SELECT page_group, channel, count(*) AS visits
  FROM placed
  WHERE page_group IS NOT NULL
  GROUP BY page_group, channel
), channel AS (
  SELECT channel, row_number() OVER (ORDER BY sum(visits) DESC, channel COLLATE "C") AS place
  FROM visit GROUP BY channel
), page_group AS (
  SELECT page_group, row_number() OVER (ORDER BY sum(visits) DESC, page_group COLLATE "C") AS place
  FROM visit GROUP BY page_group
)
SELECT c.channel, g.page_group, coalesce(v.visits, 0) AS visits
FROM channel c
CROSS JOIN page_group g
LEFT JOIN visit v ON v.channel = c.channel AND v.page_group = g.page_group
WHERE c.place <= 6 AND g.place <= 8
ORDER BY g.place, c.place
