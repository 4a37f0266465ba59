-- Queries that may hold a search on the site, and what was made of them. Columns: id, text, search.
SELECT id, text, search
FROM footfall_store.query
WHERE search IS NOT NULL OR text ~ '(^|&)(q|query|s|search|searchword|k|keyword|keywords)='
