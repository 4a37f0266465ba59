-- Brings the times of values up to date, and when customer numbers were given up.
UPDATE footfall_store.identity_node n
SET first_seen = s.first_seen, last_seen = s.last_seen, retired_at = s.retired_at
FROM (
  SELECT c.site, c.kind, c.value, min(c.at) AS first_seen, max(c.at) AS last_seen,
    max(c.retired_at) AS retired_at
  FROM footfall_store.identity_claim c
  GROUP BY c.site, c.kind, c.value
) s
WHERE n.value = s.value AND n.kind = s.kind AND n.site = s.site
  AND (n.first_seen, n.last_seen, n.retired_at) IS DISTINCT FROM
    (s.first_seen, s.last_seen, s.retired_at)
