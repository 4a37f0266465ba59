-- question: What is taken?
-- figure: sentence
-- text:
--   - ["Downloads {downloads.rose}.", "{downloads:download:downloads} in {days:day:days}.", "Nothing was downloaded in {days:day:days}."]
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
  nullif(count(*) FILTER (WHERE visit >= :from), 0) AS downloads,
  count(*) FILTER (WHERE visit < :previous_until) AS previous_downloads,
  (SELECT page FROM file) AS page,
  (SELECT downloads FROM file) AS page_downloads,
  avg(is_complete::int) FILTER (WHERE visit >= :from)::double precision AS complete_share
FROM download
