-- What `footfall audit` found on the site's own pages, and how much each page is worth.
CREATE TABLE footfall_store.audit_run (
  site bigint NOT NULL,
  at timestamptz NOT NULL,
  origin text NOT NULL,
  pages integer NOT NULL,
  links integer NOT NULL,
  disallowed integer NOT NULL,
  left_out integer NOT NULL,
  findings jsonb NOT NULL,
  PRIMARY KEY (site, at)
);
COMMENT ON TABLE footfall_store.audit_run IS 'Times at which the pages of a site were read through, and how many findings there were.';
COMMENT ON COLUMN footfall_store.audit_run.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.audit_run.at IS 'When reading began.';
COMMENT ON COLUMN footfall_store.audit_run.origin IS 'The folder or address at which reading began.';
COMMENT ON COLUMN footfall_store.audit_run.pages IS 'Pages read.';
COMMENT ON COLUMN footfall_store.audit_run.links IS 'Links seen on them.';
COMMENT ON COLUMN footfall_store.audit_run.disallowed IS 'Addresses that robots.txt closed.';
COMMENT ON COLUMN footfall_store.audit_run.left_out IS 'Links passed over: the limit of pages, or what looked like a space without end.';
COMMENT ON COLUMN footfall_store.audit_run.findings IS 'How many findings there were of each kind.';

CREATE TABLE footfall_store.audit_page (
  site bigint NOT NULL,
  path text NOT NULL,
  title text NOT NULL,
  content bigint NOT NULL,
  content_since timestamptz NOT NULL,
  changed_at timestamptz,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (site, path)
);
COMMENT ON TABLE footfall_store.audit_page IS 'The site''s own pages, as they were last read.';
COMMENT ON COLUMN footfall_store.audit_page.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.audit_page.path IS 'Path.';
COMMENT ON COLUMN footfall_store.audit_page.title IS 'Title; empty where it has none.';
COMMENT ON COLUMN footfall_store.audit_page.content IS 'Hash of what people read there, but for what other pages share.';
COMMENT ON COLUMN footfall_store.audit_page.content_since IS 'When an audit first saw this text.';
COMMENT ON COLUMN footfall_store.audit_page.changed_at IS 'When it was changed, as the page, its file or the server says; null where none does.';
COMMENT ON COLUMN footfall_store.audit_page.read_at IS 'The run that read it last.';

CREATE TABLE footfall_store.audit_finding (
  site bigint NOT NULL,
  position integer NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('dead_link', 'redirected_link', 'missing_anchor', 'unchanged',
    'fact_differs', 'fact_missing', 'unreadable')),
  path text NOT NULL,
  target text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (site, position)
);
COMMENT ON TABLE footfall_store.audit_finding IS 'What the last audit of each site found; those of earlier ones are counted in audit_run.';
COMMENT ON COLUMN footfall_store.audit_finding.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.audit_finding.position IS 'Number within the run.';
COMMENT ON COLUMN footfall_store.audit_finding.at IS 'The run.';
COMMENT ON COLUMN footfall_store.audit_finding.kind IS 'dead_link, redirected_link, missing_anchor, unchanged, fact_differs, fact_missing or unreadable.';
COMMENT ON COLUMN footfall_store.audit_finding.path IS 'Path of the page.';
COMMENT ON COLUMN footfall_store.audit_finding.target IS 'Where the link leads, or the name of the fact; empty where there is neither.';
COMMENT ON COLUMN footfall_store.audit_finding.detail IS 'What is the matter.';

CREATE VIEW footfall.audit_run AS
SELECT s.name AS site, r.at, r.origin, r.pages, r.links, r.disallowed, r.left_out, r.findings,
  r.at = max(r.at) OVER (PARTITION BY r.site) AS is_last
