-- What became of the lines and messages of a site's streams, and of those whose lines name their
-- sites themselves. $1 name of the site.
SELECT
  coalesce(sum(read), 0)::bigint AS read,
  coalesce(sum(kept), 0)::bigint AS kept,
  coalesce(sum(counted), 0)::bigint AS counted,
  coalesce(sum(ignored), 0)::bigint AS ignored,
  coalesce(sum(rejected), 0)::bigint AS rejected,
  coalesce(sum(erased), 0)::bigint AS erased,
  coalesce(sum(undone), 0)::bigint AS undone,
  coalesce(sum(expired), 0)::bigint AS expired
FROM footfall.source_status
WHERE site IS NULL OR site = $1::text
