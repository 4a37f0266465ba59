-- Least privilege: the loader writes, reports and analysts read views, nobody else anything.
DO $$
DECLARE
  relation record;
BEGIN
  FOR relation IN
    SELECT n.nspname, c.relname, c.relkind
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('footfall', 'footfall_store') AND c.relkind IN ('r', 'p', 'v')
  LOOP
    EXECUTE format(
      'ALTER %s %I.%I OWNER TO footfall_owner',
      CASE relation.relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END,
      relation.nspname, relation.relname);
  END LOOP;
END
$$;
ALTER FUNCTION footfall.kind_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.audience_name(smallint) OWNER TO footfall_owner;
ALTER FUNCTION footfall.page_view(text, timestamptz, timestamptz) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.ensure_event_partition(date) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.bare_event_partitions() OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.index_event_partition(text) OWNER TO footfall_owner;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA footfall_store FROM PUBLIC;

GRANT SELECT ON ALL TABLES IN SCHEMA footfall TO footfall_ingest, footfall_report, footfall_analyst;
GRANT EXECUTE ON FUNCTION footfall_store.ensure_event_partition(date) TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.bare_event_partitions() TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.index_event_partition(text) TO footfall_ingest;
GRANT SELECT, INSERT, UPDATE ON
  footfall_store.site, footfall_store.salt, footfall_store.stream, footfall_store.stream_tally,
  footfall_store.session_lane, footfall_store.stream_block
  TO footfall_ingest;
GRANT SELECT, INSERT ON
  footfall_store.page, footfall_store.missing_page, footfall_store.query,
  footfall_store.referrer, footfall_store.agent, footfall_store.person
  TO footfall_ingest;
GRANT SELECT, INSERT, DELETE ON
  footfall_store.event, footfall_store.session, footfall_store.session_touch,
  footfall_store.rejected_record, footfall_store.contact
  TO footfall_ingest;
-- A stream of one open line goes when the line has grown into the first of another.
GRANT DELETE ON footfall_store.stream, footfall_store.stream_tally TO footfall_ingest;
GRANT UPDATE (raw) ON footfall_store.rejected_record TO footfall_ingest;
GRANT INSERT ON footfall_store.dirty_day TO footfall_ingest;
GRANT SELECT ON footfall_store.secret TO footfall_ingest;
GRANT SELECT ON footfall_store.migration TO footfall_ingest;

-- The key of the ids of this database: random, made once.
INSERT INTO footfall_store.secret (name, value)
VALUES ('id_key', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
