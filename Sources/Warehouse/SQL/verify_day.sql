-- What a rolled up day holds and ought not to, or lacks. $1 site, $2 zone, $3 first instant, $4 the first
-- after it, $5 the day. Columns: what, rows.
WITH visit AS (
  SELECT n.day, n.kind, n.is_visit, n.channel, n.source_name, n.campaign, n.device, n.country,
    n.segments, n.sessions, n.hits, n.pages, n.downloads, n.submissions, n.errors, n.bytes,
    n.bounces, n.seconds
  FROM footfall_store.visits_of_days($1, $2, $3, $4) n
), stored_visit AS (
  SELECT d.day, d.kind, d.is_visit, d.channel, d.source_name, d.campaign, d.device, d.country,
    d.segments, d.sessions, d.hits, d.pages, d.downloads, d.submissions, d.errors, d.bytes,
    d.bounces, d.seconds
  FROM footfall_store.visit_day d WHERE d.site = $1 AND d.day = $5
), hour AS (
  SELECT n.day, n.hour, n.visits, n.pages FROM footfall_store.hours_of_days($1, $2, $3, $4) n
), stored_hour AS (
  SELECT d.day, d.hour, d.visits, d.pages
  FROM footfall_store.visit_hour d WHERE d.site = $1 AND d.day = $5
), page AS (
  SELECT n.day, n.page, n.views, n.visits, n.entries, n.exits
  FROM footfall_store.pages_of_days($1, $2, $3, $4) n
  WHERE $5 >= footfall_store.sealed_until($1)
), stored_page AS (
  SELECT d.day, d.page, d.views, d.visits, d.entries, d.exits
  FROM footfall_store.page_day d
  WHERE d.site = $1 AND d.day = $5 AND $5 >= footfall_store.sealed_until($1)
), referrer AS (
  SELECT n.day, n.referrer, n.visits FROM footfall_store.referrers_of_days($1, $2, $3, $4) n
), stored_referrer AS (
  SELECT d.day, d.referrer, d.visits
  FROM footfall_store.referrer_day d WHERE d.site = $1 AND d.day = $5
), visitor AS (
  SELECT n.visitor, n.day,
    coalesce((
      SELECT max(b.day) FROM footfall_store.visitor_day b
      WHERE b.visitor = n.visitor AND b.day < n.day), (
      SELECT max(d.previous_day) FROM footfall_store.visitor_day d
      WHERE d.visitor = n.visitor AND d.previous_day < footfall_store.sessions_from($1)),
      '-infinity') AS previous_day
  FROM footfall_store.visitors_of_days($1, $2, $3, $4) n
), stored_visitor AS (
  SELECT d.visitor, d.day, d.previous_day
  FROM footfall_store.visitor_day d WHERE d.site = $1 AND d.day = $5
), person AS (
  SELECT n.person, n.day,
    coalesce((
      SELECT max(b.day) FROM footfall_store.person_day b
      WHERE b.site = $1 AND b.person = n.person AND b.day < n.day), (
      SELECT max(d.previous_day) FROM footfall_store.person_day d
      WHERE d.site = $1 AND d.person = n.person
        AND d.previous_day < footfall_store.sessions_from($1)), '-infinity') AS previous_day
  FROM footfall_store.persons_of_days($1, $2, $3, $4) n
), stored_person AS (
  SELECT d.person, d.day, d.previous_day
  FROM footfall_store.person_day d WHERE d.site = $1 AND d.day = $5
), visitor_return AS (
  SELECT v.previous_day, count(*) AS visitors FROM stored_visitor v GROUP BY v.previous_day
), stored_visitor_return AS (
  SELECT r.previous_day, r.visitors
  FROM footfall_store.visitor_return r WHERE r.site = $1 AND r.day = $5
), person_return AS (
  SELECT p.previous_day, count(*) AS persons FROM stored_person p GROUP BY p.previous_day
), login AS (
  SELECT n.visitor, n.first_at, n.number, n.last_at, n.at, n.login, n.cookie
  FROM footfall_store.logins_of_days($1, $3, $4) n
  WHERE $5 >= footfall_store.sealed_until($1)
), stored_login AS (
  SELECT l.visitor, l.first_at, l.number, l.last_at, l.at, l.login, l.cookie
  FROM footfall_store.session_login l
  WHERE l.site = $1 AND l.first_at >= $3 AND l.first_at < $4
    AND $5 >= footfall_store.sealed_until($1)
), known AS (
  SELECT n.person, n.visitor, n.from_at, n.first_at
  FROM footfall_store.known_of_days($1, $3, $4) n
), stored_known AS (
  SELECT k.person, k.visitor, k.from_at, k.first_at
  FROM footfall_store.known_visit k
  WHERE k.site = $1 AND k.first_at >= $3 AND k.first_at < $4
), stored_person_return AS (
  SELECT r.previous_day, r.persons
  FROM footfall_store.person_return r WHERE r.site = $1 AND r.day = $5
)
SELECT 'sessions' AS what, (SELECT count(*) FROM (TABLE visit EXCEPT ALL TABLE stored_visit) m)
  + (SELECT count(*) FROM (TABLE stored_visit EXCEPT ALL TABLE visit) s) AS rows
UNION ALL
SELECT 'hours', (SELECT count(*) FROM (TABLE hour EXCEPT ALL TABLE stored_hour) m)
  + (SELECT count(*) FROM (TABLE stored_hour EXCEPT ALL TABLE hour) s)
UNION ALL
SELECT 'pages', (SELECT count(*) FROM (TABLE page EXCEPT ALL TABLE stored_page) m)
  + (SELECT count(*) FROM (TABLE stored_page EXCEPT ALL TABLE page) s)
UNION ALL
SELECT 'referrers', (SELECT count(*) FROM (TABLE referrer EXCEPT ALL TABLE stored_referrer) m)
  + (SELECT count(*) FROM (TABLE stored_referrer EXCEPT ALL TABLE referrer) s)
UNION ALL
SELECT 'visitors', (SELECT count(*) FROM (TABLE visitor EXCEPT ALL TABLE stored_visitor) m)
  + (SELECT count(*) FROM (TABLE stored_visitor EXCEPT ALL TABLE visitor) s)
UNION ALL
SELECT 'persons', (SELECT count(*) FROM (TABLE person EXCEPT ALL TABLE stored_person) m)
  + (SELECT count(*) FROM (TABLE stored_person EXCEPT ALL TABLE person) s)
UNION ALL
SELECT 'visitors who return',
  (SELECT count(*) FROM (TABLE visitor_return EXCEPT ALL TABLE stored_visitor_return) m)
  + (SELECT count(*) FROM (TABLE stored_visitor_return EXCEPT ALL TABLE visitor_return) s)
UNION ALL
SELECT 'persons who return',
  (SELECT count(*) FROM (TABLE person_return EXCEPT ALL TABLE stored_person_return) m)
  + (SELECT count(*) FROM (TABLE stored_person_return EXCEPT ALL TABLE person_return) s)
UNION ALL
SELECT 'logins', (SELECT count(*) FROM (TABLE login EXCEPT ALL TABLE stored_login) m)
  + (SELECT count(*) FROM (TABLE stored_login EXCEPT ALL TABLE login) s)
UNION ALL
SELECT 'known visits', (SELECT count(*) FROM (TABLE known EXCEPT ALL TABLE stored_known) m)
  + (SELECT count(*) FROM (TABLE stored_known EXCEPT ALL TABLE known) s)
