-- question: Why could lines not be used?
-- figure: bar
-- label: reason
-- value: records
-- unit: records
-- heading: reason
-- finding: ["{top_value} of {total} rejects: {top}"]
-- note: Of the site's sources and of those whose lines name their site; kept for 30 days.
SELECT reason, count(*) AS records
FROM footfall.rejected_record
WHERE site IS NULL OR site = :site
GROUP BY reason
ORDER BY records DESC, reason COLLATE "C"
