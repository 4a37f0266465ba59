-- question: Which page should have answered?
-- figure: sentence
-- text:
--   - ["{page} leaves most open: {messages:message was:messages were} written just after it.", "No message is tied to a page that was read before it."]
--   - ["They are about {topic} most often.", ""]
--   - ["Of {written:message:messages} in twelve months {tied:is:are} tied to what was read before.", ""]
--   - ["{searched:message was:messages were} written after a search.", ""]
WITH path AS MATERIALIZED (
  SELECT contact, topic, page, term, place
  FROM footfall.message_path(:site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone,
    :until, :segment)
  WHERE place = 1 AND footfall.expects_answer(topic)
), top AS (
  SELECT page, count(*) AS messages
  FROM path
  WHERE page IS NOT NULL
  GROUP BY page
  ORDER BY messages DESC, page COLLATE "C"
  LIMIT 1
)
SELECT (SELECT page FROM top) AS page, (SELECT messages FROM top) AS messages,
  (SELECT replace(p.topic, '_', ' ') FROM path p JOIN top t ON t.page = p.page
    GROUP BY p.topic ORDER BY count(*) DESC, p.topic COLLATE "C" LIMIT 1) AS topic,
  CASE WHEN :segment IS NULL THEN (SELECT nullif(count(*), 0) FROM footfall.message m
    WHERE m.site = :site AND m.direction = 'inbound' AND m.class = 'human'
      AND footfall.expects_answer(m.topic) AND m.at < :until
      AND m.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone) END AS written,
  nullif(count(DISTINCT contact), 0) AS tied,
  nullif(count(DISTINCT contact) FILTER (WHERE term IS NOT NULL), 0) AS searched
FROM path
