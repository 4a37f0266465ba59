-- Which messages the messages of a site name. $1 site. Columns: message, named.
SELECT r.message, r.named
FROM footfall_store.message_reference r
JOIN footfall_store.contact c ON c.id = r.message
WHERE c.site = $1
ORDER BY r.message, r.named
