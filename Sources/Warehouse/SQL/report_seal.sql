-- Which days of each site are sealed. Columns: site, sealed_until, sessions_from (null: none).
SELECT site, sealed_until::text AS sealed_until, sessions_from::text AS sessions_from
FROM footfall.seal ORDER BY site
