-- question: Whose subscription must be renewed soon?
-- figure: table
-- columns:
--   renews_on: Renewal
--   name: Person
--   product: Subscription
--   price: Price
--   address: Address
--   phone: Telephone
-- links: [address]
-- pages: {name: person}
-- formats: {price: decimal}
-- limit: 500
-- finding: ["{count:renewal is:renewals are} due within 90 days, the first is that of {name}", "No renewal is due within 90 days"]
-- note: Subscriptions that run, overdue renewals among them, the nearest first.
WITH today AS (
  SELECT (:as_of AT TIME ZONE :zone)::date AS day
), known AS MATERIALIZED (
  SELECT person, name, address, phone
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  s.renews_on,
  coalesce(nullif(p.name, ''), p.address, s.customer_number, s.email, s.number) AS name,
  s.person,
  s.product,
  s.price,
  coalesce(p.address, s.email) AS address,
  p.phone
FROM footfall.subscription s
CROSS JOIN today t
LEFT JOIN known p ON p.person = s.person
WHERE s.site = :site AND s.started < t.day AND (s.ended IS NULL OR s.ended >= t.day)
  AND s.renews_on < t.day + 90
ORDER BY s.renews_on, s.id
