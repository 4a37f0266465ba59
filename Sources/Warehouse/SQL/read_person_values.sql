-- The values that make a person, those that its contacts give, and telephones that nobody else has;
-- but for customer numbers that were given up and name somebody else by now.
-- $1 site, $2 person. Columns: id, kind, value.
SELECT n.id, n.kind, n.value
FROM footfall_store.identity_node n
WHERE n.site = $1 AND n.person = $2
  AND (n.state = 0 AND n.kind IN (1, 2, 3) OR n.state = 1 AND n.kind = 5)
  AND (n.kind <> 1 OR n.retired_at IS NULL OR NOT EXISTS (
    SELECT FROM footfall_store.ledger_name v
    WHERE v.site = n.site AND v.number = n.value AND v.at > n.retired_at))
UNION
SELECT y.person, 3::smallint, p.address
FROM footfall_store.contact_party y
JOIN footfall_store.person p ON p.id = y.person
WHERE y.site = $1 AND y.owner = $2
ORDER BY 1
