-- question: What is to be done next, and with whom?
-- figure: table
-- columns:
--   day: Day
--   what: To do
--   name: Person
--   staff: Staff
--   subject: About
--   outcome: Last time
--   phone: Telephone
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 500
-- finding: ["{count:entry is:entries are} due, the first with {name}", "{count:entry is:entries are} due", "Nothing is due"]
-- note: Entries of the diary and next actions that staff noted, the longest overdue first. An entry is due until it is done, a next action until anything later is noted of the same person or customer number; renewals stand by themselves. For calendars, `footfall diary list --ics`.
WITH known AS MATERIALIZED (
  SELECT person, name, address, phone
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  d.day,
  d.what,
  coalesce(nullif(p.name, ''), p.address, d.named) AS name,
  d.person,
  footfall.staff_name(nullif(d.staff, '')) AS staff,
  d.subject,
  d.outcome,
  p.phone,
  p.address
FROM footfall.diary d
LEFT JOIN known p ON p.person = d.person
WHERE d.site = :site AND d.kind <> 'renewal' AND d.noted_at < :as_of
  AND (d.done_at IS NULL OR d.done_at >= :as_of)
ORDER BY d.day, d.noted_at, d.id
