-- What taking streams and messages back would touch.
-- $1 generations, $2 ids of contacts of mail, $3 mail streams and $4 hashes of the bytes of messages
-- that could not be read (arrays).
-- Columns: lines, messages, events, contacts, rejects, versions, sessions, days, first_day, last_day.
WITH hit AS MATERIALIZED (
  SELECT e.visitor, e.at, (e.at AT TIME ZONE i.zone)::date AS day
  FROM footfall_store.event e
  JOIN footfall_store.site i ON i.id = e.site
  WHERE e.generation = ANY ($1::bigint[])
), touch AS MATERIALIZED (
  SELECT (c.at AT TIME ZONE i.zone)::date AS day
  FROM footfall_store.contact c
  JOIN footfall_store.site i ON i.id = c.site
  WHERE c.generation = ANY ($1::bigint[])
  UNION ALL
  SELECT (c.at AT TIME ZONE i.zone)::date AS day
  FROM unnest($2::bigint[]) AS n (id)
  JOIN footfall_store.contact c ON c.id = n.id
  JOIN footfall_store.site i ON i.id = c.site
), refused AS (
  SELECT r.position
  FROM unnest($3::bigint[], $4::bigint[]) AS n (generation, position)
  JOIN footfall_store.rejected_record r
    ON r.generation = n.generation AND r.position = n.position
), day AS (
  SELECT day FROM hit UNION SELECT day FROM touch
)
SELECT
  (SELECT coalesce(sum(y.lines), 0)::bigint FROM footfall_store.stream_tally y
   WHERE y.generation = ANY ($1::bigint[])
     AND y.outcome IN ('kept', 'counted', 'ignored', 'rejected')) AS lines,
  cardinality($2::bigint[]) + (SELECT count(*) FROM refused) AS messages,
  (SELECT count(*) FROM hit) AS events,
  (SELECT count(*) FROM touch) AS contacts,
  (SELECT count(*) FROM footfall_store.rejected_record r
   WHERE r.generation = ANY ($1::bigint[])) + (SELECT count(*) FROM refused) AS rejects,
  footfall_store.count_ledger_versions($1) AS versions,
  (SELECT count(DISTINCT (s.visitor, s.first_at))
   FROM hit h
   JOIN footfall_store.session s
     ON s.visitor = h.visitor AND h.at >= s.first_at AND h.at <= s.last_at) AS sessions,
  (SELECT count(*) FROM day) AS days,
  (SELECT min(day)::text FROM day) AS first_day,
  (SELECT max(day)::text FROM day) AS last_day
