-- Says of stored user agents what the rules say now.
-- $1 id, $2 text, $3 bot, $4 class, $5 reason, $6 operator, $7 browser, $8 browser version, $9 system,
-- $10 system version, $11 device, $12 model, $13 rules (arrays)
UPDATE footfall_store.agent a
SET bot = nullif(n.bot, ''), class = n.class, reason = n.reason, operator = nullif(n.operator, ''),
  browser = nullif(n.browser, ''), browser_version = nullif(n.browser_version, ''),
  system = nullif(n.system, ''), system_version = nullif(n.system_version, ''), device = n.device,
  model = nullif(n.model, ''), rules = n.rules
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[],
  $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[], $13::bigint[])
  AS n (id, text, bot, class, reason, operator, browser, browser_version, system, system_version,
    device, model, rules)
WHERE a.id = n.id AND a.text = n.text
