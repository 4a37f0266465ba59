-- question: How many messages does a conversation take?
-- figure: column
-- x: size
-- y: conversations
-- unit: conversations
-- finding: ["{top_share} of {total:conversation:conversations} took {top}"]
-- note: Conversations by form and mail that began in the period, with all their messages, both ways, up to the newest day.
WITH talk AS (
  SELECT conversation, min(at) AS opened_at, count(*) AS messages
  FROM footfall.message
  WHERE site = :site AND (class = 'human' OR direction = 'outbound') AND at < :as_of
  GROUP BY conversation
), sized AS (
  SELECT width_bucket(messages, ARRAY[1, 2, 3, 5, 9]::bigint[]) AS place,
    count(*) AS conversations
  FROM talk
  WHERE opened_at >= :from AND opened_at < :until
  GROUP BY 1
)
SELECT size, coalesce(conversations, 0) AS conversations
FROM (VALUES (1, 'one message'), (2, 'two'), (3, '3 or 4'), (4, '5 to 8'), (5, 'more'))
  AS bucket (place, size)
LEFT JOIN sized USING (place)
ORDER BY place
