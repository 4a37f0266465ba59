-- question: What did people write about?
-- figure: pie
-- label: topic
-- value: messages
-- unit: messages
-- finding: ["{top} leads with {top_share}, then {second} with {second_share}"]
-- note: Form submissions and mail that came in.
SELECT topic, count(*) AS messages
FROM footfall.contact
WHERE site = :site AND direction = 'inbound' AND at >= :from AND at < :until
GROUP BY topic
ORDER BY messages DESC, topic COLLATE "C"
