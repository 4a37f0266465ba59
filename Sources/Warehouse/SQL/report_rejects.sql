-- Reasons of the rejects that are still kept, of the same streams as in report_balance.
-- $1 name of the site.
SELECT reason, count(*) AS lines
FROM footfall.rejected_record
WHERE site IS NULL OR site = $1::text
GROUP BY reason
ORDER BY lines DESC, reason
