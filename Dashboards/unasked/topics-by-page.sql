-- question: What do people ask after which page?
-- figure: matrix
-- x: topic
-- y: page
-- colour: messages
-- unit: messages
-- heading: last page
-- finding: ["After {top_y} people ask most about {top_x}: {top_value:time:times}"]
-- note: The ten last pages and the seven topics with most messages, in the twelve months up to the end of the period.
-- empty: "No message is tied to the pages that were read before it. A hidden field with the visitor's cookie in the form, or a token in its link, ties them: see README, Who is who."
WITH asked AS MATERIALIZED (
  SELECT page, topic, count(*) AS messages
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, :segment)
  WHERE place = 1 AND page IS NOT NULL AND footfall.expects_answer(topic)
  GROUP BY page, topic
), page AS (
  SELECT page, sum(messages) AS messages
  FROM asked
  GROUP BY page
  ORDER BY messages DESC, page COLLATE "C"
  LIMIT 10
), topic AS (
  SELECT topic, sum(messages) AS messages
  FROM asked
  GROUP BY topic
  ORDER BY messages DESC, topic COLLATE "C"
  LIMIT 7
)
SELECT p.page, upper(left(t.topic, 1)) || replace(substr(t.topic, 2), '_', ' ') AS topic,
  coalesce(a.messages, 0) AS messages
FROM page p
CROSS JOIN topic t
LEFT JOIN asked a ON a.page = p.page AND a.topic = t.topic
ORDER BY p.messages DESC, p.page COLLATE "C", t.messages DESC, t.topic COLLATE "C"
