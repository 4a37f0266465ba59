-- Messages that were taken back. $1 ids of contacts and hashes of bytes. Columns: message.
SELECT m.message
FROM unnest($1::bigint[]) AS n (message)
JOIN footfall_store.undone_message m ON m.message = n.message
