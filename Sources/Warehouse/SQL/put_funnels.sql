-- Declares the funnels of a site. $1 site, $2 names, $3 titles, $4 1 where they are strict, $5 seconds within
-- which they are taken, 0 for one visit
INSERT INTO footfall_store.funnel (site, name, place, title, is_strict, within)
SELECT $1, n.name, n.place, n.title, n.is_strict = 1, nullif(n.within, 0)
FROM unnest($2::text[], $3::text[], $4::smallint[], $5::bigint[]) WITH ORDINALITY
  AS n (name, title, is_strict, within, place)
