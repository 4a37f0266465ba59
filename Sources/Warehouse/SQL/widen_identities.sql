-- Brings the times of known values up to date that new records name. Columns: is_news, whether a
-- value was seen earlier than was known, or was given up: then it may name somebody else.
WITH widened AS (
  UPDATE footfall_store.identity_node n
  SET first_seen = least(n.first_seen, s.first_seen), last_seen = greatest(n.last_seen, s.last_seen),
    retired_at = greatest(n.retired_at, s.retired_at)
  FROM (
    SELECT site, kind, value, min(at) AS first_seen, max(at) AS last_seen,
      max(retired_at) AS retired_at
    FROM footfall_store.arrived_claim
    GROUP BY site, kind, value
  ) s
  WHERE n.value = s.value AND n.kind = s.kind AND n.site = s.site
    AND (n.first_seen > s.first_seen OR n.last_seen < s.last_seen
      OR s.retired_at > coalesce(n.retired_at, '-infinity'))
  RETURNING n.first_seen = s.first_seen OR s.retired_at IS NOT NULL AS is_news
)
SELECT coalesce(bool_or(is_news), false) AS is_news FROM widened
