-- How far the records of a site reach, up to an instant: by its hits, or by its contacts where it
-- has no hits; and when the newest record of any kind was made, those of staff among them. What lists
-- tell of days to come was known when they were written. $1 name of the site, $2 the instant, null
-- for no bound. Columns: first_at, last_at, recorded_at.
WITH hit AS (
  SELECT first_at, last_at FROM footfall.extent_of($1::text, $2::timestamptz)
), touch AS (
  SELECT min(at) AS first_at, max(at) AS last_at
  FROM footfall.contact
  WHERE site = $1::text AND ($2::timestamptz IS NULL OR at < $2::timestamptz)
), record AS (
  SELECT max(at) AS at FROM footfall.message WHERE site = $1::text
  UNION ALL
  SELECT max(least(at, as_of)) FROM footfall.activity WHERE site = $1::text
  UNION ALL
  SELECT max(least(at, as_of)) FROM footfall.customer_order WHERE site = $1::text
  UNION ALL
  SELECT max(least(at, as_of)) FROM footfall.order_status WHERE site = $1::text
  UNION ALL
  SELECT max(closed_at) FROM footfall.service_case WHERE site = $1::text
  UNION ALL
  SELECT max(greatest(noted_at, done_at)) FROM footfall.diary
  WHERE site = $1::text AND kind = 'entry'
  UNION ALL
  SELECT max(at) FROM footfall.consent WHERE site = $1::text AND basis = 'staff'
)
SELECT
  coalesce(hit.first_at, touch.first_at) AS first_at,
  coalesce(hit.last_at, touch.last_at) AS last_at,
  least(
    greatest(coalesce(hit.last_at, touch.last_at), (SELECT max(at) FROM record)),
    $2::timestamptz) AS recorded_at
FROM hit, touch
