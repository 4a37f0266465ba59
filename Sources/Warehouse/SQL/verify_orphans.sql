-- Rows, and those that point to what is not there. Columns: rows_seen, what, orphans.
WITH hit AS (
  SELECT count(*) AS events,
    count(*) FILTER (WHERE t.generation IS NULL) AS stream,
    count(*) FILTER (WHERE i.id IS NULL) AS site,
    count(*) FILTER (WHERE a.id IS NULL) AS agent,
    count(*) FILTER (
      WHERE e.page IS NOT NULL AND p.id IS NULL AND m.id IS NULL) AS page,
    count(*) FILTER (WHERE e.query IS NOT NULL AND q.id IS NULL) AS query,
    count(*) FILTER (WHERE e.referrer IS NOT NULL AND r.id IS NULL) AS referrer
  FROM footfall_store.event e
  LEFT JOIN footfall_store.stream t ON t.generation = e.generation
  LEFT JOIN footfall_store.site i ON i.id = e.site
  LEFT JOIN footfall_store.agent a ON a.id = e.agent
  LEFT JOIN footfall_store.page p ON p.id = e.page
  LEFT JOIN footfall_store.missing_page m ON m.id = e.page
  LEFT JOIN footfall_store.query q ON q.id = e.query
  LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
), touch AS (
  SELECT count(*) AS contacts,
    count(*) FILTER (WHERE c.person IS NOT NULL AND p.id IS NULL) AS person,
    count(*) FILTER (WHERE t.generation IS NULL) AS stream
  FROM footfall_store.contact c
  LEFT JOIN footfall_store.person p ON p.id = c.person
  LEFT JOIN footfall_store.stream t ON t.generation = c.generation
), recipient AS (
  SELECT count(*) AS recipients,
    count(*) FILTER (WHERE p.id IS NULL) AS person,
    count(*) FILTER (WHERE c.direction <> 2 OR c.person IS NULL OR c.person = r.recipient) AS contact
  FROM footfall_store.message_recipient r
  JOIN footfall_store.contact c ON c.id = r.message
  LEFT JOIN footfall_store.person p ON p.id = r.recipient
), reject AS (
  SELECT count(*) AS rejects, count(*) FILTER (WHERE t.generation IS NULL) AS stream
  FROM footfall_store.rejected_record r
  LEFT JOIN footfall_store.stream t ON t.generation = r.generation
)
SELECT n.rows_seen, n.what, n.orphans
FROM hit h, touch c, recipient a, reject r, LATERAL (
  VALUES (h.events, 'events without stream', h.stream), (0, 'events without site', h.site),
    (0, 'events without agent', h.agent), (0, 'events without page', h.page),
    (0, 'events without query', h.query), (0, 'events without referrer', h.referrer),
    (c.contacts, 'contacts without person', c.person), (0, 'contacts without stream', c.stream),
    (a.recipients, 'recipients without person', a.person),
    (0, 'recipients beside nobody', a.contact),
    (r.rejects, 'rejects without stream', r.stream)
) AS n (rows_seen, what, orphans)
