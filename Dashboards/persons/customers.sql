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
), liked AS (
  SELECT DISTINCT ON (person) person, CASE value WHEN 'email' THEN 'mail' ELSE value END AS channel
  FROM footfall.preference
  WHERE site = :site AND name = 'channel'
  ORDER BY person, CASE provenance WHEN 'declared' THEN 1 WHEN 'staff' THEN 2 ELSE 3 END,
    times DESC, value COLLATE "C"
)
SELECT
  coalesce(nullif(p.name, ''), p.address, p.customer_number) AS name,
  p.person,
  coalesce(b.lifecycle, 'prospect') AS standing,
  coalesce(b.orders, 0) AS orders,
  coalesce(b.spent, 0) AS spent,
  (b.last_order_at AT TIME ZONE :zone)::date AS last_order,
  t.at AS last_contact_at,
  upper(left(t.topic, 1)) || replace(substr(t.topic, 2), '_', ' ') AS about,
  l.channel,
  CASE WHEN s.person IS NOT NULL THEN 'not to be written to' WHEN n.is_given THEN 'yes'
    WHEN NOT n.is_given THEN 'no' END AS news,
  p.address
FROM footfall.person p
LEFT JOIN footfall.customer_standing(:site, :as_of) b ON b.person = p.person
LEFT JOIN touch t ON t.person = p.person
LEFT JOIN liked l ON l.person = p.person
LEFT JOIN (
  SELECT DISTINCT person
  FROM footfall.suppression
  WHERE site = :site AND since < coalesce(:told_until, 'infinity')
) s ON s.person = p.person
LEFT JOIN footfall.consent_as_of(:site, :told_until) n ON n.person = p.person AND n.purpose = 'news'
WHERE p.site = :site AND (b.orders > 0 OR EXISTS (
  SELECT FROM footfall.customer c WHERE c.site = :site AND c.person = p.person))
ORDER BY spent DESC, p.person
