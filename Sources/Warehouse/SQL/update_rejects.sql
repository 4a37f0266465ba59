-- Gives rejects of a stream another reason. $1 generation, $2 positions, $3 reasons, $4 details
UPDATE footfall_store.rejected_record r SET reason = n.reason, detail = n.detail
FROM unnest($2::bigint[], $3::text[], $4::text[]) AS n (position, reason, detail)
WHERE r.generation = $1 AND r.position = n.position
