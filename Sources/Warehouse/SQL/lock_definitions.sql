-- One declaration of goals, funnels and segments at a time, to the end of the transaction.
SELECT pg_advisory_xact_lock(hashtextextended('footfall definitions', 0))
