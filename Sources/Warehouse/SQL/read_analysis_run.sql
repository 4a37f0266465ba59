-- From what the results of a site as of a day were made. $1 site, $2 the day. Columns: digest.
SELECT r.digest FROM footfall_store.analysis_run r WHERE r.site = $1 AND r.as_of = $2::date
