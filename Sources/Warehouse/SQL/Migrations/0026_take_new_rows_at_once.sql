-- Rows of which nothing is known yet have no versions to be compared with: they go in as they are.
ALTER FUNCTION footfall_store.take_ledger(text, json) RENAME TO take_versions;
COMMENT ON FUNCTION footfall_store.take_versions(text, json) IS
  'Stores versions of rows of a ledger, compared with those that are stored.';
REVOKE ALL ON FUNCTION footfall_store.take_versions(text, json) FROM PUBLIC, footfall_ingest;

CREATE FUNCTION footfall_store.take_ledger(ledger text, new_rows json) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  fields text;
  stored bigint;
BEGIN
  IF ledger <> ALL (footfall_store.ledgers()) THEN
    RAISE EXCEPTION 'not a ledger' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE ROW EXCLUSIVE MODE', ledger);
  SELECT string_agg(CASE a.attname
      WHEN 'told' THEN 'jsonb_build_array(jsonb_build_object(''at'', n.as_of, ''by'', n.generation, '
        || '''position'', n.position))'
      ELSE format('n.%I', a.attname) END, ', ' ORDER BY a.attnum)
    INTO fields
  FROM pg_attribute a
  WHERE a.attrelid = format('footfall_store.%I', ledger)::regclass AND a.attnum > 0
    AND NOT a.attisdropped;
  EXECUTE format(
    'WITH new AS MATERIALIZED (
       SELECT n.* FROM json_populate_recordset(null::footfall_store.%1$I, $1) n
     )
     INSERT INTO footfall_store.%1$I
     SELECT %2$s
     FROM new n
     WHERE (SELECT count(*) = count(DISTINCT id) FROM new)
       AND NOT EXISTS (SELECT FROM new k JOIN footfall_store.%1$I o ON o.id = k.id)', ledger, fields)
    USING new_rows;
  GET DIAGNOSTICS stored = ROW_COUNT;
  RETURN CASE WHEN stored > 0 THEN stored ELSE footfall_store.take_versions(ledger, new_rows) END;
END
$$;
COMMENT ON FUNCTION footfall_store.take_ledger(text, json) IS
  'Stores versions of rows; one that says what the version before it said only confirms that. Gives how many more there are.';
ALTER FUNCTION footfall_store.take_ledger(text, json) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.take_ledger(text, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.take_ledger(text, json) TO footfall_ingest;
