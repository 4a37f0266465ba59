-- question: Who was last in touch, and what was it about?
-- figure: table
-- columns:
--   name: Person
--   topic: About
--   last_contact_at: Last contact
--   way: Way
--   subject: Subject
--   address: Address
--   contacts: Contacts
-- links: [address]
-- pages: {name: person}
-- limit: 500
-- finding: ["{name} was last in touch"]
-- note: The newest first; times in the zone of the site.
WITH touch AS (
  SELECT
    person, address, at, id, direction, channel, topic, subject, form, person_name,
    row_number() OVER (PARTITION BY person ORDER BY at DESC, id) AS place,
    count(*) OVER (PARTITION BY person) AS contacts
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
), known AS MATERIALIZED (
  SELECT person, name, address
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  coalesce(nullif(p.name, ''), t.address, p.address) AS name,
  t.person,
  coalesce(t.address, p.address) AS address,
  t.at AS last_contact_at,
  CASE t.channel WHEN 'email' THEN 'mail' ELSE t.channel END
    || CASE t.direction WHEN 'inbound' THEN ' from them' ELSE ' to them' END AS way,
  upper(left(t.topic, 1)) || replace(substr(t.topic, 2), '_', ' ') AS topic,
  coalesce(nullif(t.subject, ''), nullif(t.form, '')) AS subject,
  t.contacts
FROM touch t
LEFT JOIN known p ON p.person = t.person
WHERE t.place = 1
ORDER BY t.at DESC, t.id
