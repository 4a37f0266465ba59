-- Sites with the rules of their sessions: profile, zone of the midnights, signs of bots.
-- Columns: id, profile, zone, bot_signs.
SELECT id, profile, coalesce(session_zone, zone) AS zone, bot_signs
FROM footfall_store.site
ORDER BY id
