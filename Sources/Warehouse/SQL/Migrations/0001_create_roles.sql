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
  END LOOP;
END
$$;

CREATE SCHEMA footfall_store AUTHORIZATION footfall_owner;
CREATE SCHEMA footfall AUTHORIZATION footfall_owner;
COMMENT ON SCHEMA footfall IS 'Stable views for analysts and reports.';
COMMENT ON SCHEMA footfall_store IS 'Tables of Footfall; written by its loader only.';
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA footfall TO footfall_ingest, footfall_report, footfall_analyst;
GRANT USAGE ON SCHEMA footfall_store TO footfall_ingest;
