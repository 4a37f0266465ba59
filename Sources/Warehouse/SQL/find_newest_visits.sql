-- When the newest visits of a site begin, as many as are asked for. $1 name of the site, $2 since when, $3 before
-- when, $4 how many. Columns: since.
SELECT coalesce((
  SELECT s.started_at FROM footfall.session s
  WHERE s.site = $1::text AND s.is_visit AND s.started_at >= $2::timestamptz
    AND s.started_at < $3::timestamptz
  ORDER BY s.started_at DESC
  OFFSET greatest($4::bigint - 1, 0) LIMIT 1
), $2::timestamptz) AS since
