-- What taking streams and messages back would touch.
-- $1 generations, $2 mail streams of messages, $3 hashes of their bytes (arrays).
-- Columns: lines, messages, events, contacts, rejects, sessions, days, first_day, last_day.
WITH hit AS MATERIALIZED (
  SELECT e.visitor, e.at, (e.at AT TIME ZONE i.zone)::date AS day
  FROM footfall_store.event e
  JOIN footfall_store.site i ON i.id = e.site
  WHERE e.generation = ANY ($1::bigint[])
), message AS MATERIALIZED (
  SELECT m.generation, m.position
  FROM unnest($2::bigint[], $3::bigint[]) AS m (generation, position)
), touch AS MATERIALIZED (
  SELECT (c.at AT TIME ZONE i.zone)::date AS day
  FROM footfall_store.contact c
  JOIN footfall_store.site i ON i.id = c.site
  LEFT JOIN message m ON m.generation = c.generation AND m.position = c.position
  WHERE c.generation = ANY ($1::bigint[]) OR m.position IS NOT NULL
), day AS (
  SELECT day FROM hit UNION SELECT day FROM touch
)
SELECT
  (SELECT coalesce(sum(y.lines), 0)::bigint FROM footfall_store.stream_tally y
   WHERE y.generation = ANY ($1::bigint[])
     AND y.outcome IN ('kept', 'counted', 'ignored', 'rejected')) AS lines,
  (SELECT count(*) FROM message) AS messages,
  (SELECT count(*) FROM hit) AS events,
  (SELECT count(*) FROM touch) AS contacts,
  (SELECT count(*) FROM footfall_store.rejected_record r
   LEFT JOIN message m ON m.generation = r.generation AND m.position = r.position
   WHERE r.generation = ANY ($1::bigint[]) OR m.position IS NOT NULL) AS rejects,
  (SELECT count(DISTINCT (s.visitor, s.first_at))
   FROM hit h
   JOIN footfall_store.session s
     ON s.visitor = h.visitor AND h.at >= s.first_at AND h.at <= s.last_at) AS sessions,
  (SELECT count(*) FROM day) AS days,
  (SELECT min(day)::text FROM day) AS first_day,
  (SELECT max(day)::text FROM day) AS last_day
