-- Takes back the event of an open last line.
-- $1 visitor, $2 at, $3 generation, $4 position. Columns: site.
DELETE FROM footfall_store.event
WHERE visitor = $1 AND at = $2 AND generation = $3 AND position = $4
RETURNING site
