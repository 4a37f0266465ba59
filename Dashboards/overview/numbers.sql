-- question: How many, against the days before?
-- figure: numbers
-- label: label
-- value: value
-- compared: previous
-- formats: format
-- better: better
-- spark: by_day
-- definitions:
--   Visitors: persons' browsers that made a visit; over several days as the profile counts them
--   Downloads: files taken in visits, each once a visit however many requests it took
--   Messages: form submissions and mail that people sent; what programs and lists sent is left out
--   Persons known: everybody whom a form, a message or a list of the business names
--   Hits of bots: share of all hits in the sessions of the period
WITH session AS (
  SELECT
    started_at >= :from AS is_now, visitor, is_visit, pages, hits, audience,
    (started_at AT TIME ZONE :zone)::date AS day,
    CASE WHEN profile = 'plausible' THEN (started_at AT TIME ZONE :zone)::date END AS counted_day
  FROM footfall.session
  WHERE site = :site AND started_at >= :previous_from AND started_at < :until
    AND (started_at >= :from OR started_at < :previous_until)
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), hit AS (
  SELECT
    is_now,
    count(*) FILTER (WHERE is_visit) AS visits,
    count(DISTINCT (visitor, counted_day)) FILTER (WHERE is_visit) AS visitors,
    coalesce(sum(pages) FILTER (WHERE is_visit), 0) AS pages,
    sum(hits) FILTER (WHERE audience = 'bot')::double precision / nullif(sum(hits), 0) AS bots
  FROM session
  GROUP BY is_now
), file AS (
  SELECT
    count(*) FILTER (WHERE visit >= :from) AS downloads,
    count(*) FILTER (WHERE visit < :previous_until) AS previous_downloads
  FROM footfall.download(:site, :previous_from, :until) f
  WHERE :segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = f.visitor AND g.started_at = f.visit
      AND g.site = :site AND g.segment = :segment)
), message AS (
  SELECT at, (at AT TIME ZONE :zone)::date AS day
  FROM footfall.message
  WHERE site = :site AND direction = 'inbound' AND class = 'human'
    AND at >= :previous_from AND at < :until
), touch AS (
  SELECT
    count(*) FILTER (WHERE at >= :from) AS messages,
    count(*) FILTER (WHERE at < :previous_until) AS previous_messages
  FROM message
), by_day AS (
  SELECT
    string_agg(coalesce(s.visits, 0)::text, ',' ORDER BY d.day) AS visits,
    string_agg(coalesce(s.visitors, 0)::text, ',' ORDER BY d.day) AS visitors,
    string_agg(coalesce(s.pages, 0)::text, ',' ORDER BY d.day) AS pages,
    string_agg(coalesce(m.messages, 0)::text, ',' ORDER BY d.day) AS messages
  FROM generate_series(
      (:from AT TIME ZONE :zone)::date,
      ((:until - interval '1 microsecond') AT TIME ZONE :zone)::date, interval '1 day') AS d (day)
  LEFT JOIN (
    SELECT day, count(*) AS visits, count(DISTINCT visitor) AS visitors, sum(pages) AS pages
    FROM session
    WHERE is_now AND is_visit
    GROUP BY day
  ) AS s ON s.day = d.day
  LEFT JOIN (SELECT day, count(*) AS messages FROM message GROUP BY day) AS m ON m.day = d.day
), known AS (
  SELECT
    count(*) AS persons,
    count(*) FILTER (WHERE known_since < :previous_until) AS previous_persons
  FROM footfall.person
  WHERE site = :site AND known_since < :until
), now AS (
  SELECT visits, visitors, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON is_now
), before AS (
  SELECT visits, visitors, pages, bots FROM (SELECT) AS always LEFT JOIN hit ON NOT is_now
)
SELECT label, value, previous, format, better, by_day
FROM now, before, file, touch, known, by_day d, LATERAL (VALUES
  (1, 'Visits', coalesce(now.visits, 0)::double precision,
    coalesce(before.visits, 0)::double precision, 'count', 'more', d.visits),
  (2, 'Visitors', coalesce(now.visitors, 0), coalesce(before.visitors, 0), 'count', 'more', d.visitors),
  (3, 'Page views', coalesce(now.pages, 0), coalesce(before.pages, 0), 'count', 'more', d.pages),
  (4, 'Downloads', file.downloads, file.previous_downloads, 'count', 'more', NULL),
  (5, 'Messages', touch.messages, touch.previous_messages, 'count', NULL, d.messages),
  (6, 'Persons known', known.persons, known.previous_persons, 'count', 'more', NULL),
  (7, 'Hits of bots', now.bots, before.bots, 'share', NULL, NULL)
) AS number (place, label, value, previous, format, better, by_day)
WHERE :segment IS NULL OR place <= 4
ORDER BY place
