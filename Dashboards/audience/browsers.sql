-- question: Which browsers do people use?
-- figure: bar
-- label: browser
-- value: visits
-- compared: before
-- unit: visits
-- heading: browser
-- limit: 10
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: By the user agent.
SELECT
  coalesce(browser, 'not known') AS browser,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, coalesce(browser, 'not known') COLLATE "C"
LIMIT 100
