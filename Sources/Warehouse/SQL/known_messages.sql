-- Which messages are known already, as contact or reject.
-- $1 ids of contacts, $2 receipts, $3 generation of the mail stream. Columns: receipt.
SELECT n.receipt
FROM unnest($1::bigint[], $2::bigint[]) AS n (id, receipt)
WHERE EXISTS (SELECT FROM footfall_store.contact c WHERE c.id = n.id)
  OR EXISTS (
    SELECT FROM footfall_store.rejected_record r
    WHERE r.generation = $3 AND r.position = n.receipt)
