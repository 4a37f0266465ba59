-- question: Which pages say what is not true?
-- figure: table
-- columns: {page: Page, fact: Fact, says: What, orders: Orders at risk, visits: Visits}
-- limit: 12
-- finding: ["{page} {says}"]
-- note: Compared with facts.yaml, by orders at risk and visits of 90 days.
-- empty: "Every page says what facts.yaml says, or there was no audit yet: write down what is true in facts.yaml, and call `footfall audit`."
SELECT f.path AS page, f.target AS fact, f.detail AS says, f.orders, f.visits_90 AS visits
FROM footfall.audit_rank(:site, :until, :told_until) f
WHERE f.kind IN ('fact_differs', 'fact_missing')
ORDER BY f.orders DESC, f.visits_90 DESC, f.kind, f.path COLLATE "C", f.target COLLATE "C", f.detail
LIMIT 200
