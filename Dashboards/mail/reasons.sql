-- question: What do reports say of our mail, and why?
-- figure: table
-- columns:
--   kind: What became of it
--   reason: Reason
--   reports: Reports
--   addresses: Addresses
--   last_at: Last
-- limit: 50
-- finding: ["Most frequent: {reason}, in {share} of {total:report:reports}"]
-- formats: {share: share}
-- note: Reports of the last twelve months, the most frequent first. An address that is gone is not written to again; nor is one that complained, or whose mailbox was full for two weeks. What anybody could have sent is counted here, and changes nothing.
WITH report AS (
  SELECT kind, reason, count(*) AS reports, count(DISTINCT address) AS addresses, max(at) AS last_at
  FROM footfall.bounce
  WHERE site = :site AND kind <> 'delivered' AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
  GROUP BY kind, reason
)
SELECT
  CASE kind WHEN 'hard' THEN 'did not arrive: the address is gone'
    WHEN 'soft' THEN 'did not arrive now: it may later' WHEN 'block' THEN 'was refused'
    ELSE 'arrived, and was marked as unwanted' END AS kind,
  replace(reason, '_', ' ') AS reason,
  reports,
  addresses,
  last_at,
  sum(reports) OVER ()::bigint AS total,
  reports::double precision / sum(reports) OVER ()::double precision AS share
FROM report
ORDER BY reports DESC, report.kind, report.reason COLLATE "C"
