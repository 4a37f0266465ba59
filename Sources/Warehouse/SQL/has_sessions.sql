-- Whether a site has sessions. $1 site. Columns: any.
SELECT EXISTS (SELECT FROM footfall_store.session WHERE site = $1) AS "any"
