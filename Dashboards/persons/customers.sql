-- question: Who are our customers?
-- figure: table
-- columns:
--   name: Person
--   standing: Standing
--   orders: Orders
--   spent: Spent
--   last_order: Last order
--   last_contact_at: Last contact
--   about: About
--   channel: Likes
--   news: Wants news
--   address: Address
-- links: [address]
-- pages: {name: person}
-- formats: {spent: decimal}
-- limit: 500
-- finding: ["{name} spent most"]
-- note: Everybody who ordered or stands in the customer list, those who spent most first; in the currency of the site. Likes is the channel that the person named, else the one used most.
WITH touch AS (
  SELECT DISTINCT ON (person) person, at, topic
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND at < :as_of
  ORDER BY person, at DESC, id
), way AS (
  SELECT person, value, CASE provenance WHEN 'declared' THEN 1 ELSE 2 END AS place, times
  FROM footfall.preference_as_of(:site, :told_until)
  WHERE name = 'channel' AND provenance <> 'inferred'
  UNION ALL
  SELECT person, channel, 3, count(*)
  FROM footfall.contact
  WHERE site = :site AND person IS NOT NULL AND direction = 'inbound' AND at < :as_of
  GROUP BY person, channel
), liked AS (
  SELECT DISTINCT ON (person) person, CASE value WHEN 'email' THEN 'mail' ELSE value END AS channel
  FROM way
  ORDER BY person, place, times DESC, value COLLATE "C"
), called AS MATERIALIZED (
  SELECT person, name, address, number
  FROM footfall.naming_as_of(:site, :told_until)
)
SELECT
  coalesce(nullif(c.name, ''), c.address, c.number) AS name,
  p.person,
  coalesce(b.lifecycle, 'prospect') AS standing,
  coalesce(b.orders, 0) AS orders,
  coalesce(b.spent, 0) AS spent,
  (b.last_order_at AT TIME ZONE :zone)::date AS last_order,
  t.at AS last_contact_at,
  upper(left(t.topic, 1)) || replace(substr(t.topic, 2), '_', ' ') AS about,
  l.channel,
  CASE n.state WHEN 'suppressed' THEN 'not to be written to' WHEN 'allowed' THEN 'yes'
    WHEN 'asked' THEN 'no' WHEN 'withdrawn' THEN 'no' END AS news,
  c.address
FROM footfall.person p
LEFT JOIN called c ON c.person = p.person
LEFT JOIN footfall.customer_standing(:site, :as_of, :told_until) b ON b.person = p.person
LEFT JOIN touch t ON t.person = p.person
LEFT JOIN liked l ON l.person = p.person
LEFT JOIN footfall.news_as_of(:site, :told_until) n ON n.person = p.person
WHERE p.site = :site AND p.known_since < coalesce(:told_until, 'infinity')
  AND (b.orders > 0 OR EXISTS (
    SELECT FROM footfall.customer_as_of(:site, :told_until) h WHERE h.person = p.person))
ORDER BY spent DESC, p.person
