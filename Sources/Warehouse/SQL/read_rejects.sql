-- Rejects of a stream in order, up to 4 MiB of them, but one at least.
-- $1 generation, $2 after this position, $3 reason or null. Columns: position, length, raw.
SELECT n.position, n.length, n.raw
FROM (
  SELECT p.position, p.length, p.raw, row_number() OVER w AS number,
    sum(octet_length(p.raw)) OVER w AS bytes
  FROM (
    SELECT r.position, r.length, r.raw
    FROM footfall_store.rejected_record r
    WHERE r.generation = $1 AND r.position > $2 AND ($3::text IS NULL OR r.reason = $3::text)
    ORDER BY r.position
    LIMIT 1000
  ) p
  WINDOW w AS (ORDER BY p.position)
) n
WHERE n.bytes <= 4194304 OR n.number = 1
ORDER BY n.position
