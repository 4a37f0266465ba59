-- question: How long do visits last, and how deep do they go?
-- figure: sentence
-- text:
--   - ["{bounce_share} of {visits:visit:visits} were bounces."]
--   - ["Half of the others saw {pages:page:pages} or more and stayed {seconds} or longer."]
-- formats: {seconds: seconds, bounce_share: share}
SELECT
  nullif(count(*), 0) AS visits,
  avg(is_bounce::int)::double precision AS bounce_share,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY pages) FILTER (WHERE NOT is_bounce) AS pages,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY duration_seconds) FILTER (WHERE NOT is_bounce)
    AS seconds
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
