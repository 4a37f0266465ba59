-- question: What is to be done next?
-- figure: column
-- x: due
-- y: actions
-- unit: next actions
-- finding: ["{total:next action is:next actions are} open, most of them {top}"]
-- note: Counted from the newest day; with whom stands on the page of persons.
WITH open_action AS (
  SELECT a.next_at
  FROM footfall.activity a
  WHERE a.site = :site AND a.at < :as_of AND a.next_at IS NOT NULL
    AND NOT EXISTS (
      SELECT FROM footfall.activity n
      WHERE n.site = a.site AND n.at > a.at AND n.at < :as_of
        AND (n.person = a.person OR n.customer_number = a.customer_number))
), due AS (
  SELECT CASE WHEN next_at < day THEN 1 WHEN next_at < day + 7 THEN 2
    WHEN next_at < day + 14 THEN 3 ELSE 4 END AS place
  FROM open_action
  CROSS JOIN (SELECT (:as_of AT TIME ZONE :zone)::date AS day) AS today
)
SELECT name AS due, count(due.place) AS actions
FROM (VALUES (1, 'overdue'), (2, 'in 7 days'), (3, 'in 14 days'), (4, 'later'))
  AS part (place, name)
LEFT JOIN due ON due.place = part.place
GROUP BY part.place, part.name
HAVING EXISTS (SELECT FROM due)
ORDER BY part.place
