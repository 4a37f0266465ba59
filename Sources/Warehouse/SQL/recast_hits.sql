-- Gives hits the kind that better rules tell.
-- $1 pages, $2 methods (empty for none), $3 statuses, $4 referrers of errors (0 for none), $5 kinds (arrays).
-- Columns: visitor, site.
WITH cast_anew AS (
  UPDATE footfall_store.event e
  SET kind = n.kind
  FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::bigint[], $5::smallint[])
    AS n (page, method, status, referrer, kind)
  WHERE e.page = n.page AND coalesce(e.method, '') = n.method AND e.status = n.status
    AND e.kind <> n.kind
    AND (e.status NOT BETWEEN 400 AND 499
      OR e.kind IN (5, 11) AND coalesce(e.referrer, 0) = n.referrer)
  RETURNING e.visitor, e.site
)
SELECT DISTINCT visitor, site FROM cast_anew ORDER BY visitor
