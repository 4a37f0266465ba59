-- Drops the raw bytes of rejects that are older than 30 days. $1 now
UPDATE footfall_store.rejected_record SET raw = ''
WHERE raw <> '' AND rejected_at < $1::timestamptz - interval '30 days'
