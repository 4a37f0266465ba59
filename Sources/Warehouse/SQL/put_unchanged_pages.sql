-- Finds pages of the last run of a site that have not been changed for long. $1 site, $2 the run, $3 before
-- which instant, $4 zone of the site
INSERT INTO footfall_store.audit_finding (site, position, at, kind, path, target, detail)
SELECT p.site, 1000000 + row_number() OVER (ORDER BY p.path COLLATE "C"), $2::timestamptz,
  'unchanged', p.path, '', 'unchanged since '
    || to_char(least(p.changed_at, p.content_since) AT TIME ZONE $4::text, 'YYYY-MM-DD')
FROM footfall_store.audit_page p
WHERE p.site = $1::bigint AND p.read_at = $2::timestamptz
  AND least(p.changed_at, p.content_since) < $3::timestamptz
