-- Makes salts for periods that have none, and notes that the others are in use.
-- $1 sites, $2 starts of periods, $3 fresh salts as hexadecimal, $4 now
INSERT INTO footfall_store.salt AS s (site, period_start, value, last_loaded_at)
SELECT n.site, n.period_start, decode(n.value, 'hex'), $4::timestamptz
FROM unnest($1::bigint[], $2::timestamptz[], $3::text[]) AS n (site, period_start, value)
ORDER BY n.site, n.period_start
ON CONFLICT (site, period_start) DO UPDATE SET last_loaded_at = excluded.last_loaded_at
WHERE s.value IS NOT NULL
