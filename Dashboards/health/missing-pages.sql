-- question: Which missing pages do people ask for, and what links to them?
-- figure: table
-- columns: {page: Missing page, hits: Hits, visitors: Visitors, link: Page that links to it, from_link: From there}
-- links: [link]
-- limit: 12
-- finding: ["{page} is missed most: {hits:hit:hits}"]
-- note: Answered 404 or 410, without bots. The linking page is the one that most of the hits name.
WITH missed AS (
  SELECT page, referrer, visitor
  FROM footfall.event
  WHERE site = :site AND status IN (404, 410) AND audience <> 'bot'
    AND at >= :from AND at < :until AND page IS NOT NULL
), link AS (
  SELECT DISTINCT ON (page) page, referrer, count(*) AS hits
  FROM missed
  WHERE referrer IS NOT NULL
  GROUP BY page, referrer
  ORDER BY page, hits DESC, referrer COLLATE "C"
)
SELECT
  m.page, count(*) AS hits, count(DISTINCT m.visitor) AS visitors, l.referrer AS link,
  l.hits AS from_link
FROM missed m
LEFT JOIN link l ON l.page = m.page
GROUP BY m.page, l.referrer, l.hits
ORDER BY hits DESC, m.page COLLATE "C"
LIMIT 200
