-- What is told of who is who: which records contradict each other, how many visits became somebody
-- else's, by which record a person has its name; and that the business's own addresses are nobody's.
CREATE TABLE footfall_store.shared_cookie (
  site bigint NOT NULL,
  cookie bigint NOT NULL,
  reason smallint NOT NULL CHECK (reason IN (6, 7)),
  persons integer NOT NULL CHECK (persons > 0),
  first_seen timestamptz NOT NULL,
  PRIMARY KEY (site, cookie)
);
COMMENT ON TABLE footfall_store.shared_cookie IS 'Cookies of browsers that several persons use, or that are too many for one.';
COMMENT ON COLUMN footfall_store.shared_cookie.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.shared_cookie.cookie IS 'Keyed hash of the cookie.';
COMMENT ON COLUMN footfall_store.shared_cookie.reason IS 'Why it is nobody''s: see footfall.identity_conflict_name.';
COMMENT ON COLUMN footfall_store.shared_cookie.persons IS 'How many persons logged in with it.';
COMMENT ON COLUMN footfall_store.shared_cookie.first_seen IS 'Time of the first hit with it.';

CREATE INDEX identity_evidence_set_aside ON footfall_store.identity_evidence (site)
  WHERE set_aside IS NOT NULL;

CREATE VIEW footfall.identity_conflict AS
SELECT s.name AS site, footfall.identity_conflict_name(e.set_aside) AS reason,
  footfall.identity_rule_name(e.rule) AS rule, e.at, e.a, e.b, NULL::bigint AS cookie,
  NULL::integer AS persons
FROM footfall_store.identity_evidence e
JOIN footfall_store.site s ON s.id = e.site
WHERE e.set_aside IS NOT NULL
UNION ALL
SELECT s.name, footfall.identity_conflict_name(c.reason), 'login', c.first_seen, NULL, NULL,
  c.cookie, c.persons
FROM footfall_store.shared_cookie c
JOIN footfall_store.site s ON s.id = c.site;
COMMENT ON VIEW footfall.identity_conflict IS 'What does not count of who is who, and why: one row for each two values that are not joined, and for each browser that is nobody''s.';
COMMENT ON COLUMN footfall.identity_conflict.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.identity_conflict.reason IS 'Why it does not count: see footfall.identity_conflict_name.';
COMMENT ON COLUMN footfall.identity_conflict.rule IS 'What kind of record gave way: see footfall.identity_rule_name.';
COMMENT ON COLUMN footfall.identity_conflict.at IS 'Time of the record; of a browser that of its first hit.';
COMMENT ON COLUMN footfall.identity_conflict.a IS 'Id of one value: see footfall.person_identifier; null for a browser.';
COMMENT ON COLUMN footfall.identity_conflict.b IS 'Id of the other value.';
COMMENT ON COLUMN footfall.identity_conflict.cookie IS 'Keyed hash of the cookie; null for values.';
COMMENT ON COLUMN footfall.identity_conflict.persons IS 'How many persons logged in with the cookie; null for values.';

-- How far each log had been read when visits were given to persons: what lies before was somebody's,
-- or nobody's, already.
CREATE TABLE footfall_store.owned_stream (
  generation bigint PRIMARY KEY,
  position bigint NOT NULL,
  next_position bigint NOT NULL
);
COMMENT ON TABLE footfall_store.owned_stream IS 'How far each log had been read when visits were given to persons last.';
COMMENT ON COLUMN footfall_store.owned_stream.generation IS 'The log.';
COMMENT ON COLUMN footfall_store.owned_stream.position IS 'Bytes that had been read.';
COMMENT ON COLUMN footfall_store.owned_stream.next_position IS 'Bytes that are read as the derivation that is at work begins.';

