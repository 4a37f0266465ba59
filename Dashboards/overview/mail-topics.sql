-- question: What did people write about?
-- figure: bar
-- label: topic
-- value: messages
-- compared: before
-- unit: messages
-- heading: topic
-- limit: 8
-- finding: ["{top} leads what people write about: {top_value} of {total} messages"]
-- note: Form submissions and mail that came in, by the rules of topics.yaml.
SELECT
  topic,
  count(*) FILTER (WHERE at >= :from) AS messages,
  count(*) FILTER (WHERE at < :previous_until) AS before
FROM footfall.contact
WHERE site = :site AND direction = 'inbound' AND at >= :previous_from AND at < :until
GROUP BY topic
HAVING count(*) FILTER (WHERE at >= :from) > 0
ORDER BY messages DESC, topic COLLATE "C"
