-- Streams with lines of sealed days, or of sessions that began on one. $1 generations.
-- Columns: name, expired (lines), lines (kept still), first_day, sealed_until.
SELECT t.name,
  coalesce((
    SELECT y.lines FROM footfall_store.stream_tally y
    WHERE y.generation = t.generation AND y.outcome = 'expired'), 0) AS expired,
  count(e.at) AS lines, min((e.at AT TIME ZONE i.zone)::date)::text AS first_day,
  (SELECT max(s.sealed_until)::text FROM footfall_store.site_seal s) AS sealed_until
FROM footfall_store.stream t
LEFT JOIN (footfall_store.event e
  -- A session that began before and goes on is not made anew either.
  JOIN footfall_store.site_seal s ON s.site = e.site AND (e.at < s.lines_from OR EXISTS (
    SELECT FROM footfall_store.session z
    WHERE z.visitor = e.visitor AND z.first_at < s.events_until AND z.last_at >= e.at))
  JOIN footfall_store.site i ON i.id = e.site)
  ON e.generation = t.generation AND e.at <= (
    SELECT greatest(max(z.last_at), (SELECT max(l.lines_from) FROM footfall_store.site_seal l))
    FROM footfall_store.session z
    WHERE z.first_at < (SELECT x.events_until FROM footfall_store.seal x))
WHERE t.generation = ANY ($1::bigint[])
GROUP BY t.generation
HAVING count(e.at) > 0 OR EXISTS (
  SELECT FROM footfall_store.stream_tally y
  WHERE y.generation = t.generation AND y.outcome = 'expired' AND y.lines > 0)
ORDER BY t.name
