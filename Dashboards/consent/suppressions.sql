-- question: Who must not be written to, and why?
-- figure: bar
-- label: reason
-- value: addresses
-- unit: addresses
-- heading: reason
-- finding: ["{total:address:addresses} by reason, most of them for this one: {top}"]
-- note: At the end of the newest day; an address may stand here for several reasons. Of those who were erased nothing is kept but a key by which they are recognised.
SELECT
  CASE reason WHEN 'hard' THEN 'the address is gone' WHEN 'soft' THEN 'the mailbox stays full'
    WHEN 'complaint' THEN 'complained of our mail' WHEN 'manual' THEN 'by word of staff'
    ELSE 'was erased' END AS reason,
  count(DISTINCT node) AS addresses
FROM footfall.suppression
WHERE site = :site AND since < :as_of
GROUP BY suppression.reason
ORDER BY addresses DESC, suppression.reason COLLATE "C"
