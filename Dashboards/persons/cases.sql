-- question: Which cases are open?
-- figure: table
-- columns:
--   opened_at: Since
--   kind: Case
--   name: Person
--   subject: About
--   owner: Owner
--   waiting_since: Waits for us since
--   case: Number
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 20
-- finding: ["{count:case is:cases are} open, that of {name} longest", "{count:case is:cases are} open", "No case is open"]
-- note: Complaints, and questions that wait for an answer or that staff took in hand, the oldest first. `footfall case assign` gives one to somebody, `footfall case close` closes it, by its number.
WITH known AS MATERIALIZED (
  SELECT person, name, address
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  c.opened_at,
  c.kind,
  coalesce(nullif(p.name, ''), nullif(w.person_name, ''), c.address, p.address, 'not named') AS name,
  c.person,
  coalesce(nullif(c.subject, ''), replace(c.topic, '_', ' ')) AS subject,
  footfall.staff_name(c.owner) AS owner,
  w.since AS waiting_since,
  '#' || c.id AS case,
  coalesce(c.address, p.address) AS address
FROM footfall.case_as_of(:site, :as_of) c
LEFT JOIN footfall.unanswered(:site, :as_of) w ON w.conversation = c.id
LEFT JOIN known p ON p.person = c.person
WHERE c.closed_at IS NULL
ORDER BY c.opened_at, c.id
