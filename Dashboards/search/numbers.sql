-- question: How much is searched, against the days before?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- better: better
-- definitions:
--   Searched again: share of the searches after which the visit searched for another term next
--   Left: share of the searches after which the visit opened nothing more
WITH search AS (
  SELECT visit >= :from AS is_now, visitor, visit, term, has_result, page_after, term_after
  FROM footfall.site_search(:site, :previous_from, :until) f
  WHERE (visit >= :from OR visit < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = f.visitor AND g.started_at = f.visit
        AND g.site = :site AND g.segment = :segment))
), counted AS (
  SELECT is_now, count(DISTINCT (visitor, visit)) AS visits, count(*) AS searches,
    count(DISTINCT term) AS terms, avg((NOT has_result)::int)::double precision AS empty,
    avg((term_after IS NOT NULL)::int)::double precision AS again,
    avg((page_after IS NULL AND term_after IS NULL)::int)::double precision AS gone
  FROM search
  GROUP BY is_now
), now AS (
  SELECT visits, searches, terms, empty, again, gone FROM counted WHERE is_now
), before AS (
  SELECT visits, searches, terms, empty, again, gone
  FROM (SELECT) AS always LEFT JOIN counted ON NOT is_now
)
SELECT label, value, previous, format, better
FROM now, before, LATERAL (VALUES
  (1, 'Visits with a search', now.visits::double precision,
    coalesce(before.visits, 0)::double precision, 'count', NULL),
  (2, 'Searches', now.searches, coalesce(before.searches, 0), 'count', NULL),
  (3, 'Terms', now.terms, coalesce(before.terms, 0), 'count', NULL),
  (4, 'Without a result', now.empty, before.empty, 'share', 'less'),
  (5, 'Searched again', now.again, before.again, 'share', 'less'),
  (6, 'Left', now.gone, before.gone, 'share', 'less')
) AS number (place, label, value, previous, format, better)
ORDER BY place
