-- Why evidence does not count, in words. $1 the reason. Columns: name.
SELECT footfall.identity_conflict_name($1) AS name
