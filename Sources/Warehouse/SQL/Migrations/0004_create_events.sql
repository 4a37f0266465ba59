-- Events: one row a hit, distributed by visitor, partitioned by month.
CREATE TABLE footfall_store.event (
  visitor bigint NOT NULL,
  at timestamptz NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  site bigint NOT NULL,
  agent bigint NOT NULL,
  page bigint,
  query bigint,
  referrer bigint,
  login bigint,
  cookie bigint,
  bytes bigint,
  kind smallint NOT NULL,
  audience smallint NOT NULL,
  status smallint,
  protocol smallint,
  address inet,
  method text
) PARTITION BY RANGE (at);
COMMENT ON TABLE footfall_store.event IS 'Every hit. (visitor, at, generation, position) identifies and orders it.';
COMMENT ON COLUMN footfall_store.event.visitor IS 'Keyed hash of site, full address, agent and the salt of the period.';
COMMENT ON COLUMN footfall_store.event.at IS 'Time in the log.';
COMMENT ON COLUMN footfall_store.event.generation IS 'Stream that it was read from.';
COMMENT ON COLUMN footfall_store.event.position IS 'Byte offset of its line in the uncompressed stream.';
COMMENT ON COLUMN footfall_store.event.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.event.agent IS 'Id of the user agent.';
COMMENT ON COLUMN footfall_store.event.page IS 'Id in page, or in missing_page where the status is 4xx.';
COMMENT ON COLUMN footfall_store.event.query IS 'Id of the reduced query string.';
COMMENT ON COLUMN footfall_store.event.referrer IS 'Id of the cleaned referrer.';
COMMENT ON COLUMN footfall_store.event.login IS 'Keyed hash of the authenticated user.';
COMMENT ON COLUMN footfall_store.event.cookie IS 'Keyed hash of the server''s visitor cookie.';
COMMENT ON COLUMN footfall_store.event.bytes IS 'Bytes sent; null where the log says "-".';
COMMENT ON COLUMN footfall_store.event.kind IS '1 page, 2 download, 3 asset, 4 redirect, 5 error, 6 malformed, 7 submission, 8 machine, 9 other.';
COMMENT ON COLUMN footfall_store.event.audience IS '0 person, 1 bot, 2 staff.';
COMMENT ON COLUMN footfall_store.event.status IS 'Status of the answer.';
COMMENT ON COLUMN footfall_store.event.protocol IS '10, 11, 20, 30 for HTTP/1.0 to HTTP/3.';
COMMENT ON COLUMN footfall_store.event.address IS 'Address of the client, cut to its network.';
COMMENT ON COLUMN footfall_store.event.method IS 'Request method.';

-- A loader that waits for a table may stand in the way of one that others wait for in the program,
-- where the server sees no deadlock: it gives up after ten seconds and tries again.

-- Makes the partition of a month if it is missing; true if it was made now. It has no index yet:
-- a fresh partition loads bare.
CREATE FUNCTION footfall_store.ensure_event_partition(month date) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  name text := 'event_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF to_regclass('footfall_store.' || name) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- One at a time: a second loader waits here and then finds it made.
  LOCK TABLE footfall_store.stream_block IN SHARE UPDATE EXCLUSIVE MODE;
  IF to_regclass('footfall_store.' || name) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE footfall_store.%I PARTITION OF footfall_store.event FOR VALUES FROM (%L) TO (%L)',
    name, to_char(first_day, 'YYYY-MM-DD') || ' 00:00:00+00',
    to_char(first_day + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  EXECUTE format('ALTER TABLE footfall_store.%I REPLICA IDENTITY FULL', name);
  RETURN true;
END
$$;
COMMENT ON FUNCTION footfall_store.ensure_event_partition(date) IS 'Makes the event partition of a month.';

-- Partitions that have no index by visitor yet.
CREATE FUNCTION footfall_store.bare_event_partitions() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.relname::text
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = 'footfall_store.event'::regclass
    AND NOT EXISTS (
      SELECT FROM pg_index x
      WHERE x.indrelid = c.oid AND x.indisvalid
        AND (SELECT relname FROM pg_class WHERE oid = x.indexrelid) = c.relname || '_visitor')
  ORDER BY 1
$$;
COMMENT ON FUNCTION footfall_store.bare_event_partitions() IS 'Event partitions whose indexes are still to be built.';

-- Builds the indexes of one partition: btree by visitor and time, BRIN by time.
CREATE FUNCTION footfall_store.index_event_partition(name text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '10s' AS $$
BEGIN
  IF name !~ '^event_[0-9]{4}_[0-9]{2}$' THEN
    RAISE EXCEPTION 'not an event partition' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- One at a time: a second loader waits here and then finds them built.
  EXECUTE format('LOCK TABLE footfall_store.%I IN SHARE UPDATE EXCLUSIVE MODE', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I (visitor, at)', name || '_visitor', name);
  EXECUTE format(
    'CREATE INDEX IF NOT EXISTS %I ON footfall_store.%I USING brin (at)', name || '_at', name);
END
$$;
COMMENT ON FUNCTION footfall_store.index_event_partition(text) IS 'Builds the indexes of one event partition.';
