-- Declares the conditions of segments. $1 site, $2 segments, $3 places, $4 fields, $5 patterns, one a line,
-- $6 numbers at least, -1 for none
INSERT INTO footfall_store.segment_condition (site, segment, place, field, words, at_least)
SELECT $1, n.segment, n.place, n.field,
  CASE WHEN n.field IN ('page', 'entry')
    THEN footfall_store.path_patterns(string_to_array(n.words, E'\n'))
    ELSE footfall_store.like_patterns(string_to_array(n.words, E'\n')) END, nullif(n.at_least, -1)
FROM unnest($2::text[], $3::smallint[], $4::text[], $5::text[], $6::bigint[])
  AS n (segment, place, field, words, at_least)
