-- question: Whom does the business buy from?
-- figure: table
-- columns:
--   name: Vendor
--   supplies: Supplies
--   contact_name: Contact
--   last_at: Last contact
--   phone: Telephone
--   address: Address
--   since: Since
-- links: [address]
-- pages: {name: vendor}
-- limit: 500
-- finding: ["{count:vendor:vendors}, the first by name {name}"]
-- note: By name. Last contact is the last mail or form, in either direction, with the vendor's address.
WITH touch AS (
  SELECT address, max(at) AS at
  FROM footfall.contact
  WHERE site = :site AND at < :as_of AND address IS NOT NULL
  GROUP BY address
)
SELECT v.name, v.id AS vendor, v.supplies, v.contact_name, t.at AS last_at, v.phone,
  v.email AS address, v.since
FROM footfall.vendor v
LEFT JOIN touch t ON t.address = v.email
WHERE v.site = :site AND (v.since < (:as_of AT TIME ZONE :zone)::date OR v.since IS NULL AND EXISTS (
  SELECT FROM footfall.vendor_history h
  WHERE h.id = v.id AND h.as_of < coalesce(:told_until, 'infinity')))
ORDER BY lower(v.name), v.id