FROM footfall_store.audit_run r
JOIN footfall_store.site s ON s.id = r.site;
COMMENT ON VIEW footfall.audit_run IS 'Times at which the pages of a site were read through (footfall audit).';
COMMENT ON COLUMN footfall.audit_run.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.audit_run.at IS 'When reading began.';
COMMENT ON COLUMN footfall.audit_run.origin IS 'The folder or address at which reading began.';
COMMENT ON COLUMN footfall.audit_run.pages IS 'Pages read.';
COMMENT ON COLUMN footfall.audit_run.links IS 'Links seen on them.';
COMMENT ON COLUMN footfall.audit_run.disallowed IS 'Addresses that robots.txt closed.';
COMMENT ON COLUMN footfall.audit_run.left_out IS 'Links passed over: the limit of pages, or what looked like a space without end.';
COMMENT ON COLUMN footfall.audit_run.findings IS 'How many findings there were of each kind.';
COMMENT ON COLUMN footfall.audit_run.is_last IS 'Whether it is the last of its site, whose findings are kept.';

CREATE VIEW footfall.audit_page AS
SELECT s.name AS site, p.path, p.title, least(p.changed_at, p.content_since) AS unchanged_since,
  coalesce(p.changed_at <= p.content_since, false) AS is_told, p.read_at,
  p.read_at = (SELECT max(r.at) FROM footfall_store.audit_run r WHERE r.site = p.site) AS is_current
FROM footfall_store.audit_page p
JOIN footfall_store.site s ON s.id = p.site;
COMMENT ON VIEW footfall.audit_page IS 'The site''s own pages, as audits last read them.';
COMMENT ON COLUMN footfall.audit_page.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.audit_page.path IS 'Path.';
COMMENT ON COLUMN footfall.audit_page.title IS 'Title; empty where it has none.';
COMMENT ON COLUMN footfall.audit_page.unchanged_since IS 'When it was last changed: as the page, its file or the server says, or since when audits have seen the same text, whichever is earlier.';
COMMENT ON COLUMN footfall.audit_page.is_told IS 'Whether the page, its file or the server says so; else audits have seen the same text since.';
COMMENT ON COLUMN footfall.audit_page.read_at IS 'The run that read it last.';
COMMENT ON COLUMN footfall.audit_page.is_current IS 'Whether the last run read it.';

