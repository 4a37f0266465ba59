-- What all ledgers have in common: their first columns, how rows come in and go, and the analysts'
-- views of what holds now and of what held before.
CREATE FUNCTION footfall_store.ledgers() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['customer', 'activity', 'survey_answer', 'mention', 'customer_order', 'order_line',
    'order_status', 'shipment', 'product', 'wish', 'subscription', 'cost', 'benefit']
$$;
COMMENT ON FUNCTION footfall_store.ledgers() IS 'Tables of the ledgers.';

-- Stores versions of rows; one that says what the version before it said only confirms that. Gives
-- how many more there are.
CREATE FUNCTION footfall_store.take_ledger(ledger text, new_rows json) RETURNS bigint
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
       SELECT DISTINCT o.id, o.as_of, o.confirmed_at
       FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
       JOIN footfall_store.%1$I o ON o.id = n.id
         AND o.content <> n.content AND o.as_of <= n.as_of AND o.confirmed_at > n.as_of
     ), again AS (
       INSERT INTO footfall_store.%1$I
       SELECT r.*
       FROM split s
       JOIN footfall_store.%1$I o ON o.id = s.id AND o.as_of = s.as_of
       CROSS JOIN LATERAL
         jsonb_populate_record(o, jsonb_build_object(''as_of'', s.confirmed_at)) r
       ON CONFLICT (id, as_of) DO NOTHING
     )
     UPDATE footfall_store.%1$I o SET confirmed_at = o.as_of
     FROM split s WHERE o.id = s.id AND o.as_of = s.as_of', ledger)
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
       SELECT (row).id, (row).as_of AS at, (row).content, row, true AS is_stored FROM stored
       UNION ALL
       SELECT (row).id, (row).confirmed_at, (row).content, row, true FROM stored
       WHERE (row).confirmed_at > (row).as_of
       UNION ALL
       SELECT (row).id, (row).as_of, (row).content, row, false FROM new
     ), told AS (
       SELECT DISTINCT ON (id, at) id, at, content, row, is_stored
       FROM said ORDER BY id, at, is_stored DESC
     ), compared AS (
       SELECT id, at, content, row, is_stored,
         content IS DISTINCT FROM lag(content) OVER (PARTITION BY id ORDER BY at) AS is_news
       FROM told
     ), numbered AS (
       SELECT id, at, row, is_stored, is_news,
         count(*) FILTER (WHERE is_news) OVER (PARTITION BY id ORDER BY at) AS number
       FROM compared
     ), version AS (
       SELECT id, at, row, is_stored, is_news,
         max(at) OVER (PARTITION BY id, number) AS confirmed_at
       FROM numbered
     ), gone AS (
       DELETE FROM footfall_store.%1$I o USING version v
       WHERE o.id = v.id AND o.as_of = v.at AND NOT v.is_news
       RETURNING o.id
     ), confirmed AS (
       UPDATE footfall_store.%1$I o SET confirmed_at = v.confirmed_at
       FROM version v
       WHERE o.id = v.id AND o.as_of = v.at AND v.is_news AND o.confirmed_at <> v.confirmed_at
     ), added AS (
       INSERT INTO footfall_store.%1$I
       SELECT r.*
       FROM version v
       CROSS JOIN LATERAL
         jsonb_populate_record(v.row, jsonb_build_object(''confirmed_at'', v.confirmed_at)) r
       WHERE v.is_news AND NOT v.is_stored
       RETURNING id
     )
     SELECT (SELECT count(*) FROM added) - (SELECT count(*) FROM gone)', ledger)
    INTO stored USING new_rows;
  RETURN stored;
END
$$;
COMMENT ON FUNCTION footfall_store.take_ledger(text, json) IS 'Stores versions of rows of a ledger.';

