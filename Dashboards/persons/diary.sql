-- question: What is to be done next, and with whom?
-- figure: table
-- columns:
--   next_at: Day
--   action: To do
--   name: Person
--   staff: Staff
--   subject: About
--   outcome: Last time
--   phone: Telephone
--   address: Address
-- links: [address]
-- limit: 500
-- finding: ["{count:next action is:next actions are} open; the first is with {name}", "No next action is open"]
-- note: The longest overdue first. An entry is open until anything later is noted of the same person, or of the same customer number.
SELECT
  a.next_at,
  coalesce(a.next_action, 'get in touch') AS action,
  coalesce(nullif(p.name, ''), p.address, a.customer_number, a.email, a.number) AS name,
  a.staff,
  a.subject,
  a.outcome,
  coalesce(p.phone, a.phone) AS phone,
  coalesce(p.address, a.email) AS address
FROM footfall.activity a
LEFT JOIN footfall.person p ON p.person = a.person AND p.site = a.site
WHERE a.site = :site AND a.at < :as_of AND a.next_at IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM footfall.activity n
    WHERE n.site = a.site AND n.at > a.at AND n.at < :as_of
      AND (n.person = a.person OR n.customer_number = a.customer_number))
ORDER BY a.next_at, a.at, a.id
