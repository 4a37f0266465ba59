-- Rows of which nothing is known go into their ledger by COPY; the others are compared with what is
-- stored, as before. One import of a ledger at a time, so that what is known stays what it is.
CREATE FUNCTION footfall_store.lock_ledger(ledger text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  is_empty boolean;
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  EXECUTE format('SELECT NOT EXISTS (SELECT FROM footfall_store.%I)', ledger) INTO is_empty;
  RETURN is_empty;
END
$$;
COMMENT ON FUNCTION footfall_store.lock_ledger(text) IS
  'Keeps others from writing to a ledger until the transaction ends. Gives whether it is empty.';

CREATE FUNCTION footfall_store.known_rows(ledger text, ids bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT DISTINCT o.id FROM footfall_store.%I o WHERE o.id = ANY ($1)', ledger) USING ids;
END
$$;
COMMENT ON FUNCTION footfall_store.known_rows(text, bigint[]) IS
  'Rows of a ledger that have versions, of some.';

-- Stores versions of rows that are compared with what is stored, all of one file; one that says what the
-- version before it said only confirms that. Gives how many more there are. The rows stand in JSON, which
-- takes long to read: once is enough, and what else is needed of them stands beside.
CREATE FUNCTION footfall_store.take_versions(
  ledger text, new_rows json, ids bigint[], times timestamptz[], contents bigint[],
  of_generation bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stored bigint;
  known text;
  before text[];
  is_late boolean;
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- One import of a ledger at a time: what it compares with must stay.
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  known := format(
    'SELECT o.id, o.as_of, o.content, o.generation FROM footfall_store.%I o WHERE o.id = ANY ($1)',
    ledger);
  EXECUTE format('SELECT coalesce(array_agg(ROW(k.*)::text), ''{}'') FROM (%s) k', known)
    INTO before USING ids;
  -- What was confirmed later than a row speaks of that says otherwise holds again from then on.
  EXECUTE format(
    'WITH split AS (
       SELECT o.id, o.as_of, o.confirmed_at, min(n.as_of) AS first, max(n.as_of) AS last
       FROM unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) AS n (id, as_of, content)
       JOIN footfall_store.%1$I o ON o.id = n.id
         AND o.content <> n.content AND o.as_of <= n.as_of AND o.confirmed_at > n.as_of
       GROUP BY o.id, o.as_of, o.confirmed_at
     ), again AS (
       INSERT INTO footfall_store.%1$I
       SELECT r.*
       FROM split s
       JOIN footfall_store.%1$I o ON o.id = s.id AND o.as_of = s.as_of
       CROSS JOIN LATERAL
         (SELECT footfall_store.told_between(o.told, s.last, ''infinity'') AS told) t
       CROSS JOIN LATERAL
         jsonb_populate_record(o, jsonb_build_object(''told'', t.told,
           ''as_of'', coalesce(t.told -> -1 -> ''at'', to_jsonb(s.confirmed_at)),
           ''generation'', coalesce(t.told -> -1 -> ''by'', to_jsonb(o.generation)),
           ''position'', coalesce(t.told -> -1 -> ''position'', to_jsonb(o.position)))) r
       ON CONFLICT (id, as_of) DO NOTHING
     )
     UPDATE footfall_store.%1$I o
     SET told = t.told,
       confirmed_at = greatest(o.as_of, (t.told -> 0 ->> ''at'')::timestamptz)
     FROM split s
     CROSS JOIN LATERAL (
       SELECT footfall_store.told_between(p.told, ''-infinity'', s.first) AS told
       FROM footfall_store.%1$I p WHERE p.id = s.id AND p.as_of = s.as_of) t
     WHERE o.id = s.id AND o.as_of = s.as_of', ledger)
    USING ids, times, contents;
  -- The same row of the same time, told otherwise: the last word counts.
  EXECUTE format(
    'DELETE FROM footfall_store.%1$I o
     USING unnest($1::bigint[], $2::timestamptz[], $3::bigint[]) AS n (id, as_of, content)
     WHERE o.id = n.id AND o.as_of = n.as_of AND o.content <> n.content', ledger)
    USING ids, times, contents;
  -- All that is known to have been said, in the order of its time; of what is said again and again
  -- the first is the version, and the last confirms it.
  EXECUTE format(
    'WITH new AS MATERIALIZED (
       SELECT n AS row FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
     ), stored AS MATERIALIZED (
       SELECT o AS row FROM footfall_store.%1$I o WHERE o.id = ANY ($2)
     ), said AS (
       SELECT (row).id, (row).as_of AS at, (row).content, row, true AS is_stored,
         1 AS rank, (row).generation AS by, (row).position AS by_position
       FROM stored
       UNION ALL
       SELECT (row).id, (row).confirmed_at, (row).content, row, true, 0, NULL, NULL
       FROM stored WHERE (row).confirmed_at > (row).as_of
       UNION ALL
       SELECT (row).id, t.at, (row).content, row, true, 2, t.by, t.position
       FROM stored, jsonb_to_recordset((row).told) AS t (at timestamptz, by bigint, position bigint)
       UNION ALL
       SELECT (row).id, (row).as_of, (row).content, row, false, 3, (row).generation, (row).position
       FROM new
     ), told AS (
       SELECT DISTINCT ON (id, at) id, at, content, row, is_stored
       FROM said ORDER BY id, at, is_stored DESC, rank
     ), teller AS (
       SELECT DISTINCT ON (id, at, content, by) id, at, content, by, by_position, rank
       FROM said WHERE by IS NOT NULL ORDER BY id, at, content, by, rank DESC
     ), compared AS (
       SELECT id, at, content, row, is_stored,
         content IS DISTINCT FROM lag(content) OVER (PARTITION BY id ORDER BY at) AS is_news
       FROM told
     ), numbered AS (
       SELECT id, at, content, row, is_stored, is_news,
         count(*) FILTER (WHERE is_news) OVER (PARTITION BY id ORDER BY at) AS number
       FROM compared
     ), placed AS (
       SELECT t.id, n.number, t.at, t.by, t.by_position,
         row_number() OVER (PARTITION BY t.id, n.number ORDER BY t.at DESC, t.rank DESC, t.by)
           AS place
       FROM teller t
       JOIN numbered n ON n.id = t.id AND n.at = t.at AND n.content = t.content
     ), telling AS (
       SELECT id, number, jsonb_agg(
         jsonb_build_object(''at'', at, ''by'', by, ''position'', by_position) ORDER BY place) AS told
       FROM placed WHERE place <= footfall_store.most_told() GROUP BY id, number
     ), version AS (
       SELECT n.id, n.at, n.row, n.is_stored, n.is_news,
         max(n.at) OVER (PARTITION BY n.id, n.number) AS confirmed_at, t.told
       FROM numbered n LEFT JOIN telling t ON t.id = n.id AND t.number = n.number
     ), gone AS (
       DELETE FROM footfall_store.%1$I o USING version v
       WHERE o.id = v.id AND o.as_of = v.at AND NOT v.is_news
       RETURNING o.id
     ), confirmed AS (
       UPDATE footfall_store.%1$I o SET confirmed_at = v.confirmed_at, told = v.told
       FROM version v
       WHERE o.id = v.id AND o.as_of = v.at AND v.is_news AND v.is_stored
         AND (o.confirmed_at, o.told) IS DISTINCT FROM (v.confirmed_at, v.told)
     ), added AS (
       INSERT INTO footfall_store.%1$I
       SELECT r.*
       FROM version v
       CROSS JOIN LATERAL
         jsonb_populate_record(v.row,
           jsonb_build_object(''confirmed_at'', v.confirmed_at, ''told'', v.told)) r
       WHERE v.is_news AND NOT v.is_stored
       RETURNING id
     )
     SELECT (SELECT count(*) FROM added) - (SELECT count(*) FROM gone)', ledger)
    INTO stored USING new_rows, ids;
  -- Where a row of an earlier day comes late, versions may go, and come as those of other files: what
  -- was derived from these is to be derived anew.
  EXECUTE format(
    'WITH after AS MATERIALIZED (%1$s), before AS MATERIALIZED (SELECT unnest($2) AS row)
     SELECT EXISTS (SELECT row FROM before EXCEPT SELECT ROW(k.*)::text FROM after k)
       OR EXISTS (
         SELECT FROM after k
         WHERE k.generation <> $3 AND ROW(k.*)::text NOT IN (SELECT row FROM before))', known)
    INTO is_late USING ids, before, of_generation;
  IF is_late THEN
    INSERT INTO footfall_store.underived_stream (generation) VALUES (0) ON CONFLICT DO NOTHING;
  END IF;
  RETURN stored;
END
$$;
COMMENT ON FUNCTION
  footfall_store.take_versions(text, json, bigint[], timestamptz[], bigint[], bigint) IS
  'Stores versions of rows of a ledger, compared with those that are stored.';
ALTER FUNCTION footfall_store.take_versions(text, json, bigint[], timestamptz[], bigint[], bigint)
  OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION
  footfall_store.take_versions(text, json, bigint[], timestamptz[], bigint[], bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  footfall_store.take_versions(text, json, bigint[], timestamptz[], bigint[], bigint)
  TO footfall_ingest;
DROP FUNCTION footfall_store.take_ledger(text, json);
DROP FUNCTION footfall_store.take_versions(text, json);

-- Most rows of an export say what was known, later than before: that confirms the newest version, and
-- needs no look at the others. What does not is left to footfall_store.take_versions.
CREATE FUNCTION footfall_store.confirm_rows(
  ledger text, ids bigint[], times timestamptz[], contents bigint[], positions bigint[],
  of_generation bigint) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  RETURN QUERY EXECUTE format(
    'UPDATE footfall_store.%1$I o
     SET confirmed_at = n.as_of,
       told = (jsonb_build_array(jsonb_build_object(
         ''at'', n.as_of, ''by'', $5, ''position'', n.position)) || o.told)
         - footfall_store.most_told()::integer
     FROM unnest($1, $2, $3, $4) AS n (id, as_of, content, position)
     WHERE o.id = n.id AND o.content = n.content AND o.confirmed_at < n.as_of AND o.told <> ''[]''
       AND NOT EXISTS (
         SELECT FROM footfall_store.%1$I k WHERE k.id = o.id AND k.as_of > o.as_of)
     RETURNING o.id', ledger)
    USING ids, times, contents, positions, of_generation;
END
$$;
COMMENT ON FUNCTION
  footfall_store.confirm_rows(text, bigint[], timestamptz[], bigint[], bigint[], bigint) IS
  'Notes that a file says of rows what their newest versions say. Gives the rows of which it does.';
ALTER FUNCTION footfall_store.confirm_rows(text, bigint[], timestamptz[], bigint[], bigint[], bigint)
  OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION
  footfall_store.confirm_rows(text, bigint[], timestamptz[], bigint[], bigint[], bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  footfall_store.confirm_rows(text, bigint[], timestamptz[], bigint[], bigint[], bigint)
  TO footfall_ingest;

-- A first derivation of many persons fills tables that are empty: their indexes are made afterwards,
-- in a tenth of the time. Nobody can look at the tables until it is over, so this is done at no other
-- time, nor while somebody looks at them.
CREATE FUNCTION footfall_store.unindex_persons() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE footfall_store.identity_node, footfall_store.identity_evidence,
    footfall_store.ledger_person IN ACCESS EXCLUSIVE MODE NOWAIT;
  IF EXISTS (SELECT FROM footfall_store.identity_node)
    OR EXISTS (SELECT FROM footfall_store.identity_evidence)
    OR EXISTS (SELECT FROM footfall_store.ledger_person)
  THEN
    RAISE EXCEPTION 'persons are derived' USING ERRCODE = 'lock_not_available';
  END IF;
  ALTER TABLE footfall_store.identity_node DROP CONSTRAINT identity_node_pkey;
  DROP INDEX footfall_store.identity_node_value, footfall_store.identity_node_person;
  ALTER TABLE footfall_store.identity_evidence DROP CONSTRAINT identity_evidence_pkey;
  DROP INDEX footfall_store.identity_evidence_b, footfall_store.identity_evidence_set_aside;
  ALTER TABLE footfall_store.ledger_person DROP CONSTRAINT ledger_person_pkey;
  DROP INDEX footfall_store.ledger_person_person;
  RETURN true;
EXCEPTION WHEN lock_not_available THEN
  RETURN false;
END
$$;
COMMENT ON FUNCTION footfall_store.unindex_persons() IS
  'Drops the indexes of what is derived of persons, where nothing is and nobody looks. Gives whether it did.';

CREATE FUNCTION footfall_store.index_evidence() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ALTER TABLE footfall_store.identity_evidence
    ADD CONSTRAINT identity_evidence_pkey PRIMARY KEY (site, a, b, rule, generation, position);
  CREATE INDEX identity_evidence_b ON footfall_store.identity_evidence (site, b);
  CREATE INDEX identity_evidence_set_aside ON footfall_store.identity_evidence (site)
    WHERE set_aside IS NOT NULL;
END
$$;
COMMENT ON FUNCTION footfall_store.index_evidence() IS
  'Makes the indexes of the evidence anew that footfall_store.unindex_persons dropped.';

CREATE FUNCTION footfall_store.index_persons() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  ALTER TABLE footfall_store.identity_node ADD CONSTRAINT identity_node_pkey PRIMARY KEY (site, id);
  CREATE UNIQUE INDEX identity_node_value ON footfall_store.identity_node (value, kind, site);
  CREATE INDEX identity_node_person ON footfall_store.identity_node (person, site);
  ALTER TABLE footfall_store.ledger_person ADD CONSTRAINT ledger_person_pkey PRIMARY KEY (id);
  CREATE INDEX ledger_person_person ON footfall_store.ledger_person (person, site);
END
$$;
COMMENT ON FUNCTION footfall_store.index_persons() IS
  'Makes the other indexes anew that footfall_store.unindex_persons dropped.';

-- Records that come later change when a value was seen last, and nothing that is indexed: there is
-- room for that beside it.
ALTER TABLE footfall_store.identity_node SET (fillfactor = 75);

-- Whose each version of a row is, by its values: the one place that says so. Of a few rows the newest
-- version is found by sorting theirs, of many by looking for a newer one.
CREATE VIEW footfall_store.version_owner AS
SELECT r.id, r.site, r.as_of, r.generation, coalesce(n.person, l.person, e.person) AS person
FROM footfall_store.ledger_name r
LEFT JOIN footfall_store.identity_node n
  ON n.value = r.number AND n.kind = 1 AND n.site = r.site
    AND (n.retired_at IS NULL OR r.at <= n.retired_at)
LEFT JOIN footfall_store.identity_node l
  ON l.value = r.login AND l.kind = 2 AND l.site = r.site
LEFT JOIN footfall_store.identity_node e
  ON e.value = r.email AND e.kind = 3 AND e.site = r.site;
COMMENT ON VIEW footfall_store.version_owner IS 'Whose each version of a row of a ledger is, by the values in it.';
COMMENT ON COLUMN footfall_store.version_owner.id IS 'Id of the row.';
COMMENT ON COLUMN footfall_store.version_owner.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.version_owner.as_of IS 'Since when the row says this.';
COMMENT ON COLUMN footfall_store.version_owner.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.version_owner.person IS 'The person; null for nobody.';

CREATE OR REPLACE VIEW footfall_store.ledger_owner AS
SELECT o.id, o.site, o.person
FROM (
  SELECT DISTINCT ON (v.id) v.id, v.site, v.person
  FROM footfall_store.version_owner v
  ORDER BY v.id, v.as_of DESC
) o
WHERE o.person IS NOT NULL;

CREATE VIEW footfall_store.newest_owner AS
SELECT v.id, v.site, v.generation, v.person
FROM footfall_store.version_owner v
WHERE NOT EXISTS (
  SELECT FROM footfall_store.ledger_name k WHERE k.id = v.id AND k.as_of > v.as_of);
COMMENT ON VIEW footfall_store.newest_owner IS 'Whose each row of a ledger is as it is now, for many rows at once.';
COMMENT ON COLUMN footfall_store.newest_owner.id IS 'Id of the row.';
COMMENT ON COLUMN footfall_store.newest_owner.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.newest_owner.generation IS 'File that its newest version was read from.';
COMMENT ON COLUMN footfall_store.newest_owner.person IS 'The person; null for nobody.';

ALTER VIEW footfall_store.version_owner OWNER TO footfall_owner;
ALTER VIEW footfall_store.newest_owner OWNER TO footfall_owner;
GRANT SELECT ON footfall_store.newest_owner TO footfall_ingest;
ALTER FUNCTION footfall_store.unindex_persons() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.index_evidence() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.index_persons() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.unindex_persons(), footfall_store.index_evidence(),
  footfall_store.index_persons() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.unindex_persons(), footfall_store.index_evidence(),
  footfall_store.index_persons() TO footfall_ingest;

ALTER FUNCTION footfall_store.lock_ledger(text) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.known_rows(text, bigint[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.lock_ledger(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.known_rows(text, bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.lock_ledger(text) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.known_rows(text, bigint[]) TO footfall_ingest;
DO $$
DECLARE
  ledger text;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format('GRANT INSERT ON footfall_store.%I TO footfall_ingest', ledger);
  END LOOP;
END
$$;
