-- Makes the hits on missing pages probes or plain errors.
-- $1 pages, $2 kinds (arrays). Columns: visitor, site.
WITH cast_anew AS (
  UPDATE footfall_store.event e
  SET kind = n.kind
  FROM unnest($1::bigint[], $2::smallint[]) AS n (page, kind)
  WHERE e.page = n.page AND e.kind IN (5, 11) AND e.kind <> n.kind
    AND e.status BETWEEN 400 AND 499
  RETURNING e.visitor, e.site
)
SELECT DISTINCT visitor, site FROM cast_anew ORDER BY visitor
