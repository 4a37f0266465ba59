-- Lets contacts whose address is the business's own be nobody's, and those whose address no longer is
-- be somebody's again; and so each recipient of messages.
WITH own AS MATERIALIZED (
  SELECT DISTINCT o.site, p.id
  FROM footfall_store.own_address o
  JOIN footfall_store.person p ON footfall_store.is_of_own(p.address, o.address)
), further AS (
  UPDATE footfall_store.message_recipient r
  SET owner = CASE WHEN f.is_own THEN NULL ELSE r.recipient END
  FROM (
    SELECT n.message, n.recipient,
      EXISTS (SELECT FROM own w WHERE w.site = c.site AND w.id = n.recipient) AS is_own
    FROM footfall_store.message_recipient n
    JOIN footfall_store.contact c ON c.id = n.message
  ) f
  WHERE f.message = r.message AND f.recipient = r.recipient AND f.is_own = (r.owner IS NOT NULL)
)
UPDATE footfall_store.contact c
SET owner = CASE WHEN f.is_own THEN NULL ELSE c.person END
FROM (
  SELECT n.id, EXISTS (SELECT FROM own w WHERE w.site = n.site AND w.id = n.person) AS is_own
  FROM footfall_store.contact n
  WHERE n.person IS NOT NULL
) f
WHERE f.id = c.id AND f.is_own = (c.owner IS NOT NULL)
