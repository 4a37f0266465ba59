-- question: Which forms are sent?
-- figure: bar
-- label: form
-- value: submissions
-- compared: before
-- unit: submissions
-- heading: form
-- limit: 12
-- finding: ["Sent most: {top}, {top_value} of {total:submission:submissions}"]
-- note: Whoever sends a form may make up what it is called; names by which few persons sent one stand together under others.
WITH sent AS (
  SELECT form,
    count(*) FILTER (WHERE at >= :from) AS submissions,
    count(*) FILTER (WHERE at < :previous_until) AS before,
    count(DISTINCT person) AS persons
  FROM footfall.message
  WHERE site = :site AND channel = 'form' AND class = 'human' AND at >= :previous_from AND at < :until
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
  GROUP BY form
)
SELECT
  CASE form WHEN '' THEN 'without a name' ELSE footfall.public_word(form, persons) END AS form,
  sum(submissions)::bigint AS submissions,
  sum(before)::bigint AS before
FROM sent
GROUP BY 1
HAVING sum(submissions) > 0
ORDER BY submissions DESC, 1
LIMIT 300
