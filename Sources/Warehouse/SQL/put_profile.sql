-- Says by which profile the sessions of a site are cut from now on; they must be cut anew in the same
-- transaction. $1 site, $2 profile, $3 zone of the midnights
UPDATE footfall_store.site SET profile = $2, session_zone = $3 WHERE id = $1
