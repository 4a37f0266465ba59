-- Rejects that were read before an instant and whose bytes are still kept. $1 the instant.
-- Columns: rejects.
SELECT count(*) AS rejects FROM footfall_store.rejected_record
WHERE raw <> '' AND rejected_at < $1
