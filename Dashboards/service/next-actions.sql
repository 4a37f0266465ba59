-- question: What is to be done next?
-- figure: column
-- x: due
-- y: entries
-- unit: entries
-- finding: ["{total:entry is:entries are} due, most of them {top}"]
-- note: Entries of the diary and next actions, counted from the newest day; with whom stands on the page of persons.
WITH due AS (
  SELECT CASE WHEN d.day < today.day THEN 1 WHEN d.day < today.day + 7 THEN 2
    WHEN d.day < today.day + 14 THEN 3 ELSE 4 END AS place
  FROM footfall.diary d
  CROSS JOIN (SELECT (:as_of AT TIME ZONE :zone)::date AS day) AS today
  WHERE d.site = :site AND d.kind <> 'renewal' AND d.noted_at < :as_of
    AND (d.done_at IS NULL OR d.done_at >= :as_of)
)
SELECT name AS due, count(due.place) AS entries
FROM (VALUES (1, 'overdue'), (2, 'in 7 days'), (3, 'in 14 days'), (4, 'later'))
  AS part (place, name)
LEFT JOIN due ON due.place = part.place
GROUP BY part.place, part.name
HAVING EXISTS (SELECT FROM due)
ORDER BY part.place