CREATE TABLE footfall_store.visit_change (
  at timestamptz NOT NULL,
  site bigint NOT NULL,
  before bigint NOT NULL,
  after bigint NOT NULL,
  visits bigint NOT NULL,
  hits bigint NOT NULL,
  PRIMARY KEY (at, site, before, after),
  CHECK (before <> after)
);
COMMENT ON TABLE footfall_store.visit_change IS 'Visits known before that came to be somebody else''s.';
COMMENT ON COLUMN footfall_store.visit_change.at IS 'When: that of the run.';
COMMENT ON COLUMN footfall_store.visit_change.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.visit_change.before IS 'The person whose they were; 0 for nobody.';
COMMENT ON COLUMN footfall_store.visit_change.after IS 'The person whose they are from then on; 0 for nobody.';
COMMENT ON COLUMN footfall_store.visit_change.visits IS 'How many sessions, in part or whole.';
COMMENT ON COLUMN footfall_store.visit_change.hits IS 'How many hits.';

CREATE VIEW footfall.visit_change AS
SELECT c.at, s.name AS site, nullif(c.before, 0) AS before, nullif(c.after, 0) AS after, c.visits,
  c.hits
FROM footfall_store.visit_change c
JOIN footfall_store.site s ON s.id = c.site;
COMMENT ON VIEW footfall.visit_change IS 'Visits that came to be somebody else''s, run by run.';
COMMENT ON COLUMN footfall.visit_change.at IS 'When.';
COMMENT ON COLUMN footfall.visit_change.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.visit_change.before IS 'The person whose they were; null for nobody.';
COMMENT ON COLUMN footfall.visit_change.after IS 'The person whose they are from then on; null for nobody.';
COMMENT ON COLUMN footfall.visit_change.visits IS 'How many sessions, in part or whole.';
COMMENT ON COLUMN footfall.visit_change.hits IS 'How many hits.';

ALTER TABLE footfall_store.identity_run ADD COLUMN visits bigint NOT NULL DEFAULT 0;
ALTER TABLE footfall_store.identity_run ADD COLUMN hits bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN footfall_store.identity_run.visits IS 'Visits known before that are somebody else''s now.';
COMMENT ON COLUMN footfall_store.identity_run.hits IS 'Hits of them.';

CREATE VIEW footfall.person_run AS
SELECT r.at, r.persons, r.merged, r.split, r.moved, r.visits, r.hits
FROM footfall_store.identity_run r;
COMMENT ON VIEW footfall.person_run IS 'When persons came out otherwise than before; of all sites.';
COMMENT ON COLUMN footfall.person_run.at IS 'When; its values stand in footfall.person_change, its visits in footfall.visit_change.';
COMMENT ON COLUMN footfall.person_run.persons IS 'Persons after it.';
COMMENT ON COLUMN footfall.person_run.merged IS 'Persons that became part of another.';
COMMENT ON COLUMN footfall.person_run.split IS 'Persons that were part of another.';
COMMENT ON COLUMN footfall.person_run.moved IS 'Values known before that name somebody else now.';
COMMENT ON COLUMN footfall.person_run.visits IS 'Visits known before that are somebody else''s now.';
COMMENT ON COLUMN footfall.person_run.hits IS 'Hits of them.';

-- Addresses of the business and of its staff name no person: not in a list, not in a form.
CREATE TABLE footfall_store.own_address (
  site bigint NOT NULL,
  address text NOT NULL,
  PRIMARY KEY (site, address)
);
COMMENT ON TABLE footfall_store.own_address IS 'Addresses of the business and of its staff, as the settings last said.';
COMMENT ON COLUMN footfall_store.own_address.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.own_address.address IS 'A mail address, or a domain as @larkspur.example.';

