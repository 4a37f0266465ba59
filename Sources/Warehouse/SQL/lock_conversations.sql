-- One derivation of conversations at a time, to the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('footfall conversations', 0))
