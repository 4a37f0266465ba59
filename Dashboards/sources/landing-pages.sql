-- question: On which page does each channel land?
-- figure: matrix
-- x: channel
-- y: page
-- colour: visits
-- unit: visits
-- finding: ["{top_y} is where most land, by {top_x}"]
-- note: First pages of visits; the ten most frequent pages and the six largest channels.
WITH visit AS (
  SELECT channel, entry_page AS page, count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND entry_page IS NOT NULL
    AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1, 2
), channel AS (
  SELECT channel, row_number() OVER (ORDER BY sum(visits) DESC, channel COLLATE "C") AS place
  FROM visit GROUP BY channel
), page AS (
  SELECT page, row_number() OVER (ORDER BY sum(visits) DESC, page COLLATE "C") AS place
  FROM visit GROUP BY page
)
SELECT c.channel, p.page, coalesce(v.visits, 0) AS visits
FROM channel c
CROSS JOIN page p
LEFT JOIN visit v ON v.channel = c.channel AND v.page = p.page
WHERE c.place <= 6 AND p.place <= 10
ORDER BY p.place, c.place