CREATE FUNCTION footfall_store.is_of_own(address text, own text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN own LIKE '@%' THEN right(address, length(own)) = own
    ELSE address = own OR starts_with(address, split_part(own, '@', 1) || '+')
      AND right(address, length(own) - position('@' IN own) + 1) = substr(own, position('@' IN own))
  END
$$;
COMMENT ON FUNCTION footfall_store.is_of_own(text, text) IS
  'Whether a mail address is another, with or without a plus part, or of a domain.';

-- By which record a person has the name and the telephone number that footfall.person shows.
CREATE VIEW footfall.person_attribute AS
SELECT DISTINCT ON (a.person, a.site, a.attribute)
  a.site, a.person, a.attribute, a.value, a.source, a.at, t.name AS stream, a.generation, a.position
FROM (
  SELECT u.site, u.person, x.attribute, x.value, 1 AS place, 'customer' AS source, u.as_of AS at, u.id,
    l.generation, l.position
  FROM (
    SELECT c.person, c.site, c.id, c.as_of, c.phone,
      coalesce(c.name, nullif(concat_ws(' ', c.given_name, c.family_name), ''), c.company) AS name
    FROM footfall.customer c
    WHERE c.person IS NOT NULL
  ) u
  JOIN footfall_store.customer l ON l.id = u.id AND l.as_of = u.as_of
  CROSS JOIN LATERAL (VALUES ('name', u.name), ('phone', u.phone)) AS x (attribute, value)
  WHERE x.value IS NOT NULL
  UNION ALL
  SELECT o.site, o.person, 'name', o.name, 2, 'order', o.at, o.id, l.generation, l.position
  FROM footfall.customer_order o
  JOIN footfall_store.customer_order l ON l.id = o.id AND l.as_of = o.as_of
  WHERE o.person IS NOT NULL AND o.name IS NOT NULL
  UNION ALL
  SELECT s.name, c.owner, 'name', c.person_name, 3, (ARRAY['form', 'email'])[c.channel], c.at, c.id,
    c.generation, c.position
  FROM footfall_store.contact c
  JOIN footfall_store.site s ON s.id = c.site
  WHERE c.owner IS NOT NULL AND c.person_name <> ''
) a
LEFT JOIN footfall_store.stream t ON t.generation = a.generation
ORDER BY a.person, a.site, a.attribute, a.place, a.at DESC, a.id;
COMMENT ON VIEW footfall.person_attribute IS 'By which record a person has its name and its telephone number.';
COMMENT ON COLUMN footfall.person_attribute.site IS 'Name of the site.';
COMMENT ON COLUMN footfall.person_attribute.person IS 'The person.';
COMMENT ON COLUMN footfall.person_attribute.attribute IS 'name or phone.';
COMMENT ON COLUMN footfall.person_attribute.value IS 'As footfall.person shows it.';
COMMENT ON COLUMN footfall.person_attribute.source IS 'What kind of record says so: customer (the business''s list) before order, that before form and email (as the person wrote it, or staff to the person); of one kind the newest.';
COMMENT ON COLUMN footfall.person_attribute.at IS 'Time of the record; of a list since when it says so.';
COMMENT ON COLUMN footfall.person_attribute.stream IS 'File that it was read from.';
COMMENT ON COLUMN footfall.person_attribute.generation IS 'Id of that file.';
COMMENT ON COLUMN footfall.person_attribute.position IS 'Byte offset of the record in it.';

ALTER TABLE footfall_store.shared_cookie OWNER TO footfall_owner;
ALTER TABLE footfall_store.owned_stream OWNER TO footfall_owner;
ALTER TABLE footfall_store.visit_change OWNER TO footfall_owner;
ALTER TABLE footfall_store.own_address OWNER TO footfall_owner;
ALTER VIEW footfall.identity_conflict OWNER TO footfall_owner;
ALTER VIEW footfall.visit_change OWNER TO footfall_owner;
ALTER VIEW footfall.person_run OWNER TO footfall_owner;
ALTER VIEW footfall.person_attribute OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.is_of_own(text, text) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.is_of_own(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.is_of_own(text, text) TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.shared_cookie, footfall_store.owned_stream,
  footfall_store.visit_change, footfall_store.own_address
  TO footfall_ingest;
GRANT SELECT ON footfall.identity_conflict, footfall.visit_change, footfall.person_run,
  footfall.person_attribute
  TO footfall_ingest, footfall_report, footfall_analyst;
