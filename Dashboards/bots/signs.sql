-- question: Why are visitors with the agent of a browser no people?
-- figure: bar
-- label: sign
-- value: sessions
-- compared: before
-- unit: sessions
-- heading: sign
-- finding: ["{top}: {top_share} of the bots in disguise"]
-- note: The first sign that a session shows; which of them count is told by bot_signs in the configuration.
SELECT
  CASE behaviour WHEN 'robots' THEN 'Asked for robots.txt' WHEN 'probing' THEN 'Probed for weaknesses'
    WHEN 'many_pages' THEN '200 pages or more' WHEN 'hammering' THEN 'Sent forms, saw no page'
    ELSE 'Ten pages, no asset' END AS sign,
  count(*) FILTER (WHERE started_at >= :from) AS sessions,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND behaviour IS NOT NULL
  AND started_at >= :previous_from AND started_at < :until
GROUP BY behaviour
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY sessions DESC, behaviour COLLATE "C"
