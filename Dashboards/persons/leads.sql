-- question: Who might become a customer?
-- figure: table
-- columns:
--   name: Person
--   points: Points
--   reasons: What for
--   last_contact_at: Last contact
--   phone: Telephone
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 50
-- finding: ["{name} comes first, with {points:point:points}"]
-- note: Persons who have not ordered, by what they did in ninety days. An enquiry gives 20 points (60 at most), a download 5 (20), a search 3 (12), a visit 2 (20); points halve in thirty days.
-- empty: Nobody who has not ordered did anything in ninety days that is known to be theirs.
WITH lead AS MATERIALIZED (
  SELECT person, points, reasons
  FROM footfall.lead_score
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1
  ORDER BY points DESC, person
  LIMIT 50
), known AS MATERIALIZED (
  SELECT person, name, address, number, phone
  FROM footfall.naming_as_of(:site, :told_until)
), touch AS (
  SELECT person, max(at) AS at
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
  GROUP BY person
)
SELECT
  coalesce(nullif(p.name, ''), p.address, p.number, 'not named') AS name,
  l.person,
  greatest(round(l.points), 1) AS points,
  array_to_string(l.reasons, '; ') AS reasons,
  t.at AS last_contact_at,
  p.phone,
  p.address
FROM lead l
LEFT JOIN known p ON p.person = l.person
LEFT JOIN touch t ON t.person = l.person
ORDER BY l.points DESC, l.person
