-- question: How many, against the days before?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- better: better
-- definitions:
--   Visitors: persons' browsers that made a visit; over several days as the profile counts them
--   Downloads: files taken in visits, each once a visit however many requests it took
--   Messages: form submissions and mail that people sent; what programs and lists sent is left out
--   Persons known: everybody whom a form, a message or a list of the business names
--   Hits of bots: share of all hits in the sessions of the period
WITH session AS (
  SELECT true AS is_now, is_visit, visitor_kind, sessions, pages, hits
  FROM footfall.visit_count(:site, :from, :until, :segment)
  UNION ALL
  SELECT false, is_visit, visitor_kind, sessions, pages, hits
  FROM footfall.visit_count(:site, :previous_from, :previous_until, :segment)
), hit AS (
  SELECT
    is_now,
    sum(sessions) FILTER (WHERE is_visit) AS visits,
    sum(pages) FILTER (WHERE is_visit) AS pages,
    (sum(hits) FILTER (WHERE visitor_kind NOT IN ('People', 'Referrer spam', 'Staff')))::double precision
      / nullif(sum(hits), 0) AS bots
  FROM session
  GROUP BY is_now
), visitor AS (
  SELECT
    footfall.visitor_count(:site, :from, :until, :segment, profile = 'plausible') AS visitors,
    footfall.visitor_count(:site, :previous_from, :previous_until, :segment, profile = 'plausible')
      AS previous_visitors
  FROM footfall.site
  WHERE name = :site
), file AS (
  SELECT
    count(*) FILTER (WHERE visit >= :from) AS downloads,
    count(*) FILTER (WHERE visit < :previous_until) AS previous_downloads
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), touch AS (
  SELECT
    count(*) FILTER (WHERE at >= :from) AS messages,
    count(*) FILTER (WHERE at < :previous_until) AS previous_messages
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human'
    AND at >= :previous_from AND at < :until
), known AS (
  SELECT
    count(*) AS persons,
    count(*) FILTER (WHERE known_since < :previous_until) AS previous_persons
  FROM footfall.person
  WHERE site = :site AND known_since < :until
), now AS (
  SELECT visits, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON is_now
), before AS (
  SELECT visits, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON NOT is_now
)
SELECT label, value, previous, format, better
FROM now, before, visitor, file, touch, known, LATERAL (VALUES
  (1, 'Visits', coalesce(now.visits, 0)::double precision,
    coalesce(before.visits, 0)::double precision, 'count', 'more'),
  (2, 'Visitors', visitor.visitors, visitor.previous_visitors, 'count', 'more'),
  (3, 'Page views', coalesce(now.pages, 0), coalesce(before.pages, 0), 'count', 'more'),
  (4, 'Downloads', file.downloads, file.previous_downloads, 'count', 'more'),
  (5, 'Messages', touch.messages, touch.previous_messages, 'count', NULL),
  (6, 'Persons known', known.persons, known.previous_persons, 'count', 'more'),
  (7, 'Hits of bots', now.bots, before.bots, 'share', NULL)
) AS number (place, label, value, previous, format, better)
WHERE :segment IS NULL OR place <= 4
ORDER BY place
