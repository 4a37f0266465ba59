-- question: Who meets errors?
-- figure: bar
-- label: browser
-- value: visits
-- unit: visits
-- heading: browser
-- limit: 8
-- finding: ["{top}: {top_value:visit:visits} with an error"]
-- note: Visits in which something was answered 4xx or 5xx, by browser and its major version.
SELECT coalesce(browser || coalesce(' ' || browser_version, ''), 'not known') AS browser,
  count(*) AS visits
FROM footfall.session
WHERE site = :site AND is_visit AND errors > 0 AND started_at >= :from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
ORDER BY visits DESC, 1
LIMIT 100
