-- What is declared of a site. $1 name of the site. Columns: id, definitions (fingerprint), looks_beyond.
SELECT i.id, i.definitions, EXISTS (
    SELECT FROM footfall_store.segment g WHERE g.site = i.id AND g.looks_beyond) AS looks_beyond
FROM footfall_store.site i
WHERE i.name = $1
