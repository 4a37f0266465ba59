-- question: How long do visits last?
-- figure: column
-- x: length
-- y: visits
-- unit: visits
-- finding: ["Visits of {top} are the most: {top_share}"]
-- note: From the first to the last hit, so a visit of one page lasts no time.
WITH bucket (place, length, least) AS (
  VALUES (1, 'no time', 0), (2, '<30 s', 1), (3, '<2 min', 30), (4, '<5 min', 120),
    (5, '<15 min', 300), (6, '<1 h', 900), (7, 'longer', 3600)
), visit AS (
  SELECT
    width_bucket(seconds, ARRAY[0, 1, 30, 120, 300, 900, 3600]::double precision[]) AS place,
    count(*) AS visits
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  GROUP BY 1
)
SELECT length, coalesce(visits, 0) AS visits
FROM bucket
LEFT JOIN visit USING (place)
ORDER BY place
