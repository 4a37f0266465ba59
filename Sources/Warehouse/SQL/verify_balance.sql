-- Every stream, and what of its counts is not so: events and contacts are the lines kept, rejects
-- the lines rejected, the lines of its marks all lines read. Columns: stream, problem (null: none).
WITH hit AS (
  SELECT generation, count(*) AS lines FROM footfall_store.event GROUP BY generation
), touch AS (
  SELECT generation, count(*) AS lines FROM footfall_store.contact GROUP BY generation
), reject AS (
  SELECT generation, reason, count(*) AS lines
  FROM footfall_store.rejected_record
  GROUP BY generation, reason
), misfit AS (
  SELECT generation
  FROM reject r
  FULL JOIN (
    SELECT generation, reason, lines FROM footfall_store.stream_tally WHERE outcome = 'rejected'
  ) y USING (generation, reason)
  WHERE coalesce(r.lines, 0) <> coalesce(y.lines, 0)
  GROUP BY generation
), mark AS (
  SELECT b.generation, sum(length(b.lines) / 8) AS lines
  FROM footfall_store.stream_block b
  JOIN footfall_store.stream t USING (generation)
  WHERE b.position >= t.origin
  GROUP BY b.generation
), tally AS (
  SELECT generation, sum(lines) AS read, min(lines) AS least,
    coalesce(sum(lines) FILTER (WHERE outcome = 'kept'), 0) AS kept,
    coalesce(sum(lines) FILTER (
      WHERE outcome IN ('kept', 'counted', 'ignored', 'rejected')), 0) AS live
  FROM footfall_store.stream_tally
  GROUP BY generation
)
SELECT t.name AS stream, CASE
    WHEN y.least < 0 THEN 'a count is below zero'
    WHEN t.kind <> 'ledger' AND coalesce(y.kept, 0) <> coalesce(h.lines, 0) + coalesce(c.lines, 0)
      THEN 'lines kept are not the events and contacts that are there'
    WHEN m.generation IS NOT NULL THEN 'lines rejected are not the rejects that are there'
    WHEN t.state = 'undone' AND y.live > 0 THEN 'lines of it count, although it was taken back'
    WHEN t.kind NOT IN ('mail', 'ledger') AND coalesce(y.read, 0) <> coalesce(k.lines, 0)
      + CASE WHEN t.open_chain IS NULL THEN 0 ELSE 1 END
      THEN 'lines counted are not the lines read'
  END AS problem
FROM footfall_store.stream t
LEFT JOIN tally y USING (generation)
LEFT JOIN hit h USING (generation)
LEFT JOIN touch c USING (generation)
LEFT JOIN misfit m USING (generation)
LEFT JOIN mark k USING (generation)
ORDER BY t.name, t.generation
