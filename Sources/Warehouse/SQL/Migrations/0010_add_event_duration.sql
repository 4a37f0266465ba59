-- How long answers took, where logs say it; null in rows from before.
ALTER TABLE footfall_store.event ADD COLUMN duration bigint;
COMMENT ON COLUMN footfall_store.event.duration IS 'How long the answer took, in microseconds; null where the log does not say.';

CREATE OR REPLACE VIEW footfall.event AS
SELECT
  e.at,
  e.visitor,
  s.name AS site,
  footfall.kind_name(e.kind) AS kind,
  e.status,
  e.bytes,
  coalesce(p.path, m.path) AS page,
  q.text AS query,
  r.url AS referrer,
  r.host AS referrer_host,
  footfall.audience_name(e.audience) AS audience,
  a.text AS agent,
  a.bot,
  e.method,
  e.protocol,
  e.address,
  e.login,
  e.cookie,
  e.generation,
  e.position,
  e.duration / 1000000.0::double precision AS duration_seconds
FROM footfall_store.event e
JOIN footfall_store.site s ON s.id = e.site
LEFT JOIN footfall_store.page p ON p.id = e.page
LEFT JOIN footfall_store.missing_page m ON m.id = e.page
LEFT JOIN footfall_store.query q ON q.id = e.query
LEFT JOIN footfall_store.referrer r ON r.id = e.referrer
LEFT JOIN footfall_store.agent a ON a.id = e.agent;
COMMENT ON COLUMN footfall.event.duration_seconds IS 'How long the answer took, in seconds; null where the log does not say.';
