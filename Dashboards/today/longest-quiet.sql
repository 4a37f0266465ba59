-- question: Who was not contacted for longest, and what was the last talk about?
-- figure: table
-- columns:
--   name: Customer
--   last_at: Last word
--   days: Days
--   about: What it was about
--   orders: Orders
--   last_order: Last order
--   phone: Telephone
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 25
-- finding:
--   - "{name} was not contacted for longest: {days:day:days}; the last talk was about {about}"
--   - "{never:customer was:customers were} never contacted, {name} among them"
--   - "{name} was not contacted for longest: {days:day:days}"
-- note: Customers with an order of the last two years, the longest time without a word in either direction first; whoever never had one stands at the end. Whoever must not be written to is left out. All persons with their last contact stand on the page of persons.
-- empty: "No customer is known. Orders are read from a list: `footfall import orders.csv`; contacts are messages, forms and what staff noted: `footfall import activities.csv`."
WITH standing AS MATERIALIZED (
  SELECT person, orders, last_order_at
  FROM footfall.customer_standing(:site, :as_of, :told_until)
  WHERE orders > 0 AND last_order_at >= :as_of - interval '730 days'
), touch AS (
  SELECT DISTINCT ON (c.person) c.person, c.at, c.topic,
    coalesce(nullif(c.subject, ''), nullif(c.form, '')) AS subject
  FROM footfall.contact c
  WHERE c.site = :site AND c.person IS NOT NULL AND c.at < :as_of
    AND c.topic NOT IN ('opt_in', 'unsubscribe', 'preferences')
  ORDER BY c.person, c.at DESC, c.id
), quiet AS (
  SELECT s.person, s.orders, s.last_order_at, t.at, t.topic, t.subject,
    nullif(count(*) FILTER (WHERE t.at IS NULL) OVER (), 0) AS never
  FROM standing s
  LEFT JOIN touch t ON t.person = s.person
  WHERE NOT EXISTS (
    SELECT FROM footfall.suppression x
    WHERE x.site = :site AND x.person = s.person AND (:told_until IS NULL OR x.since < :told_until))
  ORDER BY t.at NULLS LAST, s.last_order_at, s.person
  LIMIT 100
), known AS MATERIALIZED (
  SELECT person, name, address, number, phone
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  coalesce(nullif(k.name, ''), k.address, k.number, 'not named') AS name,
  q.person, q.at AS last_at, floor(extract(epoch FROM :as_of - q.at) / 86400)::integer AS days,
  concat_ws(': ', replace(q.topic, '_', ' '), q.subject) AS about,
  q.orders, (q.last_order_at AT TIME ZONE :zone)::date AS last_order, k.phone, k.address, q.never
FROM quiet q
LEFT JOIN known k ON k.person = q.person
ORDER BY q.at NULLS LAST, q.last_order_at, q.person
