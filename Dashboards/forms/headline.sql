-- question: How many forms were sent?
-- figure: sentence
-- text:
--   - ["Forms sent {submissions.rose}.", "{submissions:form was:forms were} sent in {days:day:days}."]
--   - ["The form {form} was sent most, {form_share} of all."]
--   - ["They came from {persons:person:persons}."]
-- formats: {form_share: share}
WITH sent AS (
  SELECT at >= :from AS is_now, form, person
  FROM footfall.message
  WHERE site = :site AND channel = 'form' AND class = 'human' AND at >= :previous_from
    AND at < :until AND (at >= :from OR at < :previous_until)
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
), best AS (
  SELECT form, count(*) AS submissions
  FROM sent
  WHERE is_now AND form <> ''
  GROUP BY form
  HAVING count(DISTINCT person) >= footfall.fewest_persons()
  ORDER BY submissions DESC, form COLLATE "C"
  LIMIT 1
)
SELECT
  nullif(count(*) FILTER (WHERE is_now), 0) AS submissions,
  count(*) FILTER (WHERE NOT is_now) AS previous_submissions,
  (SELECT form FROM best) AS form,
  (SELECT submissions FROM best)::double precision / nullif(count(*) FILTER (WHERE is_now), 0)
    AS form_share,
  nullif(count(DISTINCT person) FILTER (WHERE is_now), 0) AS persons
FROM sent