-- Takes back what a file brought. Gives how many versions that were.
CREATE FUNCTION footfall_store.forget_ledgers(generations bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ledger text;
  dropped bigint;
  total bigint := 0;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
    EXECUTE format('DELETE FROM footfall_store.%I WHERE generation = ANY ($1)', ledger)
      USING generations;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    total := total + dropped;
  END LOOP;
  RETURN total;
END
$$;
COMMENT ON FUNCTION footfall_store.forget_ledgers(bigint[]) IS 'Removes the versions that streams brought.';

-- For each ledger: comments of the first columns, a view of what holds now, and one of every version.
DO $$
DECLARE
  ledger text;
  view text;
  names text;
  named boolean;
  field record;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.id IS %L', ledger, 'Keyed hash of site, ledger and key.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.site IS %L', ledger, 'Id of the site.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.as_of IS %L', ledger, 'Since when the row says this.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.confirmed_at IS %L', ledger, 'When a file said so last.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.content IS %L', ledger, 'Keyed hash of all that it says.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.generation IS %L', ledger, 'File that it was read from.');
    EXECUTE format('COMMENT ON COLUMN footfall_store.%I.position IS %L', ledger, 'Byte offset of the row in it.');
    SELECT string_agg(format('l.%I', a.attname), ', ' ORDER BY a.attnum) INTO names
    FROM pg_attribute a
    WHERE a.attrelid = format('footfall_store.%I', ledger)::regclass AND a.attnum > 7
      AND NOT a.attisdropped;
    -- Whose a row is, for those that name somebody.
    named := EXISTS (
      SELECT FROM pg_attribute a
      WHERE a.attrelid = format('footfall_store.%I', ledger)::regclass
        AND (a.attname = 'customer_number' OR ledger = 'customer'));
    EXECUTE format(
      'CREATE VIEW footfall.%1$I AS
       SELECT s.name AS site, l.id, l.as_of, %2$s
       FROM footfall_store.%1$I l JOIN footfall_store.site s ON s.id = l.site %3$s
       WHERE NOT EXISTS (
         SELECT FROM footfall_store.%1$I n WHERE n.id = l.id AND n.as_of > l.as_of)',
      ledger, CASE WHEN named THEN 'p.person, ' ELSE '' END || names,
      CASE WHEN named THEN 'LEFT JOIN footfall_store.ledger_person p ON p.id = l.id' ELSE '' END);
    EXECUTE format(
      'CREATE VIEW footfall.%1$I AS
       SELECT s.name AS site, l.id, l.as_of,
         lead(l.as_of) OVER (PARTITION BY l.id ORDER BY l.as_of) AS until, %2$s
       FROM footfall_store.%3$I l JOIN footfall_store.site s ON s.id = l.site',
      ledger || '_history', names, ledger);
    FOREACH view IN ARRAY ARRAY[ledger, ledger || '_history'] LOOP
      EXECUTE format('COMMENT ON VIEW footfall.%I IS %L', view,
        obj_description(format('footfall_store.%I', ledger)::regclass, 'pg_class')
        || CASE WHEN view = ledger THEN ' As they are now.' ELSE ' Every version.' END);
      EXECUTE format('ALTER VIEW footfall.%I OWNER TO footfall_owner', view);
      EXECUTE format(
        'GRANT SELECT ON footfall.%I TO footfall_ingest, footfall_report, footfall_analyst', view);
      FOR field IN
        SELECT a.attname, coalesce(col_description(t.attrelid, t.attnum), '') AS meaning
        FROM pg_attribute a
        LEFT JOIN pg_attribute t ON t.attrelid = format('footfall_store.%I', ledger)::regclass
          AND t.attname = a.attname
        WHERE a.attrelid = format('footfall.%I', view)::regclass AND a.attnum > 0
      LOOP
        EXECUTE format('COMMENT ON COLUMN footfall.%I.%I IS %L', view, field.attname,
          CASE field.attname WHEN 'site' THEN 'Name of the site.'
            WHEN 'person' THEN 'The person it is about; null where it names nobody.'
            WHEN 'until' THEN 'Until when; null while it holds.' ELSE field.meaning END);
      END LOOP;
    END LOOP;
    EXECUTE format('ALTER TABLE footfall_store.%I OWNER TO footfall_owner', ledger);
    EXECUTE format('CREATE INDEX ON footfall_store.%I (generation)', ledger);
    FOR field IN
      SELECT a.attname FROM pg_attribute a
      WHERE a.attrelid = format('footfall_store.%I', ledger)::regclass
        AND a.attname = 'order_number'
    LOOP
      EXECUTE format('CREATE INDEX ON footfall_store.%I (%I)', ledger, field.attname);
    END LOOP;
  END LOOP;
END
$$;
ALTER FUNCTION footfall_store.ledgers() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.take_ledger(text, json) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.forget_ledgers(bigint[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.ledgers() FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.take_ledger(text, json) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.forget_ledgers(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.take_ledger(text, json) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.forget_ledgers(bigint[]) TO footfall_ingest;
