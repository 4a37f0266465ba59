-- What the database holds after loading. Columns: sessions, visits, visitors, persons, contacts.
SELECT
  (SELECT count(*) FROM footfall_store.session) AS sessions,
  (SELECT count(*) FROM footfall_store.session
   WHERE audience = 0 AND (pages > 0 OR downloads > 0)) AS visits,
  (SELECT count(DISTINCT visitor) FROM footfall_store.session
   WHERE audience = 0 AND (pages > 0 OR downloads > 0)) AS visitors,
  (SELECT count(*) FROM (
     SELECT site, person FROM footfall_store.identity_node WHERE person IS NOT NULL AND state = 0
     UNION SELECT site, owner FROM footfall_store.contact_party WHERE owner IS NOT NULL) AS known)
    AS persons,
  (SELECT count(*) FROM footfall_store.contact) AS contacts
