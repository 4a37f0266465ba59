-- question: Which missing pages do people ask for, and what links to them?
-- figure: table
-- columns: {page: Missing page, hits: Hits, visitors: Visitors, link: Page that links to it, from_link: From there}
-- links: [link]
-- limit: 12
-- finding: ["{page} is missed most: {hits:hit:hits}"]
-- note: Answered 404 or 410, without bots and probes. The linking page is the one that most of the hits name. What few browsers asked for somebody may have made up; it stands together under others, and a link that few followed is not shown.
WITH missed AS MATERIALIZED (
  SELECT page, referrer, visitor, width_bucket(at, (SELECT footfall.salt_starts(:site))) AS period
  FROM footfall.event
  WHERE site = :site AND status IN (404, 410) AND kind = 'error' AND audience <> 'bot'
    AND at >= :from AND at < :until AND page IS NOT NULL
), followed AS (
  -- A browser has another key in each salt period: who came in two may be one.
  SELECT page, referrer, count(*) AS hits, count(DISTINCT visitor) AS visitors
  FROM missed
  WHERE referrer IS NOT NULL
  GROUP BY page, referrer, period
), link AS (
  SELECT DISTINCT ON (page) page, referrer, sum(hits)::bigint AS hits
  FROM followed
  GROUP BY page, referrer
  HAVING max(visitors) >= footfall.fewest_persons()
  ORDER BY page, hits DESC, referrer COLLATE "C"
), asked AS (
  SELECT page, count(DISTINCT visitor) AS visitors
  FROM missed
  GROUP BY page, period
), word AS (
  SELECT page, footfall.public_word(page, max(visitors)) AS shown,
    max(visitors) >= footfall.fewest_persons() AS is_public
  FROM asked
  GROUP BY page
)
SELECT
  w.shown AS page, count(*) AS hits, count(DISTINCT m.visitor) AS visitors, l.referrer AS link,
  l.hits AS from_link
FROM missed m
JOIN word w ON w.page = m.page
LEFT JOIN link l ON l.page = w.shown
GROUP BY w.is_public, w.shown, l.referrer, l.hits
ORDER BY w.is_public DESC, hits DESC, w.shown COLLATE "C"
LIMIT 200
