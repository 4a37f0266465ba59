-- Stores pages as an audit read them; a text that stays keeps the time at which it was first seen. $1 site,
-- $2 the run; arrays: $3 paths, $4 titles, $5 hashes of the text, $6 times of change in microseconds since
-- 1970 (0 = not told)
INSERT INTO footfall_store.audit_page AS p (site, path, title, content, content_since, changed_at,
  read_at)
SELECT $1::bigint, n.path, n.title, n.content, $2::timestamptz,
  CASE WHEN n.changed <> 0
    THEN timestamptz 'epoch' + n.changed * interval '1 microsecond' END, $2::timestamptz
FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[]) AS n (path, title, content, changed)
ORDER BY n.path
ON CONFLICT (site, path) DO UPDATE SET
  title = excluded.title,
  content_since = CASE WHEN p.content = excluded.content THEN p.content_since
    ELSE excluded.content_since END,
  content = excluded.content,
  changed_at = excluded.changed_at,
  read_at = excluded.read_at
