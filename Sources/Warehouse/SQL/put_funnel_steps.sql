-- Declares the steps of funnels. $1 site, $2 funnels, $3 places, $4 titles, $5 deeds, $6 patterns and
-- $7 products, one a line, $8 how much at least
INSERT INTO footfall_store.funnel_step
  (site, funnel, place, title, deed, words, products, at_least)
SELECT $1, n.funnel, n.place, n.title, n.deed,
  CASE WHEN n.deed IN ('page', 'download')
    THEN footfall_store.path_patterns(string_to_array(n.words, E'\n'))
    ELSE footfall_store.like_patterns(string_to_array(n.words, E'\n')) END,
  footfall_store.like_patterns(string_to_array(lower(n.products), E'\n')),
  nullif(n.at_least, '')::numeric
FROM unnest($2::text[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
  AS n (funnel, place, title, deed, words, products, at_least)
