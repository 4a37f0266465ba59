-- How much other rules told than those of now. $1 fingerprint of the rules for user agents, $2 of those for
-- sources. Columns: agents, sources.
SELECT agents, sources FROM footfall.told_otherwise($1, $2)
