-- Declares the segments of a site. $1 site, $2 names, $3 titles, $4 conditions in words, $5 1 where they look
-- beyond the visit
INSERT INTO footfall_store.segment (site, name, place, title, says, looks_beyond)
SELECT $1, n.name, n.place, n.title, n.says, n.looks_beyond = 1
FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[]) WITH ORDINALITY
  AS n (name, title, says, looks_beyond, place)
