-- Marks the days of visits that came to be somebody else's. $1 site, $2 times of their first hits.
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT DISTINCT z.id, (n.first_at AT TIME ZONE z.zone)::date, 0, 0
FROM unnest($2::timestamptz[]) AS n (first_at)
JOIN footfall_store.site z ON z.id = $1
