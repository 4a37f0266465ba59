-- Hits that are somebody else's now and were known when visits were given to persons last. $1 site;
-- stretches of sessions that changed (arrays): $2 visitors, $3 first instants, $4 ends, $5 persons,
-- $6 whether each holds now. Columns: before, after (0 = nobody), visits, hits.
WITH stretch AS (
  SELECT s.visitor, s.from_at, s.until_at, s.person, s.holds = 1 AS holds
  FROM unnest(
    $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::smallint[])
    AS s (visitor, from_at, until_at, person, holds)
), hit AS (
  SELECT e.visitor, e.at,
    coalesce(max(s.person) FILTER (WHERE NOT s.holds), 0) AS before,
    coalesce(max(s.person) FILTER (WHERE s.holds), 0) AS after
  FROM stretch s
  JOIN footfall_store.event e
    ON e.visitor = s.visitor AND e.at >= s.from_at AND e.at < s.until_at AND e.site = $1
  JOIN footfall_store.owned_stream k ON k.generation = e.generation AND e.position < k.position
  GROUP BY e.visitor, e.at, e.generation, e.position
)
SELECT h.before, h.after, count(DISTINCT (h.visitor, v.first_at)) AS visits, count(*) AS hits
FROM hit h
JOIN footfall_store.session v
  ON v.visitor = h.visitor AND h.at BETWEEN v.first_at AND v.last_at
WHERE h.before <> h.after
GROUP BY h.before, h.after
ORDER BY h.before, h.after
