-- One step of a case at a time, to the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('footfall cases', 0))
