-- One audit of a site is stored at a time, to the end of the transaction. $1 name of the site
SELECT pg_advisory_xact_lock(hashtextextended('footfall audit ' || $1::text, 0))
