-- What the database holds after loading. Columns: sessions, visits, visitors, persons, contacts.
SELECT
  (SELECT count(*) FROM footfall_store.session) AS sessions,
  (SELECT count(*) FROM footfall_store.visit) AS visits,
  (SELECT count(DISTINCT visitor) FROM footfall_store.visit) AS visitors,
  -- The id of a person is that of one of its values.
  (SELECT count(*) FROM footfall_store.identity_node WHERE person = id) + (
    SELECT count(*)
    FROM (SELECT DISTINCT site, owner FROM footfall_store.contact_party WHERE owner IS NOT NULL) y
    WHERE NOT EXISTS (
      SELECT FROM footfall_store.identity_node n
      WHERE n.site = y.site AND n.id = y.owner AND n.person = n.id)) AS persons,
  (SELECT count(*) FROM footfall_store.contact) AS contacts
