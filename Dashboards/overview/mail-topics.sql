-- question: What did people write about?
-- figure: bar
-- label: topic
-- value: messages
-- compared: before
-- unit: messages
-- heading: topic
-- limit: 8
-- finding: ["{top} leads what people write about: {top_value} of {total} messages"]
-- note: Form submissions and mail that people sent, by the rules of topics.yaml.
SELECT
  upper(left(topic, 1)) || replace(substr(topic, 2), '_', ' ') AS topic,
  count(*) FILTER (WHERE at >= :from) AS messages,
  count(*) FILTER (WHERE at < :previous_until) AS before
FROM footfall.message
WHERE site = :site AND direction = 'inbound' AND class = 'human'
  AND at >= :previous_from AND at < :until
  AND (:segment IS NULL OR id IN (
    SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
GROUP BY message.topic
HAVING count(*) FILTER (WHERE at >= :from) > 0
ORDER BY messages DESC, message.topic COLLATE "C"
