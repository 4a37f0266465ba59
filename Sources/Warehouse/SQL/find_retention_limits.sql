-- When the earliest of the sites began a day. $1 days as they are in each of them now, less this many
-- months (array), $2 and days (array), $3 now. Columns: place (from 1), since, day
-- (since 1970).
SELECT n.place, min(d.day::timestamp AT TIME ZONE i.zone) AS since, min(d.day) - date '1970-01-01' AS day
FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS n (months, days, place)
CROSS JOIN (SELECT zone FROM footfall_store.site UNION SELECT 'UTC') i
CROSS JOIN LATERAL (
  SELECT (($3::timestamptz AT TIME ZONE i.zone)::date - make_interval(months => n.months, days => n.days))::date
    AS day
) d
GROUP BY n.place
ORDER BY n.place
