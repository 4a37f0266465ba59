-- question: How much did people read before they wrote?
-- figure: column
-- x: pages
-- y: messages
-- unit: messages
-- finding: ["Most wrote after {top}: {top_share} of the messages tied to a visit"]
-- note: Pages of the same visit before the message, without the page of the form; twelve months. Whoever reads nothing before has made up his mind; whoever reads much looked for an answer.
-- empty: "No message is tied to the visit in which it was written. A hidden field with the visitor's cookie in the form, or a token in its link, ties them: see README, Who is who."
WITH tied AS (
  SELECT m.id
  FROM footfall.message m
  JOIN footfall.contact_visit v ON v.site = m.site AND v.contact = m.id
  WHERE m.site = :site AND m.direction = 'inbound' AND m.class = 'human'
    AND footfall.expects_answer(m.topic) AND m.at < :until
    AND m.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = v.visitor AND g.started_at = v.started_at
        AND g.site = :site AND g.segment = :segment))
), read AS (
  SELECT contact, max(place) AS pages
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, :segment)
  WHERE page IS NOT NULL
  GROUP BY contact
), counted AS (
  SELECT least(coalesce(r.pages, 0), 5) AS pages, count(*) AS messages
  FROM tied t
  LEFT JOIN read r ON r.contact = t.id
  GROUP BY 1
)
SELECT b.name AS pages, coalesce(c.messages, 0) AS messages
FROM (VALUES (0, 'no page'), (1, 'one page'), (2, 'two pages'), (3, 'three pages'), (4, 'four pages'),
  (5, 'five or more')) AS b (pages, name)
LEFT JOIN counted c ON c.pages = b.pages
ORDER BY b.pages
