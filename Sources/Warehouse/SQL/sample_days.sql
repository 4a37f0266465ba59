-- Days that can be verified: rolled up, or with sessions, which are kept, and not marked since. $1 seed, $2 how many.
-- Columns: site, zone, day_number (since 1970), since, before.
WITH day AS (
  SELECT d.site, d.day FROM footfall_store.visit_day d
  UNION
  SELECT z.id, (s.first_at AT TIME ZONE z.zone)::date
  FROM footfall_store.session s
  JOIN footfall_store.site z ON z.id = s.site
  UNION
  SELECT d.site, d.day FROM footfall_store.visitor_return d
)
SELECT z.id AS site, z.zone, d.day - date '1970-01-01' AS day_number,
  d.day::timestamp AT TIME ZONE z.zone AS since,
  (d.day + 1)::timestamp AT TIME ZONE z.zone AS before
FROM day d
JOIN footfall_store.site z ON z.id = d.site
WHERE d.day >= footfall_store.sessions_from(z.id) AND NOT EXISTS (
  SELECT FROM footfall_store.dirty_day m WHERE m.site = d.site AND m.day = d.day)
ORDER BY hashint8extended(d.day - date '1970-01-01', $1), d.day, z.id
LIMIT $2
