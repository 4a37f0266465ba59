-- question: How many wrote, and what about?
-- figure: sentence
-- text:
--   - ["Messages {messages.rose}.", "{messages:message:messages} came in during {days:day:days}."]
--   - ["The most frequent topic was {topic}, with {topic_share}."]
--   - ["{replies:answer:answers} went out, to {persons:person:persons}."]
--   - ["{waiting:conversation waits:conversations wait} for an answer.", "Nobody waits for an answer."]
-- formats: {topic_share: share}
WITH touch AS (
  SELECT at >= :from AS is_now, direction, topic, person
  FROM footfall.message
  WHERE site = :site AND class = 'human' AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
), topic AS (
  SELECT topic, count(*) AS messages
  FROM touch
  WHERE is_now AND direction = 'inbound'
  GROUP BY topic
  ORDER BY messages DESC, topic COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(count(*) FILTER (WHERE is_now AND direction = 'inbound'), 0) AS messages,
  count(*) FILTER (WHERE NOT is_now AND direction = 'inbound') AS previous_messages,
  (SELECT upper(left(topic, 1)) || replace(substr(topic, 2), '_', ' ') FROM topic) AS topic,
  (SELECT messages FROM topic)::double precision
    / nullif(count(*) FILTER (WHERE is_now AND direction = 'inbound'), 0) AS topic_share,
  nullif(count(*) FILTER (WHERE is_now AND direction = 'outbound'), 0) AS replies,
  count(DISTINCT person) FILTER (WHERE is_now AND direction = 'outbound') AS persons,
  (SELECT nullif(count(*), 0) FROM footfall.unanswered(:site, :as_of) w
  WHERE (w.person IS NULL
      OR w.person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v))
    AND (:segment IS NULL OR w.person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p)))
    AS waiting
FROM touch
