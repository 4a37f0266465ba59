-- What the database holds after loading. Columns: sessions, visits, visitors, persons, contacts.
SELECT
  (SELECT count(*) FROM footfall_store.session) AS sessions,
  (SELECT count(*) FROM footfall_store.session
   WHERE audience = 0 AND (pages > 0 OR downloads > 0)) AS visits,
  (SELECT count(DISTINCT visitor) FROM footfall_store.session
   WHERE audience = 0 AND (pages > 0 OR downloads > 0)) AS visitors,
  (SELECT count(*) FROM footfall_store.person p
   WHERE EXISTS (SELECT FROM footfall_store.contact c WHERE c.person = p.id)) AS persons,
  (SELECT count(*) FROM footfall_store.contact) AS contacts
