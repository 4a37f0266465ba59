-- Cookies that hits of sealed days told to be nobody's. $1 site. Columns: cookie.
SELECT cookie FROM footfall_store.shared_cookie
WHERE site = $1 AND first_seen < (SELECT events_until FROM footfall_store.seal)
