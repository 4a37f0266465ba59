-- question: Who was last in touch, and what was it about?
-- figure: table
-- columns:
--   name: Person
--   address: Address
--   last_contact_at: Last contact
--   direction: Direction
--   channel: By
--   topic: About
--   subject: Subject
--   contacts: Contacts
-- links: [address]
-- limit: 500
-- note: The newest first; times in the zone of the site.
WITH touch AS (
  SELECT
    person, address, at, id, direction, channel, topic, subject, form, person_name,
    row_number() OVER (PARTITION BY person ORDER BY at DESC, id) AS place,
    count(*) OVER (PARTITION BY person) AS contacts
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
)
SELECT
  coalesce(nullif(p.name, ''), t.address) AS name,
  t.address,
  t.at AS last_contact_at,
  CASE t.direction WHEN 'inbound' THEN 'from them' ELSE 'to them' END AS direction,
  CASE t.channel WHEN 'form' THEN 'form' ELSE 'mail' END AS channel,
  t.topic,
  coalesce(nullif(t.subject, ''), nullif(t.form, '')) AS subject,
  t.contacts
FROM touch t
LEFT JOIN footfall.person p ON p.person = t.person AND p.site = :site
WHERE t.place = 1
ORDER BY t.at DESC, t.id
