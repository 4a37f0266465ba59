-- Writes marks; the last one grows with the stream.
-- $1 generation, $2 positions, $3 chains, $4 lines (hexadecimal)
INSERT INTO footfall_store.stream_block (generation, position, chain, lines)
SELECT $1, n.position, n.chain, decode(n.lines, 'hex')
FROM unnest($2::bigint[], $3::bigint[], $4::text[]) AS n (position, chain, lines)
ON CONFLICT (generation, position) DO UPDATE SET lines = excluded.lines
