-- question: How many who see a form complete it?
-- figure: table
-- columns:
--   form: Form
--   page: Page
--   seen: Seen
--   completed: Completed
--   share: Share
--   failed: Failed
-- formats: {share: share}
-- limit: 50
-- finding: ["Of the visits that see the form {form}, {share} complete it"]
-- note: Visits of the period; forms whose page is known, those seen most first. Failed are visits in which the server refused what was sent to the page, and that did not complete it. Names by which few persons sent a form stand together under others.
WITH word AS (
  SELECT form, CASE form WHEN '' THEN 'without a name'
      ELSE footfall.public_word(form, count(DISTINCT person)) END AS shown
  FROM footfall.message
  WHERE site = :site AND channel = 'form' AND class = 'human' AND at < :until
  GROUP BY form
), shown AS (
  -- Each name counts all who saw the page: of several that stand together the page was seen once.
  SELECT w.shown AS form, c.page, max(c.seen) AS seen,
    least(sum(c.completed), max(c.seen))::bigint AS completed,
    least(sum(c.failed), max(c.seen))::bigint AS failed
  FROM footfall.form_completion(:site, :from, :until) c
  JOIN word w ON w.form = c.form
  GROUP BY w.shown, c.page
)
SELECT form, page, seen, completed, completed::double precision / seen AS share, failed
FROM shown
ORDER BY seen DESC, form COLLATE "C", page COLLATE "C"
