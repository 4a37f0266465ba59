-- Stores what an audit found. $1 site, $2 the run, arrays: $3 kinds, $4 paths, $5 targets, $6 details
INSERT INTO footfall_store.audit_finding (site, position, at, kind, path, target, detail)
SELECT $1::bigint, n.position, $2::timestamptz, n.kind, n.path, n.target, n.detail
FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
  AS n (kind, path, target, detail, position)
