-- Says which evidence does not count, and why. $1 site, $2 a, $3 b, $4 rules,
-- $5 generations, $6 positions, $7 reasons (0 = it counts)
UPDATE footfall_store.identity_evidence e
SET set_aside = nullif(v.reason, 0)
FROM unnest(
  $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[], $6::bigint[], $7::smallint[])
  AS v (a, b, rule, generation, position, reason)
WHERE e.site = $1 AND (e.a, e.b, e.rule, e.generation, e.position)
  = (v.a, v.b, v.rule, v.generation, v.position)
