-- Months of events that end before an instant, the oldest first. $1 the instant.
-- Columns: name, until_at (its end), events, bytes.
WITH month AS (
  SELECT c.oid, c.relname::text AS name,
    (replace(substr(c.relname, 7), '_', '-') || '-01 00:00:00+00')::timestamptz AT TIME ZONE 'UTC'
      AS since
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'footfall_store.event'::regclass
), hit AS (
  SELECT e.tableoid, count(*) AS events
  FROM footfall_store.event e
  WHERE e.at < $1
  GROUP BY e.tableoid
)
SELECT m.name, (m.since + interval '1 month') AT TIME ZONE 'UTC' AS until_at,
  coalesce(h.events, 0) AS events, pg_total_relation_size(m.oid) AS bytes
FROM month m
LEFT JOIN hit h ON h.tableoid = m.oid
WHERE (m.since + interval '1 month') AT TIME ZONE 'UTC' <= $1
ORDER BY m.name