-- A path as pages are told apart by it: escapes that need none are undone (RFC 3986 section 6.2.2), once;
-- doubled and closing slashes, names of index files and session ids go. Letters keep their case.
CREATE FUNCTION footfall_store.page_path(asked text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
  WHEN asked !~ '^/' OR asked !~* '%|//|.;|./$|/(?:index|default)[.]' THEN asked
  ELSE coalesce(nullif(rtrim(regexp_replace(regexp_replace(regexp_replace((
    SELECT string_agg(CASE
      WHEN p.part[1] !~ '^%..' THEN p.part[1]
      WHEN p.part[1] ~* '^%(?:2[de]|5f|7e|3[0-9]|[46][1-9a-f]|[57][0-9a])$'
        THEN chr(('x' || substr(p.part[1], 2))::bit(8)::integer)
      -- Whole characters of UTF-8; not those that are not seen, or that turn the direction of writing.
      WHEN p.part[1] ~* ('^(?:%(?:c[2-9a-f]|d[0-9a-f])%[89ab].|%e0%[ab].%[89ab].'
          || '|%e[1-9a-cef]%[89ab].%[89ab].|%ed%[89].%[89ab].|%f0%[9ab].(?:%[89ab].){2}'
          || '|%f[123](?:%[89ab].){3}|%f4%8.(?:%[89ab].){2})+$')
        AND p.part[1] !~* ('%c2%(?:[89].|a0|ad)|%d8%9c|%e1%9[ab]%|%e1%a0%8e|%e2%80%|%e2%81%[a9]'
          || '|%e3%80%80|%ee|%ef%(?:[0-9a3].|b[789abf])|%f3')
        THEN convert_from(decode(replace(p.part[1], '%', ''), 'hex'), 'UTF8')
      ELSE upper(p.part[1]) END, '' ORDER BY p.place)
    FROM regexp_matches(
      asked, '((?:%[89a-f][0-9a-f])+|%[0-7][0-9a-f]|[^%]+|%)', 'gi')
      WITH ORDINALITY AS p (part, place)
    ), ';(?:jsessionid|phpsessid|sid)=[^/;]*', '', 'gi'), '/{2,}', '/', 'g'),
    '(?:/(?:index|default)[.](?:html?|shtml|xhtml|php|aspx?|jsp|cgi|cfm))+/?$', '/', 'i'),
    '/'), ''), '/')
END;
COMMENT ON FUNCTION footfall_store.page_path(text) IS 'The path by which a page is told from others: without needless escapes, doubled and closing slashes, index files and session ids.';

-- A page is asked for as /visit/, /visit, /visit/index.html; as a file it has one name.
CREATE FUNCTION footfall.page_form(path text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(nullif(regexp_replace(regexp_replace(path, '(^|/)index\.(html?|php)$', '\1'),
  '(\.html?|/)$', ''), ''), '/');
COMMENT ON FUNCTION footfall.page_form(text) IS 'What the spellings of one page have in common: without index.html, .html and the slash at the end.';

CREATE FUNCTION footfall.page_worth(of_site text, before timestamptz, told_until timestamptz)
RETURNS TABLE (page text, visits_28 bigint, visits_90 bigint, orders bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH seen AS (
    SELECT footfall.page_form(v.page) AS page,
      count(DISTINCT (v.visitor, v.visit)) FILTER (
        WHERE v.visit >= page_worth.before - interval '672 hours') AS visits_28,
      count(DISTINCT (v.visitor, v.visit)) AS visits_90
    FROM footfall.page_view(of_site, page_worth.before - interval '2160 hours', page_worth.before) v
    GROUP BY 1
  ), bought AS MATERIALIZED (
    SELECT o.id, o.person, o.at
    FROM footfall.sale_as_of(of_site, page_worth.told_until) o
    WHERE o.person IS NOT NULL AND o.at < page_worth.before
      AND o.at >= page_worth.before - interval '2160 hours'
  ), visit AS MATERIALIZED (
    SELECT v.person, v.visitor, v.started_at, v.ended_at, v.from_at, v.until_at
    FROM footfall.person_visit v
    WHERE v.site = of_site AND v.from_at < page_worth.before
      AND v.until_at > page_worth.before - interval '2880 hours'
  ), pair AS MATERIALIZED (
    -- Within 30 days before the order, or in the same visit.
    SELECT o.id, v.visitor, greatest(v.from_at, o.at - interval '720 hours') AS first_at,
      CASE WHEN o.at BETWEEN v.started_at AND v.ended_at THEN v.until_at
        ELSE least(v.until_at, o.at) END AS end_at
    FROM bought o
    JOIN visit v ON v.person = o.person AND v.from_at <= o.at
      AND v.until_at > o.at - interval '720 hours'
  ), risk AS (
    SELECT footfall.page_form(e.page) AS page, count(DISTINCT p.id) AS orders
    FROM pair p
    JOIN footfall.event e ON e.visitor = p.visitor AND e.at >= p.first_at AND e.at <= p.end_at
    WHERE e.site = of_site AND e.kind = 'page' AND e.audience = 'person'
      AND e.at >= page_worth.before - interval '2880 hours' AND e.at < page_worth.before
    GROUP BY 1
  )
  SELECT coalesce(s.page, r.page), coalesce(s.visits_28, 0), coalesce(s.visits_90, 0),
    coalesce(r.orders, 0)
  FROM seen s
  FULL JOIN risk r ON r.page = s.page
$$;
COMMENT ON FUNCTION footfall.page_worth(text, timestamptz, timestamptz) IS
  'What depends on each page of a site just before an instant: visits of 28 and of 90 days that saw it, and orders at risk, those of the 90 days whose buyer saw it in a visit of the 30 days before the order or in the same one, by what was told of orders until another instant (null for all). Pages by footfall.page_form; visits of buyers as far as they are known.';

CREATE FUNCTION footfall.audit_rank(of_site text, before timestamptz, told_until timestamptz)
RETURNS TABLE (
  kind text, path text, title text, target text, detail text, unchanged_since timestamptz,
  visits_28 bigint, visits_90 bigint, orders bigint
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.kind, f.path, coalesce(p.title, ''), f.target, f.detail,
    least(p.changed_at, p.content_since),
    coalesce(w.visits_28, 0), coalesce(w.visits_90, 0), coalesce(w.orders, 0)
  FROM footfall_store.audit_finding f
  JOIN footfall_store.site s ON s.id = f.site
  LEFT JOIN footfall_store.audit_page p ON p.site = f.site AND p.path = f.path
  LEFT JOIN footfall.page_worth(of_site, audit_rank.before, audit_rank.told_until) w
    ON w.page = footfall.page_form(footfall_store.page_path(f.path))
  WHERE s.name = of_site AND (audit_rank.told_until IS NULL OR f.at < audit_rank.told_until)
$$;
COMMENT ON FUNCTION footfall.audit_rank(text, timestamptz, timestamptz) IS
  'Findings of the last audit of a site, unless it was made after what was told (null for all), with the worth of their pages (footfall.page_worth) just before an instant; rank them by orders, then by visits.';

CREATE VIEW footfall.audit_finding AS
SELECT s.name AS site, r.at, f.kind, f.path, f.title, f.target, f.detail, f.unchanged_since,
  f.visits_28, f.visits_90, f.orders,
  row_number() OVER (PARTITION BY s.id
    ORDER BY f.orders DESC, f.visits_90 DESC, f.kind, f.path COLLATE "C", f.target COLLATE "C")
    AS rank
FROM footfall_store.site s
CROSS JOIN LATERAL (
  SELECT max(a.at) AS at FROM footfall_store.audit_run a WHERE a.site = s.id
) r
CROSS JOIN LATERAL (
  SELECT max(n.last_at) AS at FROM footfall_store.session n WHERE n.site = s.id
) l
CROSS JOIN LATERAL footfall.audit_rank(s.name, coalesce(l.at, r.at) + interval '1 microsecond', NULL) f
WHERE r.at IS NOT NULL;
COMMENT ON VIEW footfall.audit_finding IS 'What the last audit of each site found, ranked by orders and visits up to the newest hit; footfall.audit_rank tells it as of another time.';
COMMENT ON COLUMN footfall.audit_finding.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.audit_finding.at IS 'The run.';
COMMENT ON COLUMN footfall.audit_finding.kind IS 'dead_link, redirected_link, missing_anchor, unchanged, fact_differs, fact_missing or unreadable.';
COMMENT ON COLUMN footfall.audit_finding.path IS 'Path of the page.';
COMMENT ON COLUMN footfall.audit_finding.title IS 'Its title; empty where it has none or was not read.';
COMMENT ON COLUMN footfall.audit_finding.target IS 'Where the link leads, or the name of the fact.';
COMMENT ON COLUMN footfall.audit_finding.detail IS 'What is the matter.';
COMMENT ON COLUMN footfall.audit_finding.unchanged_since IS 'When the page was last changed; null where it was not read.';
COMMENT ON COLUMN footfall.audit_finding.visits_28 IS 'Visits of the last 28 days that saw the page.';
COMMENT ON COLUMN footfall.audit_finding.visits_90 IS 'Visits of the last 90 days that saw the page.';
COMMENT ON COLUMN footfall.audit_finding.orders IS 'Orders of the last 90 days whose buyer saw the page in the 30 days before, or in the same visit.';
COMMENT ON COLUMN footfall.audit_finding.rank IS 'Place among the findings of the site: by orders, then by visits.';

ALTER TABLE footfall_store.audit_run OWNER TO footfall_owner;
ALTER TABLE footfall_store.audit_page OWNER TO footfall_owner;
ALTER TABLE footfall_store.audit_finding OWNER TO footfall_owner;
ALTER VIEW footfall.audit_run OWNER TO footfall_owner;
ALTER VIEW footfall.audit_page OWNER TO footfall_owner;
ALTER VIEW footfall.audit_finding OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.page_path(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.page_form(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall.page_worth(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall.audit_rank(text, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.page_path(text), footfall.page_form(text),
  footfall.page_worth(text, timestamptz, timestamptz),
  footfall.audit_rank(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall.page_form(text),
  footfall.page_worth(text, timestamptz, timestamptz),
  footfall.audit_rank(text, timestamptz, timestamptz)
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall_store.page_path(text) TO footfall_ingest;
GRANT SELECT ON footfall.audit_run, footfall.audit_page, footfall.audit_finding
  TO footfall_ingest, footfall_report, footfall_analyst;
GRANT SELECT, INSERT ON footfall_store.audit_run TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE ON footfall_store.audit_page TO footfall_ingest;
GRANT SELECT, INSERT, DELETE ON footfall_store.audit_finding TO footfall_ingest;
