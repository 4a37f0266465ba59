-- question: Who waits for an answer, since when, and what about?
-- figure: table
-- columns:
--   since: Waits since
--   name: Person
--   topic: About
--   subject: Subject
--   way: Way
--   messages: Unanswered
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 50
-- finding: ["{count:conversation waits:conversations wait} for an answer, that with {name} longest"]
-- note: Conversations by form and mail, the oldest first, by the first message since our last word. An answer by telephone, or by a new message that names no earlier one, is not seen here.
WITH known AS MATERIALIZED (
  SELECT person, name, address
  FROM footfall.person
  WHERE site = :site
)
SELECT
  w.since,
  coalesce(nullif(p.name, ''), nullif(w.person_name, ''), w.address, p.address, 'not named')
    AS name,
  w.person,
  upper(left(w.topic, 1)) || replace(substr(w.topic, 2), '_', ' ') AS topic,
  w.subject,
  CASE w.channel WHEN 'email' THEN 'mail' ELSE w.channel END AS way,
  w.messages,
  coalesce(w.address, p.address) AS address
FROM footfall.unanswered(:site, :as_of) w
LEFT JOIN known p ON p.person = w.person
ORDER BY w.since, w.conversation
