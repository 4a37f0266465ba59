-- question: What was read, and what became of it?
-- figure: table
-- columns:
--   stream: Source
--   kind: Kind
--   format: Format
--   read: Read
--   kept: Kept
--   other: Counted, ignored, gone
--   rejected: Rejected
--   last_loaded_at: Last loaded
-- limit: 20
-- finding: ["{count:source was:sources were} read"]
-- note: Sources of the site and those whose lines name their site. Mail counts messages. Gone are lines that were erased, taken back, or dropped by retention.
SELECT
  stream,
  replace(kind, '_', ' ') AS kind,
  format,
  read,
  kept,
  counted + ignored + erased + undone + expired AS other,
  rejected,
  last_loaded_at
FROM footfall.source_status
WHERE site IS NULL OR site = :site
ORDER BY kind, stream COLLATE "C", generation
