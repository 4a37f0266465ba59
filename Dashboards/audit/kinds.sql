-- question: What kinds of findings are there?
-- figure: bar
-- label: kind
-- value: findings
-- unit: findings
-- heading: kind
-- finding: ["{top}: {top_value} of {total:finding:findings}"]
-- note: Of the last audit; each thing on each page.
-- empty: "Nothing was found, or there was no audit yet: `footfall audit` with the folder or the address of the site's pages."
SELECT replace(r.kind, '_', ' ') AS kind, r.findings::bigint AS findings
FROM footfall.audit_run a
CROSS JOIN LATERAL jsonb_each_text(a.findings) AS r (kind, findings)
WHERE a.site = :site AND a.is_last AND (:told_until IS NULL OR a.at < :told_until)
ORDER BY findings DESC, kind
LIMIT 20
