-- A form submission or a message. $1 id.
-- Columns: id, site, at, direction, channel, class, address, subject, topic, topic_rule, ruled_topic, topic_score, topic_rules.
SELECT m.id, m.site, m.at, m.direction, m.channel, m.class, m.address,
  coalesce(nullif(m.subject, ''), m.form) AS subject, m.topic, m.topic_rule, m.ruled_topic,
  m.topic_score::double precision AS topic_score, m.topic_rules
FROM footfall.message m
WHERE m.id = $1
