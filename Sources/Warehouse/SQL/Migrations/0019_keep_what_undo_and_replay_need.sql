-- What taking back and reading again need: which files told a version of a ledger's row, so that it
-- outlives the one that brought it, and which columns the lines of W3C logs have.
CREATE FUNCTION footfall_store.most_told() RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 4::bigint $$;
COMMENT ON FUNCTION footfall_store.most_told() IS 'Files that a version of a row remembers at most.';

CREATE FUNCTION footfall_store.told_between(told jsonb, after timestamptz, before timestamptz)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(jsonb_agg(t.entry ORDER BY (t.entry ->> 'at')::timestamptz DESC), '[]')
  FROM jsonb_array_elements($1) AS t (entry)
  WHERE (t.entry ->> 'at')::timestamptz > $2 AND (t.entry ->> 'at')::timestamptz < $3
$$;
COMMENT ON FUNCTION footfall_store.told_between(jsonb, timestamptz, timestamptz)
  IS 'Files that told a version after a time and before another.';

DO $$
DECLARE
  ledger text;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format(
      'ALTER TABLE footfall_store.%I ADD COLUMN told jsonb NOT NULL DEFAULT ''[]''', ledger);
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.told IS %L', ledger,
      'Files that said so, the last first: when (at), which (by), and where in it (position).');
  END LOOP;
END
$$;

-- Stores versions of rows; one that says what the version before it said only confirms that. Gives
-- how many more there are.
CREATE OR REPLACE FUNCTION footfall_store.take_ledger(ledger text, new_rows json) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  stored bigint;
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- One import of a ledger at a time: what it compares with must stay.
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  -- What was confirmed later than a row speaks of that says otherwise holds again from then on.
  EXECUTE format(
    'WITH split AS (
       SELECT o.id, o.as_of, o.confirmed_at, min(n.as_of) AS first, max(n.as_of) AS last
       FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
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
    USING new_rows;
  -- The same row of the same time, told otherwise: the last word counts.
  EXECUTE format(
    'DELETE FROM footfall_store.%1$I o
     USING json_populate_recordset(null::footfall_store.%1$I, $1) n
     WHERE o.id = n.id AND o.as_of = n.as_of AND o.content <> n.content', ledger)
    USING new_rows;
  -- All that is known to have been said, in the order of its time; of what is said again and again
  -- the first is the version, and the last confirms it.
  EXECUTE format(
    'WITH new AS MATERIALIZED (
       SELECT n AS row FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
     ), stored AS MATERIALIZED (
       SELECT o AS row FROM footfall_store.%1$I o WHERE o.id IN (SELECT (row).id FROM new)
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
    INTO stored USING new_rows;
  RETURN stored;
END
$$;

-- Takes back what files brought. A version that another file told as well stays, from when that one
-- did; of those that then say the same one after the other one is left. Gives how many versions went.
CREATE OR REPLACE FUNCTION footfall_store.forget_ledgers(generations bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ledger text;
  ids bigint[];
  before bigint;
  left_over bigint;
  total bigint := 0;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
    EXECUTE format(
      'SELECT array_agg(DISTINCT o.id) FROM footfall_store.%I o
       WHERE o.generation = ANY ($1)
         OR EXISTS (SELECT FROM jsonb_to_recordset(o.told) AS t (by bigint) WHERE t.by = ANY ($1))',
      ledger) INTO ids USING generations;
    CONTINUE WHEN ids IS NULL;
    EXECUTE format('SELECT count(*) FROM footfall_store.%I WHERE id = ANY ($1)', ledger)
      INTO before USING ids;
    EXECUTE format(
      'WITH gone AS (
         DELETE FROM footfall_store.%1$I o WHERE o.id = ANY ($2) RETURNING o AS row
       ), said AS (
         SELECT (row).id, (row).content, row, (row).as_of AS at, (row).generation AS by,
           (row).position
         FROM gone
         UNION ALL
         SELECT (g.row).id, (g.row).content, g.row, t.at, t.by, t.position
         FROM gone g, jsonb_to_recordset((g.row).told) AS t (at timestamptz, by bigint, position bigint)
       ), version AS (
         SELECT DISTINCT ON (id, at) id, at, content, row, by, position
         FROM said WHERE by <> ALL ($1) ORDER BY id, at, by
       ), compared AS (
         SELECT id, at, content, row, by, position,
           content IS DISTINCT FROM lag(content) OVER (PARTITION BY id ORDER BY at) AS is_news
         FROM version
       ), numbered AS (
         SELECT id, at, content, row, by, position, is_news,
           count(*) FILTER (WHERE is_news) OVER (PARTITION BY id ORDER BY at) AS number
         FROM compared
       ), placed AS (
         SELECT k.id, n.number, k.at, k.by, k.position,
           row_number() OVER (PARTITION BY k.id, n.number ORDER BY k.at DESC, k.by) AS place
         FROM (SELECT DISTINCT id, at, content, by, position FROM said WHERE by <> ALL ($1)) k
         JOIN numbered n ON n.id = k.id AND n.at = k.at AND n.content = k.content
       ), telling AS (
         SELECT id, number, max(at) AS confirmed_at, jsonb_agg(
             jsonb_build_object(''at'', at, ''by'', by, ''position'', position) ORDER BY place)
           FILTER (WHERE place <= footfall_store.most_told()) AS told
         FROM placed GROUP BY id, number
       )
       INSERT INTO footfall_store.%1$I
       SELECT r.*
       FROM numbered n
       JOIN telling t ON t.id = n.id AND t.number = n.number
       CROSS JOIN LATERAL
         jsonb_populate_record(n.row, jsonb_build_object(''as_of'', n.at, ''generation'', n.by,
           ''position'', n.position, ''confirmed_at'', t.confirmed_at, ''told'', t.told)) r
       WHERE n.is_news', ledger) USING generations, ids;
    GET DIAGNOSTICS left_over = ROW_COUNT;
    total := total + before - left_over;
  END LOOP;
  RETURN total;
END
$$;
ALTER FUNCTION footfall_store.most_told() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.told_between(jsonb, timestamptz, timestamptz) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.most_told() FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.told_between(jsonb, timestamptz, timestamptz) FROM PUBLIC;

CREATE TABLE footfall_store.stream_fields (
  generation bigint NOT NULL,
  position bigint NOT NULL,
  fields text NOT NULL,
  PRIMARY KEY (generation, position)
);
COMMENT ON TABLE footfall_store.stream_fields IS 'Columns of W3C logs, for reading rejects again.';
COMMENT ON COLUMN footfall_store.stream_fields.generation IS 'Stream.';
COMMENT ON COLUMN footfall_store.stream_fields.position IS 'Byte offset from which on they hold.';
COMMENT ON COLUMN footfall_store.stream_fields.fields IS 'The #Fields: line; empty where none holds.';
ALTER TABLE footfall_store.stream_fields OWNER TO footfall_owner;
GRANT SELECT, INSERT, UPDATE, DELETE ON footfall_store.stream_fields TO footfall_ingest;
