-- Declares a site as the configuration has it now.
-- $1 id, $2 name, $3 title, $4 hosts, $5 zone, $6 currency, $7 language, $8 profile
INSERT INTO footfall_store.site (id, name, title, hosts, zone, currency, language, profile)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, title = excluded.title, hosts = excluded.hosts, zone = excluded.zone,
  currency = excluded.currency, language = excluded.language, profile = excluded.profile
