-- question: On which days are files taken?
-- figure: line
-- x: day
-- y: downloads
-- compared: before
-- unit: downloads
-- finding: ["{total:download:downloads}, most on {peak}"]
-- note: Local days of the site, by the start of the visit.
WITH taken AS (
  SELECT (visit AT TIME ZONE :zone)::date AS day, count(*) AS downloads
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE (visit >= :from OR visit < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
  GROUP BY 1
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day,
    (:previous_from AT TIME ZONE :zone)::date + place AS day_before
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT d.day, coalesce(n.downloads, 0) AS downloads, coalesce(b.downloads, 0) AS before
FROM day d
LEFT JOIN taken n ON n.day = d.day
LEFT JOIN taken b ON b.day = d.day_before
WHERE EXISTS (SELECT FROM taken)
ORDER BY d.day
