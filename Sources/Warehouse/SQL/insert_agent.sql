-- Stores agent rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 text, $3 bot, $4 class, $5 reason, $6 operator, $7 browser, $8 browser version, $9 system,
-- $10 system version, $11 device, $12 model, $13 rules (arrays)
INSERT INTO footfall_store.agent (id, text, bot, class, reason, operator, browser, browser_version, system, system_version,
  device, model, rules)
SELECT id, text, nullif(bot, ''), class, reason, nullif(operator, ''), nullif(browser, ''),
  nullif(browser_version, ''), nullif(system, ''), nullif(system_version, ''), device,
  nullif(model, ''), rules
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[], $13::bigint[])
  AS n (id, text, bot, class, reason, operator, browser, browser_version, system, system_version,
    device, model, rules)
ORDER BY id
ON CONFLICT (id) DO NOTHING
