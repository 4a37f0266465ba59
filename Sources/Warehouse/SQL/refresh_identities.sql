-- Brings the times of known values up to date, and when customer numbers were given up, by what all
-- records say.
UPDATE footfall_store.identity_node n
SET first_seen = s.first_seen, last_seen = s.last_seen, retired_at = s.retired_at
FROM (
  SELECT site, kind, value, min(at) AS first_seen, max(at) AS last_seen,
    max(retired_at) AS retired_at
  FROM footfall_store.arrived_claim
  GROUP BY site, kind, value
) s
WHERE n.value = s.value AND n.kind = s.kind AND n.site = s.site
  AND (n.first_seen, n.last_seen, n.retired_at) IS DISTINCT FROM
    (s.first_seen, s.last_seen, s.retired_at)
