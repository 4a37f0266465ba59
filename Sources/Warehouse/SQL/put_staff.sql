-- Declares somebody who works for the business. $1 name, $2 role, $3 addresses and logins, and hours: $4
-- days of the week, $5 and $6 minutes since midnight.
WITH member AS (
  INSERT INTO footfall_store.staff (name, role, aliases) VALUES ($1, $2, $3) RETURNING name
)
INSERT INTO footfall_store.staff_hours (name, weekday, opens, closes)
SELECT m.name, h.weekday, make_interval(mins => h.opens), make_interval(mins => h.closes)
FROM member m
CROSS JOIN unnest($4::smallint[], $5::integer[], $6::integer[]) AS h (weekday, opens, closes)
ON CONFLICT (name, weekday, opens) DO NOTHING
