-- Writes an entry into the diary. $1 id, $2 site, $3 day, $4 what, $5 id of the value that names the
-- person (0 = nobody), $6 who is to do it, $7 now, $8 who wrote it down.
INSERT INTO footfall_store.diary_entry (id, site, day, what, node, staff, noted_at, noted_by)
VALUES ($1, $2, ($3::text)::date, $4, nullif($5, 0), $6, $7, $8)
