-- question: What became of the mail that went out?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- remark: remark
-- better: better
-- note: Reports count up to the newest day, and as long after the compared period. Only mail whose copies are read can be counted.
-- definitions:
--   Unmatched reports: reports that came in of which our message is not known, so that no share can count them
WITH sent AS (
  SELECT id, at >= :from AS is_now,
    CASE WHEN at >= :from THEN :as_of ELSE :previous_until + (:as_of - :until) END AS seen_at
  FROM footfall.message
  WHERE site = :site AND channel = 'email' AND direction = 'outbound'
    AND at >= :previous_from AND at < :until AND (at >= :from OR at < :previous_until)
), back AS (
  SELECT original, min(at) AS at
  FROM footfall.bounce
  WHERE site = :site AND kind IN ('hard', 'soft', 'block') AND is_believed AND original IS NOT NULL
  GROUP BY original
), went AS (
  SELECT
    count(*) FILTER (WHERE is_now) AS sent,
    count(*) FILTER (WHERE NOT is_now) AS previous_sent,
    count(back.at) FILTER (WHERE is_now) AS back,
    count(back.at) FILTER (WHERE NOT is_now) AS previous_back
  FROM sent
  LEFT JOIN back ON back.original = sent.id AND back.at < sent.seen_at
), report AS (
  SELECT
    count(*) FILTER (WHERE at >= :from AND kind = 'complaint' AND is_believed) AS complaints,
    count(*) FILTER (WHERE at < :previous_until AND kind = 'complaint' AND is_believed)
      AS previous_complaints,
    count(*) FILTER (WHERE at >= :from AND original IS NULL) AS unmatched,
    count(*) FILTER (WHERE at < :previous_until AND original IS NULL) AS previous_unmatched
  FROM footfall.bounce
  WHERE site = :site AND kind <> 'delivered' AND at >= :previous_from AND at < :until
    AND (at >= :from OR at < :previous_until)
)
SELECT label, value, previous, format, remark, better
FROM went, report, LATERAL (VALUES
  (1, 'Sent', sent::double precision, previous_sent::double precision, 'count', NULL, NULL),
  (2, 'Came back', back::double precision / nullif(sent, 0),
    previous_back::double precision / nullif(previous_sent, 0), 'share',
    CASE WHEN sent > 0 THEN back || ' of ' || sent || ' messages'
      ELSE 'no mail went out' END, 'less'),
  (3, 'Complaints', complaints, previous_complaints, 'count', NULL, 'less'),
  (4, 'Unmatched reports', unmatched, previous_unmatched, 'count', NULL, NULL)
) AS number (place, label, value, previous, format, remark, better)
WHERE sent + previous_sent + complaints + previous_complaints + unmatched + previous_unmatched > 0
ORDER BY place
