-- Roles and schemas. Tables live in footfall_store; analysts see only the views in footfall.
-- Roles belong to the whole cluster, so another database may have made them already.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[
    'footfall_owner', 'footfall_ingest', 'footfall_report', 'footfall_analyst', 'footfall_web'
  ] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
    -- Who migrates takes these roles later; a superuser is in all of them anyway.
    IF NOT pg_has_role(current_user, role_name, 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', role_name, current_user);
    END IF;
  END LOOP;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO footfall_owner', current_database());
END
$$;

CREATE SCHEMA footfall_store AUTHORIZATION footfall_owner;
CREATE SCHEMA footfall AUTHORIZATION footfall_owner;
COMMENT ON SCHEMA footfall IS 'Stable views for analysts and reports.';
COMMENT ON SCHEMA footfall_store IS 'Tables of Footfall; written by its loader only.';
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA footfall TO footfall_ingest, footfall_report, footfall_analyst;
GRANT USAGE ON SCHEMA footfall_store TO footfall_ingest;

CREATE TABLE footfall_store.migration (
  number integer PRIMARY KEY,
  name text NOT NULL,
  checksum bigint NOT NULL,
  applied_at timestamptz NOT NULL
);
COMMENT ON TABLE footfall_store.migration IS 'Steps of the schema that this database has.';
COMMENT ON COLUMN footfall_store.migration.number IS 'Number of the step.';
COMMENT ON COLUMN footfall_store.migration.name IS 'Its file.';
COMMENT ON COLUMN footfall_store.migration.checksum IS 'Hash of its text: an edited step is refused.';
COMMENT ON COLUMN footfall_store.migration.applied_at IS 'When it was applied.';
