-- Drops addresses that are the business's own by now: they name nobody.
DELETE FROM footfall_store.identity_node n
USING footfall_store.own_address o
WHERE n.kind = 3 AND n.site = o.site AND footfall_store.is_of_own(n.value, o.address)
