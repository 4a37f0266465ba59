-- Notes the conversations of contacts, and what they are about where the rules do not decide.
-- $1 id, $2 conversation (0 = its own), $3 topic (empty = by the rules), $4 by what (arrays)
UPDATE footfall_store.contact c
SET conversation = nullif(n.conversation, 0), told_topic = nullif(n.topic, ''),
  told_by = nullif(n.reason, '')
FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[])
  AS n (id, conversation, topic, reason)
WHERE c.id = n.id
