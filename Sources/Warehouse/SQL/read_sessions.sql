-- Stored sessions near new hits, and whether the visitor has later ones.
-- $1 visitors, $2 from, $3 until (exclusive both). Columns: visitor, has_later, session or nulls.
SELECT n.visitor,
  EXISTS (
    SELECT FROM footfall_store.session l
    WHERE l.visitor = n.visitor AND l.first_at >= n.until) AS has_later,
  s.visitor AS session_visitor, s.first_at, s.first_generation, s.first_position,
  s.last_at, s.last_generation, s.last_position, s.site, s.agent, s.place, s.bytes,
  s.entry_page, s.entry_referrer, s.entry_query, s.entry_at, s.entry_generation, s.entry_position,
  s.exit_page, s.exit_at, s.exit_generation, s.exit_position,
  s.hits, s.pages, s.downloads, s.submissions, s.errors, s.assets, s.robots, s.probes,
  s.audience, s.behaviour, s.opening, s.campaign
FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) AS n (visitor, since, until)
LEFT JOIN footfall_store.session s
  ON s.visitor = n.visitor AND s.last_at > n.since AND s.first_at < n.until
ORDER BY n.visitor, s.first_at
