-- question: Who waits for an answer, since when, and what about?
-- figure: table
-- columns:
--   since: Waits since
--   days: Days
--   name: Person
--   party: Who
--   topic: About
--   subject: Subject
--   way: Way
--   messages: Unanswered
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 10
-- finding:
--   - "{count:conversation waits:conversations wait} for an answer, that with {name} for {days:day:days}; {others} beside the ten that are shown"
--   - "{count:conversation waits:conversations wait} for an answer, that with {name} for {days:day:days}"
--   - Nobody waits for an answer
-- note: Conversations by form and mail, the oldest first and those with vendors last, by the first message since our last word to the person, on whatever way, and since its case was closed last. All of them, `footfall case list`.
WITH vendor AS MATERIALIZED (
  SELECT DISTINCT person
  FROM footfall.vendor_person_as_of(:site, :told_until)
), known AS MATERIALIZED (
  SELECT person, name, address
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  w.since,
  floor(extract(epoch FROM :as_of - w.since) / 86400)::integer AS days,
  coalesce(nullif(p.name, ''), nullif(w.person_name, ''), w.address, p.address, 'not named')
    AS name,
  w.person,
  CASE WHEN v.person IS NOT NULL THEN 'vendor' END AS party,
  upper(left(w.topic, 1)) || replace(substr(w.topic, 2), '_', ' ') AS topic,
  w.subject,
  CASE w.channel WHEN 'email' THEN 'mail' ELSE w.channel END AS way,
  w.messages,
  coalesce(w.address, p.address) AS address,
  nullif(greatest(count(*) OVER () - 10, 0), 0) AS others
FROM footfall.unanswered(:site, :as_of) w
LEFT JOIN known p ON p.person = w.person
LEFT JOIN vendor v ON v.person = w.person
ORDER BY v.person IS NOT NULL, w.since, w.conversation
