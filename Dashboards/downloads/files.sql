-- question: Which files are taken, and do they arrive?
-- figure: table
-- columns:
--   page: File
--   downloads: Downloads
--   previous_downloads: Before
--   visitors: Visitors
--   size: Size
--   complete: Complete
--   known: Known of
--   requests: Requests each
-- formats: {size: bytes, complete: share, requests: decimal}
-- limit: 20
-- finding: ["{page} is taken most: {downloads:time:times}, {complete} of them whole", "{page} is taken most: {downloads:time:times}"]
-- note: Complete is the share of the downloads whose size is known, and known of how many those are.
WITH taken AS (
  SELECT page, visitor, visit, requests, size, is_complete
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
)
SELECT page,
  count(*) FILTER (WHERE visit >= :from) AS downloads,
  count(*) FILTER (WHERE visit < :previous_until) AS previous_downloads,
  count(DISTINCT visitor) FILTER (WHERE visit >= :from) AS visitors,
  max(size) AS size,
  avg(is_complete::int) FILTER (WHERE visit >= :from)::double precision AS complete,
  count(is_complete) FILTER (WHERE visit >= :from) AS known,
  avg(requests) FILTER (WHERE visit >= :from)::double precision AS requests
FROM taken
GROUP BY page
HAVING count(*) FILTER (WHERE visit >= :from) > 0
ORDER BY downloads DESC, page COLLATE "C"
LIMIT 300
