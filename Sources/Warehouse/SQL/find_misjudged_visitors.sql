-- Visitors with a session that the signs of its site would judge otherwise. Columns: visitor, site.
SELECT DISTINCT s.visitor, s.site
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
WHERE (s.audience = 0 OR s.behaviour IS NOT NULL)
  AND s.behaviour IS DISTINCT FROM footfall_store.behaviour_sign(
    i.bot_signs, s.pages, s.downloads, s.errors, s.assets, s.robots, s.probes)
ORDER BY s.visitor
