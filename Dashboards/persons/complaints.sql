-- question: Who complained, and where does it stand?
-- figure: table
-- columns:
--   at: Last complaint
--   name: Person
--   subject: Subject
--   way: Way
--   complaints: Complaints
--   last_word: Last word
--   orders: Orders
--   spent: Spent
--   address: Address
-- links: [address]
-- pages: {name: person}
-- formats: {spent: decimal}
-- limit: 50
-- finding: ["{count:person:persons} complained in twelve months, {name} last"]
-- note: The last twelve months, the newest first; by form, by mail and by what staff wrote down. Last word is whose was the last contact since, whatever it was about. Spent in the currency of the site.
WITH complaint AS (
  SELECT DISTINCT ON (person) person, at, id, channel, subject, form, address,
    count(*) OVER (PARTITION BY person) AS complaints
  FROM footfall.contact
  WHERE site = :site AND direction = 'inbound' AND topic = 'complaint' AND person IS NOT NULL
    AND at < :as_of
    AND at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  ORDER BY person, at DESC, id
), touch AS (
  SELECT DISTINCT ON (person) person, direction
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
  ORDER BY person, at DESC, id
), known AS MATERIALIZED (
  SELECT person, name, address, number
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  c.at,
  coalesce(nullif(p.name, ''), c.address, p.address, p.number, 'not named') AS name,
  c.person,
  coalesce(nullif(c.subject, ''), nullif(c.form, '')) AS subject,
  CASE c.channel WHEN 'email' THEN 'mail' ELSE c.channel END AS way,
  c.complaints,
  CASE t.direction WHEN 'outbound' THEN 'ours' ELSE 'theirs' END AS last_word,
  coalesce(b.orders, 0) AS orders,
  coalesce(b.spent, 0) AS spent,
  coalesce(c.address, p.address) AS address
FROM complaint c
LEFT JOIN touch t ON t.person = c.person
LEFT JOIN known p ON p.person = c.person
LEFT JOIN footfall.customer_standing(:site, :as_of, :told_until) b ON b.person = c.person
ORDER BY c.at DESC, c.id
