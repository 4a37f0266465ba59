-- A file may come back, or its copy: what was read of its stream since is not missing.
CREATE OR REPLACE VIEW footfall.source_gap AS
SELECT g.source, s.name AS source_name, g.path, g.found_at, g.reason, g.generation, g.position,
  g.bytes
FROM footfall_store.source_gap g
JOIN footfall_store.source s ON s.id = g.source
WHERE NOT EXISTS (
  SELECT FROM footfall_store.stream t
  WHERE g.reason = 'vanished' AND t.generation = g.generation AND t.state <> 'undone'
    AND t.position >= g.position + g.bytes);
COMMENT ON VIEW footfall.source_gap IS 'Bytes that were gone before they could be read, and did not come back.';

-- What undo would take of lists.
CREATE FUNCTION footfall_store.count_ledger_versions(generations bigint[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ledger text;
  found bigint;
  total bigint := 0;
BEGIN
  FOREACH ledger IN ARRAY footfall_store.ledgers() LOOP
    EXECUTE format('SELECT count(*) FROM footfall_store.%I WHERE generation = ANY ($1)', ledger)
      INTO found USING generations;
    total := total + found;
  END LOOP;
  RETURN total;
END
$$;
COMMENT ON FUNCTION footfall_store.count_ledger_versions(bigint[]) IS 'Versions of rows of lists that streams brought.';
ALTER FUNCTION footfall_store.count_ledger_versions(bigint[]) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.count_ledger_versions(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.count_ledger_versions(bigint[]) TO footfall_ingest;
