-- question: Which customers should have ordered by now?
-- figure: table
-- columns:
--   name: Person
--   spent: Spent
--   last_days: Days since the last order
--   rhythm: Usual within
--   rule: By whose rhythm
--   last_contact_at: Last contact
--   next_product: Might want
--   next_reason: Why
--   phone: Telephone
--   address: Address
-- links: [address]
-- pages: {name: person}
-- formats: {spent: decimal}
-- limit: 100
-- finding: ["{count:customer is:customers are} overdue; {name} spent most, and ordered {last_days:day:days} ago"]
-- note: Nine in ten orders follow the one before within the days that are usual, by the person's own gaps where there are four, else by those of the segment or of all; whose subscription runs is overdue when it is not renewed. Those who spent most first.
-- empty: Nobody is overdue, as far as can be told.
WITH overdue AS MATERIALIZED (
  SELECT person, spent, recency_days, rhythm_days, rhythm_rule, next_product, next_reason
  FROM footfall.customer_score
  WHERE site = :site AND as_of = (:as_of AT TIME ZONE :zone)::date - 1 AND is_overdue
  ORDER BY spent DESC, person
  LIMIT 100
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
  o.person,
  o.spent,
  o.recency_days AS last_days,
  o.rhythm_days AS rhythm,
  o.rhythm_rule AS rule,
  t.at AS last_contact_at,
  o.next_product,
  o.next_reason,
  p.phone,
  p.address
FROM overdue o
LEFT JOIN known p ON p.person = o.person
LEFT JOIN touch t ON t.person = o.person
ORDER BY o.spent DESC, o.person
