-- Sites whose hits or sessions were told by other rules than those of now. $1 version of the rules for hits,
-- $2 sites, $3 the signs of each as text (arrays). Columns: site.
SELECT site FROM footfall.judged_otherwise($1, $2, $3)
