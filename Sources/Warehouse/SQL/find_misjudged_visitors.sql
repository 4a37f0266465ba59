-- Visitors with a session that the signs of its site would judge otherwise, but of sealed days.
-- Columns: visitor, site.
SELECT DISTINCT s.visitor, s.site
FROM footfall_store.session s
JOIN footfall_store.site i ON i.id = s.site
WHERE s.first_at >= (SELECT events_until FROM footfall_store.seal)
  AND (s.audience = 0 OR s.behaviour IS NOT NULL)
  AND s.behaviour IS DISTINCT FROM footfall_store.behaviour_sign(
    i.bot_signs, s.pages, s.downloads, s.submissions, s.errors, s.assets, s.robots, s.probes)
ORDER BY s.visitor
