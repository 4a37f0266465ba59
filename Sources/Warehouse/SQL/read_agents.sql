-- User agents that other rules looked at. $1 fingerprint of the rules.
-- Columns: id, text, class, reason, operator, browser, browser_version, system, system_version,
-- device, model.
SELECT id, text, class, reason, operator, browser, browser_version, system, system_version, device,
  model
FROM footfall_store.agent
WHERE rules <> $1
ORDER BY id
