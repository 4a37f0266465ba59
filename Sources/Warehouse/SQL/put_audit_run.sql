-- Stores an audit, with the count of what it found. $1 site, $2 the run, $3 where reading began, $4 pages,
-- $5 links, $6 addresses that robots.txt closed, $7 links passed over
INSERT INTO footfall_store.audit_run (site, at, origin, pages, links, disallowed, left_out, findings)
SELECT $1::bigint, $2::timestamptz, $3::text, $4::integer, $5::integer, $6::integer, $7::integer,
  coalesce((
    SELECT jsonb_object_agg(k.kind, k.findings)
    FROM (
      SELECT f.kind, count(*) AS findings FROM footfall_store.audit_finding f
      WHERE f.site = $1::bigint
      GROUP BY f.kind
    ) k), '{}')
