-- Says which campaigns queries name. $1 ids, $2 campaigns, 0 for none (arrays)
UPDATE footfall_store.query q
SET campaign = nullif(n.campaign, 0)
FROM unnest($1::bigint[], $2::bigint[]) AS n (id, campaign)
WHERE q.id = n.id
