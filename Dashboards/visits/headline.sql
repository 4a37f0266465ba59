-- question: How long do visits last, and how deep do they go?
-- figure: sentence
-- text:
--   - ["Half of the visits saw {pages:page:pages} or more."]
--   - ["A visit of more than one page lasts {seconds} in the middle; {single_share} of {visits:visit:visits} saw one page only."]
-- formats: {seconds: seconds, single_share: share, pages: count}
SELECT
  nullif(count(*), 0) AS visits,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY pages) AS pages,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) FILTER (WHERE pages + downloads > 1)
    AS seconds,
  avg((pages + downloads = 1)::int)::double precision AS single_share
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
