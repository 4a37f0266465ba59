-- Drops the raw bytes of rejects that were read before an instant. $1 the instant
UPDATE footfall_store.rejected_record SET raw = ''
WHERE raw <> '' AND rejected_at < $1
