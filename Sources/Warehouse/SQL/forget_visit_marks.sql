-- Takes away the marks of sessions that are no more. $1 visitors
WITH conversion AS (
  DELETE FROM footfall_store.conversion c
  WHERE c.visitor = ANY ($1::bigint[]) AND NOT EXISTS (
    SELECT FROM footfall_store.session s WHERE s.visitor = c.visitor AND s.first_at = c.first_at)
)
DELETE FROM footfall_store.session_segment g
WHERE g.visitor = ANY ($1::bigint[]) AND NOT EXISTS (
  SELECT FROM footfall_store.session s WHERE s.visitor = g.visitor AND s.first_at = g.first_at)
