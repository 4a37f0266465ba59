-- Notes the fingerprint of what is declared, and has all days of the site marked and rolled up by it.
-- $1 site, $2 fingerprint
WITH noted AS (
  UPDATE footfall_store.site SET definitions = $2 WHERE id = $1 RETURNING id, zone
)
SELECT footfall_store.mark_all_days(n.id, n.zone) FROM noted n
