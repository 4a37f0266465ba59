-- Declares a site as the configuration has it now. Where it is known already, its sessions stay cut by
-- the profile and the midnights that they were cut by, and it is remembered by which signs they were judged.
-- $1 id, $2 name, $3 title, $4 hosts, $5 zone, $6 currency, $7 language, $8 profile,
-- $9 whether visits are tied to persons, $10 whether consent needs to be confirmed,
-- $11 states by which an order is no purchase, $12 signs that a visitor is no person,
-- $13 version of the rules for hits
INSERT INTO footfall_store.site
  (id, name, title, hosts, zone, currency, language, profile, link_browsing, double_opt_in,
   cancelled, bot_signs, session_zone, told_signs, told_kinds)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  ARRAY(SELECT lower(btrim(w)) FROM unnest($11::text[]) AS w), $12, $5, $12, $13)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name, title = excluded.title, hosts = excluded.hosts, zone = excluded.zone,
  currency = excluded.currency, language = excluded.language,
  link_browsing = excluded.link_browsing, double_opt_in = excluded.double_opt_in,
  cancelled = excluded.cancelled, bot_signs = excluded.bot_signs,
  session_zone = coalesce(site.session_zone, site.zone),
  -- Where sessions are judged by several lists of signs, 0 among those that were told says so.
  told_signs = CASE
    WHEN site.bot_signs = excluded.bot_signs OR 0 = ANY (site.told_signs) THEN site.told_signs
    WHEN EXISTS (SELECT FROM footfall_store.session s WHERE s.site = site.id)
      THEN site.told_signs || 0::smallint
    ELSE excluded.bot_signs END
