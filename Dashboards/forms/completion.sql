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
WITH form AS (
  SELECT DISTINCT form, page
  FROM footfall.contact
  WHERE site = :site AND channel = 'form' AND direction = 'inbound' AND page <> ''
    AND at < :until
), seen AS MATERIALIZED (
  SELECT DISTINCT f.form, f.page, v.visitor, v.visit
  FROM form f
  JOIN footfall.page_view(:site, :from, :until) v ON v.page = f.page
), post AS MATERIALIZED (
  -- No visit that began in the period lasts longer than this.
  SELECT visitor, at, page, status < 400 AS is_taken
  FROM footfall.event
  WHERE site = :site AND method = 'POST' AND page IN (SELECT page FROM form)
    AND at >= :from AND at < :until + interval '50 hours'
), sent AS (
  SELECT n.form, n.page, n.visitor, n.visit, bool_or(p.is_taken) AS is_taken
  FROM seen n
  JOIN footfall.session s ON s.site = :site AND s.visitor = n.visitor AND s.started_at = n.visit
  JOIN post p ON p.visitor = n.visitor AND p.page = n.page
    AND p.at >= s.started_at AND p.at <= s.ended_at
  GROUP BY n.form, n.page, n.visitor, n.visit
), tied AS (
  SELECT DISTINCT c.form, c.page, v.visitor, v.started_at AS visit
  FROM footfall.contact_visit v
  JOIN footfall.contact c ON c.site = v.site AND c.id = v.contact
  WHERE v.site = :site AND c.channel = 'form' AND v.started_at >= :from AND v.started_at < :until
), total AS (
  SELECT
    n.form,
    n.page,
    count(*) AS seen,
    count(*) FILTER (WHERE s.is_taken OR t.visitor IS NOT NULL) AS completed,
    count(*) FILTER (WHERE NOT s.is_taken AND t.visitor IS NULL) AS failed
  FROM seen n
  LEFT JOIN sent s USING (form, page, visitor, visit)
  LEFT JOIN tied t USING (form, page, visitor, visit)
  GROUP BY n.form, n.page
)
SELECT coalesce(nullif(form, ''), 'without a name') AS form, page, seen, completed,
  completed::double precision / seen AS share, failed
FROM total
ORDER BY seen DESC, total.form COLLATE "C", page COLLATE "C"
