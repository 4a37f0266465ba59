-- question: How do the forms change from month to month?
-- figure: heatmap
-- x: month
-- y: form
-- colour: submissions
-- unit: submissions
-- finding: ["Over the months the form {best_y} leads, with {best_y_share} of all submissions"]
-- note: Local months of the site, up to the last day of the period; the twelve forms that are sent most. Names by which few persons sent one stand together under others.
WITH span AS (
  SELECT date_trunc('month', (:until AT TIME ZONE :zone) - interval '1 day') AS last_month
), submission AS (
  SELECT date_trunc('month', at AT TIME ZONE :zone) AS month, form, person
  FROM footfall.message, span
  WHERE site = :site AND channel = 'form' AND class = 'human' AND at < :until
    AND at >= (last_month - interval '11 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR id IN (
      SELECT g.contact FROM footfall.segment_contact(:site, :segment, :previous_from, :until) g))
), word AS (
  SELECT form, CASE form WHEN '' THEN 'without a name'
      ELSE footfall.public_word(form, count(DISTINCT person)) END AS shown
  FROM submission
  GROUP BY form
), sent AS (
  SELECT s.month, w.shown AS form, count(*) AS submissions
  FROM submission s
  JOIN word w ON w.form = s.form
  GROUP BY 1, 2
), form AS (
  SELECT form, sum(submissions) AS submissions
  FROM sent
  GROUP BY form
  ORDER BY submissions DESC, form COLLATE "C"
  LIMIT 12
), month AS (
  SELECT month
  FROM span, generate_series(
    greatest(last_month - interval '11 months', (SELECT min(month) FROM sent)),
    last_month, interval '1 month') AS month
)
SELECT
  to_char(month.month, 'Mon YYYY') AS month,
  form.form,
  coalesce(sent.submissions, 0) AS submissions
FROM month
CROSS JOIN form
LEFT JOIN sent ON sent.month = month.month AND sent.form = form.form
ORDER BY form.submissions DESC, form.form COLLATE "C", month.month
