-- question: Which devices do people use?
-- figure: ring
-- label: device
-- value: visits
-- unit: visits
-- finding: ["{top}: {top_share} of visits"]
-- note: By the user agent.
SELECT coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') AS device, count(*) AS visits
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
ORDER BY visits DESC, coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') COLLATE "C"
