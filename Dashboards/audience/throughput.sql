-- question: How fast do large answers reach people?
-- figure: column
-- x: speed
-- y: answers
-- unit: answers
-- finding: ["{top} is the most frequent: {top_share} of the large answers"]
-- note: Bytes sent by the time that the answer took, of answers of 50 kB or more. Empty where the log does not tell the time.
WITH answer AS (
  SELECT bytes * 8 / duration_seconds / 1000000 AS megabits
  FROM footfall.event
  WHERE site = :site AND audience = 'person' AND bytes >= 50000 AND duration_seconds > 0
    AND at >= :from AND at < :until
)
SELECT band.name AS speed, count(a.megabits) AS answers
FROM (VALUES (1, 0, 1, 'under 1 Mbit/s'), (2, 1, 5, '1 to 5'), (3, 5, 20, '5 to 20'),
  (4, 20, 100, '20 to 100'), (5, 100, 1e12, '100 or more')) AS band (place, least, below, name)
LEFT JOIN answer a ON a.megabits >= band.least AND a.megabits < band.below
GROUP BY band.place, band.name
ORDER BY band.place
