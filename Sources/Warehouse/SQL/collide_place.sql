-- How many stored place rows bear an id of these, but say otherwise.
-- $1 id, $2 country, $3 region, $4 city, $5 network, $6 name of the network (arrays).
-- Columns: collisions.
SELECT count(*) AS collisions
FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
  AS n (id, country, region, city, network, network_name)
JOIN footfall_store.place t ON t.id = n.id
WHERE (t.country, t.region, t.city, t.network, t.network_name) IS DISTINCT FROM (
  nullif(n.country, ''), nullif(n.region, ''), nullif(n.city, ''), nullif(n.network, 0),
  nullif(n.network_name, ''))
