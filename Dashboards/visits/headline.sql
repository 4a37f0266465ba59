-- question: How long do visits last, and how deep do they go?
-- figure: sentence
-- text:
--   - ["{single_share} of {visits:visit:visits} saw one page only."]
--   - ["Half of the others saw {pages:page:pages} or more and stayed {seconds} or longer."]
-- formats: {seconds: seconds, single_share: share}
SELECT
  nullif(count(*), 0) AS visits,
  avg((pages = 1)::int)::double precision AS single_share,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY pages) FILTER (WHERE pages > 1) AS pages,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE pages > 1)
    AS seconds
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
