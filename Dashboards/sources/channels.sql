-- question: Which channels bring visits?
-- figure: bar
-- label: channel
-- value: visits
-- compared: before
-- unit: visits
-- heading: channel
-- limit: 12
-- finding:
--   - "{top}: {top_share} of visits; {riser} grows most"
--   - "{top}: {top_share} of visits"
-- note: By the referrer and the address of the first page of each visit; visits by spam are left out.
SELECT channel,
  count(*) FILTER (WHERE started_at >= :from) AS visits,
  count(*) FILTER (WHERE started_at < :previous_until) AS before
FROM footfall.session
WHERE site = :site AND is_visit
  AND started_at >= :previous_from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY channel
HAVING count(*) FILTER (WHERE started_at >= :from) > 0
ORDER BY visits DESC, channel COLLATE "C"
