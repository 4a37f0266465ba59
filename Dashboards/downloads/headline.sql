-- question: What is taken?
-- figure: sentence
-- text:
--   - ["Downloads {downloads.rose}.", "{downloads:download:downloads} in {days:day:days}.", "What was taken in these days is not known any more: hits before {dropped_before} are dropped.", "Nothing was downloaded in {days:day:days}."]
--   - ["{page} was taken most: {page_downloads:time:times}."]
--   - ["{complete_share} of those whose size is known arrived whole."]
-- formats: {complete_share: share}
WITH download AS MATERIALIZED (
  SELECT page, visit, is_complete
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), file AS (
  SELECT page, count(*) AS downloads
  FROM download
  WHERE visit >= :from
  GROUP BY page
  ORDER BY downloads DESC, page COLLATE "C"
  LIMIT 1
)
SELECT
  CASE WHEN d.day IS NULL THEN nullif(count(*) FILTER (WHERE visit >= :from), 0) END AS downloads,
  CASE WHEN footfall.hits_dropped_before(:site, :previous_from) IS NULL
    THEN count(*) FILTER (WHERE visit < :previous_until) END AS previous_downloads,
  CASE WHEN d.day IS NULL THEN (SELECT page FROM file) END AS page,
  CASE WHEN d.day IS NULL THEN (SELECT downloads FROM file) END AS page_downloads,
  CASE WHEN d.day IS NULL
    THEN avg(is_complete::int) FILTER (WHERE visit >= :from)::double precision END AS complete_share,
  d.day AS dropped_before
FROM (SELECT footfall.hits_dropped_before(:site, :from) AS day) AS d
LEFT JOIN download ON true
GROUP BY d.day
