-- By which profile and the midnights of which zone stored sessions are cut. $1 site, null for all.
-- Columns: site, profile, zone.
SELECT name AS site, profile, session_zone AS zone
FROM footfall.site
WHERE $1::text IS NULL OR name = $1
ORDER BY name
