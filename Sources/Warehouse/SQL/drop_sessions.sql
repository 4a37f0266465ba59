-- Drops sessions that are sealed, or counts those that would go. $1 those that ended before this,
-- $2 until when days are sealed then, $3 whether it is done. Columns: sessions.
SELECT footfall_store.drop_sessions($1, $2, $3) AS sessions
