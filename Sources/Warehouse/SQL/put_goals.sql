-- Declares the goals of a site. $1 site, $2 names, $3 titles, $4 what has to be done in words, $5 deeds,
-- $6 patterns and $7 products, one a line, $8 how much at least, $9 1 where each time counts, $10 values
INSERT INTO footfall_store.goal
  (site, name, place, title, says, deed, words, products, at_least, every, value)
SELECT $1, n.name, n.place, n.title, n.says, n.deed,
  CASE WHEN n.deed IN ('page', 'download')
    THEN footfall_store.path_patterns(string_to_array(n.words, E'\n'))
    ELSE footfall_store.like_patterns(string_to_array(n.words, E'\n')) END,
  footfall_store.like_patterns(string_to_array(lower(n.products), E'\n')),
  nullif(n.at_least, '')::numeric, n.every = 1, nullif(n.value, '')::numeric
FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
  $9::smallint[], $10::text[]) WITH ORDINALITY
  AS n (name, title, says, deed, words, products, at_least, every, value, place)
