-- question: Who or what writes to us by mail?
-- figure: stacked
-- x: day
-- y: messages
-- colour: class
-- unit: messages
-- finding: ["{top}: {top_share} of {total:message:messages} that came in; most came on {peak}"]
-- note: Mail that came in, in local days of the site.
WITH mail AS (
  SELECT (at AT TIME ZONE :zone)::date AS day,
    CASE class WHEN 'challenge' THEN 'auto' ELSE class END AS class, count(*) AS messages
  FROM footfall.message
  WHERE site = :site AND channel = 'email' AND direction = 'inbound'
    AND at >= :from AND at < :until
  GROUP BY 1, 2
), part AS (
  SELECT p.place, p.class, p.name
  FROM (VALUES (1, 'human', 'People'), (2, 'auto', 'Automatic answers'),
    (3, 'list', 'Mailing lists'), (4, 'bounce', 'Bounces'), (5, 'complaint', 'Complaints'),
    (6, 'spam', 'Spam')) AS p (place, class, name)
  WHERE p.class IN (SELECT class FROM mail)
), day AS (
  SELECT (:from AT TIME ZONE :zone)::date + place AS day
  FROM generate_series(
    0, (:until AT TIME ZONE :zone)::date - (:from AT TIME ZONE :zone)::date - 1) AS place
)
SELECT day.day, part.name AS class, coalesce(mail.messages, 0) AS messages
FROM day
CROSS JOIN part
LEFT JOIN mail ON mail.day = day.day AND mail.class = part.class
ORDER BY part.place, day.day
