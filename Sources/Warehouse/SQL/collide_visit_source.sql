-- Sources of visits are known by what they are of: none can bear the id of another.
-- $1 id (of the program alone), $2 site, $3 referrer, $4 query, $5 channel, $6 name, $7 campaign,
-- $8 medium, $9 term, $10 content, $11 click id, $12 1 for spam, 2 for a name that is a word of the link,
-- 3 for both, $13 rules (arrays).
-- Columns: collisions.
SELECT count(*) FILTER (WHERE id = 0) AS collisions
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
  $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::bigint[])
  AS n (id, site, referrer, query, channel, name, campaign, medium, term, content, click, signs,
    rules)
