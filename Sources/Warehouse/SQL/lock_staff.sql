-- One declaration of staff at a time, to the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('footfall staff', 0))
