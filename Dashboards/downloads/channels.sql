-- question: Which channels bring those who take files?
-- figure: bar
-- label: channel
-- value: downloads
-- compared: before
-- unit: downloads
-- heading: channel
-- limit: 8
-- finding: ["{top} brings {top_share} of the downloads"]
SELECT channel,
  count(*) FILTER (WHERE visit >= :from) AS downloads,
  count(*) FILTER (WHERE visit < :previous_until) AS before
FROM footfall.download(:site, :previous_from, :until) f
WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
  WHERE g.visitor = f.visitor AND g.started_at = f.visit
    AND g.site = :site AND g.segment = :segment)
GROUP BY channel
HAVING count(*) FILTER (WHERE visit >= :from) > 0
ORDER BY downloads DESC, channel COLLATE "C"
