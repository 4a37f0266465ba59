-- Marks days whose numbers changed. $1 sites, $2 days (since 1970), $3 source, $4 batch
INSERT INTO footfall_store.dirty_day (site, day, source, batch)
SELECT n.site, date '1970-01-01' + n.day, $3, $4
FROM unnest($1::bigint[], $2::int[]) AS n (site, day)
