-- Form submissions and messages, the newest first. $1 name of the site (empty = all), $2 topic
-- (empty = all), $3 how many at most.
-- Columns: id, site, at, direction, channel, class, address, subject, topic, topic_rule, ruled_topic, topic_score, topic_rules.
SELECT m.id, m.site, m.at, m.direction, m.channel, m.class || CASE WHEN m.is_forged THEN ', sender not proved' ELSE '' END AS class, m.address,
  coalesce(nullif(m.subject, ''), m.form) AS subject, m.topic, m.topic_rule, m.ruled_topic,
  m.topic_score::double precision AS topic_score, m.topic_rules
FROM footfall.message m
WHERE ($1 = '' OR m.site = $1) AND ($2 = '' OR m.topic = $2)
ORDER BY m.at DESC, m.id
LIMIT $3
