-- What happened with a person, the newest first. $1 name of the site, $2 id, $3 how many at most, $4 what
-- is before that instant, null for all. Columns: at, kind, direction, topic, subject, detail, amount, currency.
SELECT at, kind, direction, topic, subject, detail, amount::text AS amount, currency
FROM footfall.person_timeline($1, $2, $4::timestamptz)
ORDER BY at DESC, kind, subject, detail
LIMIT $3
