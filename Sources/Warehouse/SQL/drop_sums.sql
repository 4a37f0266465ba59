-- Drops sums of days, or counts them. $1 those before this day, $2 until when sessions are dropped then,
-- $3 until when days are sealed then, $4 whether it is done. Columns: name, lines.
SELECT name, lines FROM footfall_store.drop_sums($1, $2, $3, $4)
