-- Stores place rows that are new; sorted, so that loaders do not deadlock.
-- $1 id, $2 country, $3 region, $4 city, $5 network, $6 name of the network (arrays)
INSERT INTO footfall_store.place (id, country, region, city, network, network_name)
SELECT id, nullif(country, ''), nullif(region, ''), nullif(city, ''), nullif(network, 0),
  nullif(network_name, '')
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
  AS n (id, country, region, city, network, network_name)
ORDER BY id
ON CONFLICT (id) DO NOTHING
