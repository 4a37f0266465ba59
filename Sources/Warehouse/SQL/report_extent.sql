-- How far the records of a site reach, up to an instant: by its hits, or by its contacts where it
-- has no hits. $1 name of the site, $2 the instant, null for no bound.
-- Columns: first_at, last_at.
WITH hit AS (
  SELECT min(started_at) AS first_at, least(max(ended_at), $2::timestamptz) AS last_at
  FROM footfall.session
  WHERE site = $1::text AND ($2::timestamptz IS NULL OR started_at < $2::timestamptz)
), touch AS (
  SELECT min(at) AS first_at, max(at) AS last_at
  FROM footfall.contact
  WHERE site = $1::text AND ($2::timestamptz IS NULL OR at < $2::timestamptz)
)
SELECT
  coalesce(hit.first_at, touch.first_at) AS first_at,
  coalesce(hit.last_at, touch.last_at) AS last_at
FROM hit, touch
