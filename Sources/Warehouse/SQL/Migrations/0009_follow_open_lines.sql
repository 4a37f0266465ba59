-- What an open last line was counted as, and how a copy cut off in its first line is known.
ALTER TABLE footfall_store.stream
  ADD COLUMN open_outcome text,
  ADD COLUMN open_reason text,
  ADD COLUMN beginnings bytea NOT NULL DEFAULT '';
ALTER TABLE footfall_store.stream ALTER COLUMN beginnings SET STORAGE EXTERNAL;
COMMENT ON COLUMN footfall_store.stream.open_outcome IS 'What the open last line was counted as.';
COMMENT ON COLUMN footfall_store.stream.open_reason IS 'The reason that it was counted with; empty where it has none.';
COMMENT ON COLUMN footfall_store.stream.beginnings IS 'For each beginning of the first line, by length, 32 bits of its hash: a copy cut off within that line is known by them.';
-- A stream of one open line goes when the line has grown into the first of another.
GRANT DELETE ON footfall_store.stream, footfall_store.stream_tally TO footfall_ingest;
-- A loader that waits for a table may stand in the way of one that others wait for in the program,
-- where the server sees no deadlock: it gives up and tries again.
ALTER FUNCTION footfall_store.ensure_event_partition(date) SET lock_timeout = '10s';
CREATE OR REPLACE FUNCTION footfall_store.index_event_partition(name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
BEGIN
  IF name !~ '^event_[0-9]{4}_[0-9]{2}$' THEN
    RAISE EXCEPTION 'not an event partition' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- Two that look at the same time would both find no index, and one would fail.
  PERFORM pg_advisory_xact_lock(hashtextextended(name, 0));
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (visitor, at)', name || '_visitor', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I USING brin (at)', name || '_at', name);
END
$$;
