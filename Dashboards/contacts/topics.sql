-- question: What did people write about?
-- figure: ring
-- label: topic
-- value: messages
-- unit: messages
-- finding: ["{top} leads with {top_share}, then {second} with {second_share}"]
-- note: Form submissions and mail that people sent.
SELECT
  CASE topic WHEN 'other' THEN 'other'
    ELSE upper(left(topic, 1)) || replace(substr(topic, 2), '_', ' ') END AS topic,
  count(*) AS messages
FROM footfall.message
WHERE site = :site AND direction = 'inbound' AND class = 'human' AND at >= :from AND at < :until
  AND (:segment IS NULL OR id IN (
    SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
GROUP BY message.topic
ORDER BY messages DESC, message.topic COLLATE "C"
