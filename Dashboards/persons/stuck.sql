-- question: Who stands still on the way to an order, or waits for it?
-- figure: table
-- columns:
--   since: Since
--   days: Days
--   name: Person
--   stage: Stage
--   patience: Others within
--   last_at: Last contact
--   address: Address
--   phone: Telephone
-- links: [address]
-- pages: {name: person}
-- limit: 100
-- finding: ["{count:person stands:persons stand} still, {name} for {days:day:days}", "Nobody stands still"]
-- note: Persons who are in a stage for longer than nine in ten of those took who went on from there; the stages stand at the foot of the page Journey. Those with an order under way first.
WITH known AS MATERIALIZED (
  SELECT person, name, address, phone
  FROM footfall.naming_as_of(:site, :told_until)
), touch AS (
  SELECT person, max(at) AS at
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
  GROUP BY person
)
SELECT j.since, j.days, coalesce(nullif(p.name, ''), p.address, 'not named') AS name, j.person,
  j.stage, j.patience, t.at AS last_at, p.address, p.phone
FROM footfall.journey_now(:site, :as_of, :told_until) j
LEFT JOIN known p ON p.person = j.person
LEFT JOIN touch t ON t.person = j.person
WHERE j.is_stuck
ORDER BY j.stage = 'order' DESC, j.since, j.person
