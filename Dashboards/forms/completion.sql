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
-- note: Visits of the period; forms whose page is known, those seen most first. Failed are visits in which the server refused what was sent to the page, and that did not complete it.
SELECT coalesce(nullif(form, ''), 'without a name') AS form, page, seen, completed,
  completed::double precision / seen AS share, failed
FROM footfall.form_completion(:site, :from, :until)
ORDER BY seen DESC, form_completion.form COLLATE "C", page COLLATE "C"
