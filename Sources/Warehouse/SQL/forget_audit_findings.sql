-- Forgets what earlier audits of a site found. $1 site
DELETE FROM footfall_store.audit_finding WHERE site = $1::bigint
