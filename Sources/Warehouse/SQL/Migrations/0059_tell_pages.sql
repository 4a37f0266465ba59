-- Pages have one path each, however they were asked for, a title and a group; downloads and searches on the
-- site are told whole, and the way of persons from planning to feedback.
-- Patterns of the configuration for LIKE, written as paths are told apart; what begins with a path and a slash
-- holds the path, too.
CREATE FUNCTION footfall_store.path_patterns(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT footfall_store.like_patterns(array_agg(p.pattern ORDER BY w.place, p.pattern))
  FROM unnest(words) WITH ORDINALITY AS w (word, place)
  CROSS JOIN LATERAL footfall_store.page_path(w.word) AS n (path)
  CROSS JOIN LATERAL (
    SELECT n.path AS pattern UNION ALL SELECT left(n.path, -2) WHERE n.path LIKE '/_%/*'
  ) p
$$;
COMMENT ON FUNCTION footfall_store.path_patterns(text[]) IS 'Patterns of paths of the configuration as LIKE writes them, by footfall_store.page_path; ''/a/*'' fits /a, too.';

ALTER TABLE footfall_store.page ADD COLUMN asked text;
COMMENT ON COLUMN footfall_store.page.id IS 'Keyed hash of site and path as it was asked for.';
COMMENT ON COLUMN footfall_store.page.path IS 'Path without query, by footfall_store.page_path; bytes that are no text are percent-encoded. Several rows may have the same.';
COMMENT ON COLUMN footfall_store.page.asked IS 'Path as it was asked for, where it is another.';
UPDATE footfall_store.page p SET path = n.path, asked = p.path
FROM (SELECT id, footfall_store.page_path(path) AS path FROM footfall_store.page) n
WHERE n.id = p.id AND n.path <> p.path;
-- Forms say on which page they stood.
UPDATE footfall_store.contact SET page_path = footfall_store.page_path(page_path)
WHERE page_path <> footfall_store.page_path(page_path);

-- What the configuration says of pages.
CREATE TABLE footfall_store.page_group (
  site bigint NOT NULL,
  place smallint NOT NULL,
  name text NOT NULL,
  patterns text[] NOT NULL,
  PRIMARY KEY (site, place)
);
COMMENT ON TABLE footfall_store.page_group IS 'Groups of pages, as the configuration declares them; the first whose pattern fits holds a page.';
COMMENT ON COLUMN footfall_store.page_group.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.page_group.place IS 'Place in the list, from 1.';
COMMENT ON COLUMN footfall_store.page_group.name IS 'What the group is called.';
COMMENT ON COLUMN footfall_store.page_group.patterns IS 'Patterns of paths, as LIKE takes them.';
CREATE TABLE footfall_store.page_title (
  site bigint NOT NULL,
  path text NOT NULL,
  title text NOT NULL,
  PRIMARY KEY (site, path)
);
COMMENT ON TABLE footfall_store.page_title IS 'Titles of pages, by the file that the configuration names.';
COMMENT ON COLUMN footfall_store.page_title.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.page_title.path IS 'Path of the page, by footfall_store.page_path.';
COMMENT ON COLUMN footfall_store.page_title.title IS 'Its title.';

CREATE OR REPLACE VIEW footfall.page AS
SELECT s.name AS site, p.path, p.id, coalesce(p.asked, p.path) AS asked, t.title,
  coalesce((
    SELECT g.name FROM footfall_store.page_group g
    WHERE g.site = p.site AND p.path LIKE ANY (g.patterns)
    ORDER BY g.place LIMIT 1), substring(p.path FROM '^/[^/]*'), p.path) AS page_group
FROM footfall_store.page p
JOIN footfall_store.site s ON s.id = p.site
LEFT JOIN footfall_store.page_title t ON t.site = p.site AND t.path = p.path;
COMMENT ON VIEW footfall.page IS 'Paths that were answered, each as it was asked for; those of one path are one page. One row a page has footfall.site_page.';
COMMENT ON COLUMN footfall.page.path IS 'Path by which the page is told from others: without query, needless escapes, doubled and closing slashes, index files and session ids.';
COMMENT ON COLUMN footfall.page.asked IS 'Path as it was asked for.';
COMMENT ON COLUMN footfall.page.title IS 'Title, by the setting titles; null where it names none.';
COMMENT ON COLUMN footfall.page.page_group IS 'Group, by the first rule of the setting page_groups that fits; else the first segment of the path.';
COMMENT ON COLUMN footfall.event.page IS 'Page asked for: its path, as in footfall.page; of what was answered 4xx the path as it was asked for.';

CREATE FUNCTION footfall.site_page(of_site text)
RETURNS TABLE (page text, title text, page_group text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT p.path, p.title, p.page_group
  FROM footfall.page p
  WHERE p.site = site_page.of_site
$$;
COMMENT ON FUNCTION footfall.site_page(text) IS 'Pages of a site, one row each, with title (null where none is told) and group.';

-- Ranges of one file are one download; the log tells how many bytes went out, not which.
CREATE FUNCTION footfall.download(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, visit timestamptz, page text, at timestamptz, ended_at timestamptz,
  requests bigint, bytes bigint, size bigint, is_complete boolean, channel text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH hit AS MATERIALIZED (
    -- No visit that began in the span lasts longer than this.
    SELECT e.visitor, e.at, e.audience, e.status, e.bytes, p.path AS page
    FROM footfall_store.event e
    JOIN footfall_store.site i ON i.id = e.site
    JOIN footfall_store.page p ON p.id = e.page
    WHERE i.name = download.of_site AND e.kind = 2
      AND e.at >= download.since AND e.at < download.before + interval '50 hours'
  ), file AS (
    SELECT h.page, max(h.bytes) AS size FROM hit h WHERE h.status = 200 GROUP BY h.page
  ), taken AS (
    SELECT h.visitor, s.first_at, s.entry_referrer, s.entry_query, s.site, h.page, min(h.at) AS at,
      max(h.at) AS ended_at, count(*) AS requests, coalesce(sum(h.bytes), 0)::bigint AS bytes,
      bool_or(h.status = 304) AS is_known
    FROM hit h
    CROSS JOIN LATERAL (
      SELECT s.first_at, s.entry_referrer, s.entry_query, s.site, s.audience
      FROM footfall_store.session s
      WHERE s.visitor = h.visitor AND s.first_at <= h.at
      ORDER BY s.first_at DESC LIMIT 1
    ) s
    WHERE h.audience = 0 AND s.audience = 0
      AND s.first_at >= download.since AND s.first_at < download.before
    GROUP BY h.visitor, s.first_at, s.entry_referrer, s.entry_query, s.site, h.page
  )
  SELECT t.visitor, t.first_at, t.page, t.at, t.ended_at, t.requests, t.bytes, f.size,
    t.is_known OR t.bytes >= f.size,
    footfall.channel_name(coalesce(v.channel, 19::smallint))
  FROM taken t
  LEFT JOIN file f ON f.page = t.page AND f.size > 0
  LEFT JOIN footfall_store.visit_source v ON v.site = t.site
    AND v.referrer = coalesce(t.entry_referrer, 0) AND v.query = coalesce(t.entry_query, 0)
  WHERE NOT coalesce(v.is_spam, false)
$$;
COMMENT ON FUNCTION footfall.download(text, timestamptz, timestamptz) IS
  'Downloads in the visits of a site that began in [since, before): all requests for one file within a visit are one. Its size is the largest answer 200 to anybody in the span, null where there was none; it is complete when as many bytes went out, or when the browser had the file already (304); null where the size is not known.';

-- What was searched for on the site, and what came of it.
CREATE FUNCTION footfall.site_search(of_site text, since timestamptz, before timestamptz)
RETURNS TABLE (
  visitor bigint, visit timestamptz, at timestamptz, term text, page text, has_result boolean,
  page_before text, page_after text, term_before text, term_after text, channel text
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH asked AS MATERIALIZED (
    SELECT DISTINCT e.visitor, s.first_at, s.last_at, s.site, s.entry_referrer, s.entry_query
    FROM footfall_store.event e
    JOIN footfall_store.query q ON q.id = e.query AND q.search IS NOT NULL
    JOIN footfall_store.site i ON i.id = e.site AND i.name = site_search.of_site
    CROSS JOIN LATERAL (
      SELECT s.first_at, s.last_at, s.site, s.entry_referrer, s.entry_query, s.audience, s.pages,
        s.downloads
      FROM footfall_store.session s
      WHERE s.visitor = e.visitor AND s.first_at <= e.at
      ORDER BY s.first_at DESC LIMIT 1
    ) s
    WHERE (e.kind = 1 OR e.kind = 5 AND e.status IN (404, 410)) AND e.audience = 0
      AND e.at >= site_search.since AND e.at < site_search.before + interval '50 hours'
      AND s.first_at >= site_search.since AND s.first_at < site_search.before
      AND s.audience = 0 AND (s.pages > 0 OR s.downloads > 0)
  ), hit AS (
    SELECT a.visitor, a.first_at, a.site, a.entry_referrer, a.entry_query, e.at, e.generation,
      e.position, e.kind = 2 AS is_file, p.path AS page, m.path AS missing, n.term,
      NOT (e.status IN (204, 404, 410)
        OR coalesce(q.text ~ '(^|&)(search_count|results|result_count)=0(&|$)', false))
        AS has_result,
      -- The next page of the same results is no search.
      n.term IS NOT DISTINCT FROM lag(n.term) OVER seen AND n.term IS NOT NULL AS is_again
    FROM asked a
    JOIN footfall_store.event e ON e.visitor = a.visitor AND e.at BETWEEN a.first_at AND a.last_at
    LEFT JOIN footfall_store.page p ON p.id = e.page
    LEFT JOIN footfall_store.missing_page m ON m.id = e.page
    LEFT JOIN footfall_store.query q ON q.id = e.query
    CROSS JOIN LATERAL (SELECT CASE WHEN e.kind <> 2 THEN q.search END AS term) n
    WHERE e.kind IN (1, 2) OR e.kind = 5 AND e.status IN (404, 410) AND q.search IS NOT NULL
    -- Whoever takes a file still sees the page on which it is.
    WINDOW seen AS (
      PARTITION BY a.visitor, a.first_at, e.kind = 2 ORDER BY e.at, e.generation, e.position)
  ), placed AS (
    SELECT h.*, lag(h.page) OVER seen AS page_before, lag(h.term) OVER seen AS term_before,
      lead(h.page) OVER w AS page_after, lead(h.term) OVER w AS term_after
    FROM hit h
    WHERE NOT h.is_again
    WINDOW w AS (
      PARTITION BY h.visitor, h.first_at ORDER BY h.at, h.generation, h.position),
    seen AS (
      PARTITION BY h.visitor, h.first_at, h.is_file ORDER BY h.at, h.generation, h.position)
  )
  SELECT h.visitor, h.first_at, h.at, h.term, coalesce(h.page, h.missing), h.has_result,
    h.page_before, h.page_after, h.term_before, h.term_after,
    footfall.channel_name(coalesce(v.channel, 19::smallint))
  FROM placed h
  LEFT JOIN footfall_store.visit_source v ON v.site = h.site
    AND v.referrer = coalesce(h.entry_referrer, 0) AND v.query = coalesce(h.entry_query, 0)
  WHERE h.term IS NOT NULL AND NOT coalesce(v.is_spam, false)
$$;
COMMENT ON FUNCTION footfall.site_search(text, timestamptz, timestamptz) IS
  'Searches on the site in visits that began in [since, before), the same term one after the other once: the term, folded, the page before, the page or file opened next (null where it was not there), and the terms of searches just before and after. There was no result where the answer was 204, 404 or 410, or where the address kept search_count=0, results=0 or result_count=0.';

-- The way of a person to each order and on to feedback; after the last one, the way that goes on.
CREATE FUNCTION footfall.journey(of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (
  person bigint, number bigint, planned_at timestamptz, enquired_at timestamptz,
  ordered_at timestamptz, delivered_at timestamptz, answered_at timestamptz, stage text,
  since timestamptz, is_waiting boolean, is_current boolean, is_over boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH shipped AS (
    SELECT h.order_number, bool_and(coalesce(h.delivered_at < journey.as_of, false)) AS is_there,
      max(h.delivered_at) AS delivered_at, max(h.sent_at) AS sent_at
    FROM footfall.shipment h
    WHERE h.site = journey.of_site
      AND coalesce(least(h.sent_at, h.delivered_at, h.due_at) < journey.as_of, true)
    GROUP BY h.order_number
  ), shop AS (
    -- Where nobody notes what arrived, what was sent has; where most orders are sent, all are to be.
    SELECT EXISTS (SELECT FROM shipped h WHERE h.delivered_at IS NOT NULL) AS tells_arrival,
      (SELECT 2 * count(h.order_number) > count(*)
        FROM footfall.sale_as_of(journey.of_site, journey.told_until) o
        LEFT JOIN shipped h ON h.order_number = o.number
        WHERE o.at < journey.as_of AND o.at >= journey.as_of - interval '365 days') AS sends_all
  ), bought AS (
    SELECT o.person, o.id, o.at,
      CASE WHEN h.is_there THEN h.delivered_at
        WHEN NOT c.tells_arrival AND h.sent_at < journey.as_of THEN h.sent_at END AS delivered_at,
      h.order_number IS NOT NULL OR c.sends_all AS is_sent,
      row_number() OVER w AS number, lead(o.at) OVER w AS next_at
    FROM footfall.sale_as_of(journey.of_site, journey.told_until) o
    CROSS JOIN shop c
    LEFT JOIN shipped h ON h.order_number = o.number
    WHERE o.person IS NOT NULL AND o.at < journey.as_of
    WINDOW w AS (PARTITION BY o.person ORDER BY o.at, o.id)
  ), word AS (
    SELECT v.person, v.from_at AS at, 1 AS kind
    FROM footfall.person_visit v
    WHERE v.site = journey.of_site AND v.is_visit AND v.from_at < journey.as_of
    UNION ALL
    SELECT c.person, c.at,
      CASE WHEN c.topic = 'complaint' OR c.topic LIKE 'feedback%' THEN 3 ELSE 2 END
    FROM footfall.contact c
    WHERE c.site = journey.of_site AND c.direction = 'inbound' AND c.person IS NOT NULL
      AND c.at < journey.as_of
      AND (footfall.expects_answer(c.topic) OR c.topic LIKE 'feedback%')
      AND c.topic NOT IN ('delivery_status', 'return_refund', 'payment_invoice', 'job')
    UNION ALL
    SELECT a.person, a.at, 3
    FROM footfall.survey_answer a
    WHERE a.site = journey.of_site AND a.person IS NOT NULL AND a.at < journey.as_of
  ), settled AS (
    -- Until when what the person says belongs to the order: feedback, arrival, else thirty days.
    SELECT b.*, f.at AS answered_at,
      CASE WHEN b.delivered_at IS NULL AND b.is_sent AND f.at IS NULL
          AND b.at > journey.as_of - interval '365 days' THEN 'infinity'
        ELSE coalesce(greatest(b.delivered_at, f.at), b.at + interval '720 hours') END AS settled_at
    FROM bought b
    LEFT JOIN LATERAL (
      SELECT min(w.at) AS at FROM word w
      WHERE w.person = b.person AND w.kind = 3 AND w.at > b.at
        AND w.at < coalesce(b.next_at, 'infinity')
        AND w.at <= coalesce(b.delivered_at, b.at) + interval '2160 hours'
    ) f ON true
  ), way AS (
    SELECT s.person, s.number, s.at AS ordered_at, s.delivered_at, s.answered_at,
      s.settled_at = 'infinity' AS is_waiting,
      coalesce(lag(s.settled_at) OVER w, '-infinity') AS after, s.at AS until
    FROM settled s
    WINDOW w AS (PARTITION BY s.person ORDER BY s.number)
    UNION ALL
    SELECT w.person, coalesce(max(s.number), 0) + 1, NULL, NULL, NULL, false,
      coalesce(max(s.settled_at), '-infinity'), max(w.at)
    FROM (SELECT w.person, max(w.at) AS at FROM word w WHERE w.kind < 3 GROUP BY w.person) w
    LEFT JOIN settled s ON s.person = w.person
    GROUP BY w.person
    HAVING max(w.at) > coalesce(max(s.settled_at), '-infinity')
  ), told AS (
    SELECT y.person, y.number, y.ordered_at, y.delivered_at, y.answered_at, y.is_waiting,
      min(w.at) FILTER (WHERE w.kind = 1) AS seen_at,
      min(w.at) FILTER (WHERE w.kind = 2) AS enquired_at, max(w.at) AS last_at
    FROM way y
    LEFT JOIN word w ON w.person = y.person AND w.kind < 3 AND w.at > y.after AND w.at <= y.until
      AND w.at > y.until - interval '2160 hours'
    GROUP BY y.person, y.number, y.ordered_at, y.delivered_at, y.answered_at, y.is_waiting
  )
  SELECT t.person, t.number, p.planned_at, t.enquired_at, t.ordered_at, t.delivered_at,
    t.answered_at, g.stage, g.since, t.is_waiting,
    t.number = max(t.number) OVER (PARTITION BY t.person),
    NOT t.is_waiting AND greatest(
      t.ordered_at, t.delivered_at, t.answered_at, CASE WHEN t.ordered_at IS NULL THEN t.last_at END)
      < journey.as_of - interval '2160 hours'
  FROM told t
  CROSS JOIN LATERAL (
    SELECT CASE WHEN coalesce(t.seen_at < t.enquired_at, true) THEN t.seen_at END AS planned_at
  ) p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN t.answered_at IS NOT NULL THEN 'feedback'
        WHEN t.delivered_at IS NOT NULL THEN 'delivery' WHEN t.ordered_at IS NOT NULL THEN 'order'
        WHEN t.enquired_at IS NOT NULL THEN 'enquiry' ELSE 'planning' END AS stage,
      coalesce(t.answered_at, t.delivered_at, t.ordered_at, t.enquired_at, p.planned_at) AS since
  ) g
  WHERE t.person NOT IN (
    SELECT v.person FROM footfall.vendor_person_as_of(journey.of_site, journey.told_until) v)
$$;
COMMENT ON FUNCTION footfall.journey(text, timestamptz, timestamptz) IS
  'The ways of persons of a site before an instant, by orders that stand by what was told until another (null for all): one to each order, and the one that goes on after the last. Planning is the first visit known to be the person''s, enquiry the first question, offer or order by mail, form or telephone, within 90 days before the order; delivery when all that was sent arrived; feedback the first answer, praise or complaint within 90 days after. What is said until feedback, arrival or 30 days after an order belongs to it. Waiting: an order that is to be sent has not arrived. Over: nothing happened for 90 days.';

-- Who is on the way now, and who stands still.
CREATE FUNCTION footfall.journey_now(of_site text, as_of timestamptz, told_until timestamptz)
RETURNS TABLE (
  person bigint, stage text, since timestamptz, days integer, patience integer, is_stuck boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH way AS MATERIALIZED (
    SELECT j.person, j.planned_at, j.enquired_at, j.ordered_at, j.delivered_at, j.stage, j.since,
      j.is_waiting, j.is_current AND NOT j.is_over AS is_on
    FROM footfall.journey(journey_now.of_site, journey_now.as_of, journey_now.told_until) j
  ), step AS (
    SELECT t.stage, count(*) AS steps,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM t.next_at - t.at)) AS seconds
    FROM way w
    CROSS JOIN LATERAL (VALUES
      ('planning', w.planned_at, coalesce(w.enquired_at, w.ordered_at)),
      ('enquiry', w.enquired_at, w.ordered_at),
      ('order', w.ordered_at, w.delivered_at)) AS t (stage, at, next_at)
    WHERE t.at < t.next_at AND t.next_at >= journey_now.as_of - interval '730 days'
    GROUP BY t.stage
  ), told AS (
    SELECT w.person, w.stage, w.since,
      floor(extract(epoch FROM journey_now.as_of - w.since) / 86400)::integer AS days,
      CASE WHEN w.stage IN ('planning', 'enquiry') OR w.stage = 'order' AND w.is_waiting
        THEN CASE WHEN s.steps >= 5 THEN ceil(s.seconds / 86400)::integer ELSE 30 END END AS patience
    FROM way w
    LEFT JOIN step s ON s.stage = w.stage
    WHERE w.is_on
  )
  SELECT t.person, t.stage, t.since, t.days, t.patience, coalesce(t.days > t.patience, false)
  FROM told t
$$;
COMMENT ON FUNCTION footfall.journey_now(text, timestamptz, timestamptz) IS
  'Persons on the way at an instant, each in the furthest stage of the way that goes on (footfall.journey), for how many days, and whether they stand still: for longer than nine in ten of those took who went on from there within two years (30 days where fewer than five did). After an order only those stand still for whom something is under way.';

-- How much was told by other rules than those of now.
CREATE FUNCTION footfall.told_otherwise(agent_rules bigint, source_rules bigint)
RETURNS TABLE (agents bigint, sources bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT count(*) FROM footfall_store.agent a WHERE a.rules <> told_otherwise.agent_rules),
    -- Of sources that no visit has any more nothing is told anew.
    (SELECT count(*) FROM footfall_store.visit_source v
      WHERE v.rules <> told_otherwise.source_rules AND EXISTS (
        SELECT FROM footfall_store.session s
        WHERE s.site = v.site AND coalesce(s.entry_referrer, 0) = v.referrer
          AND coalesce(s.entry_query, 0) = v.query))
$$;
COMMENT ON FUNCTION footfall.told_otherwise(bigint, bigint) IS 'How many user agents, and how many sources of visits, were told by other rules than those with these fingerprints.';

ALTER TABLE footfall_store.page_group OWNER TO footfall_owner;
ALTER TABLE footfall_store.page_title OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.path_patterns(text[]) OWNER TO footfall_owner;
ALTER FUNCTION footfall.told_otherwise(bigint, bigint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.site_page(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.download(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.site_search(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.journey(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.journey_now(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.path_patterns(text[]), footfall.told_otherwise(bigint, bigint),
  footfall.site_page(text), footfall.download(text, timestamptz, timestamptz),
  footfall.site_search(text, timestamptz, timestamptz),
  footfall.journey(text, timestamptz, timestamptz),
  footfall.journey_now(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.path_patterns(text[]) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall.told_otherwise(bigint, bigint)
  TO footfall_ingest, footfall_report;
GRANT EXECUTE ON FUNCTION footfall.site_page(text), footfall.download(text, timestamptz, timestamptz),
  footfall.site_search(text, timestamptz, timestamptz),
  footfall.journey(text, timestamptz, timestamptz),
  footfall.journey_now(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.page_group, footfall_store.page_title
  TO footfall_ingest;
