-- Persons, those first who may have been in touch last. $1 name of the site (empty = all), $2 how many at
-- most. Columns: site, person, at (the last contact or order is not later).
SELECT r.site, r.person, r.at FROM footfall.recent_persons(nullif($1, ''), $2) r
