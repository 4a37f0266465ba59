-- Events, and how many of them repeat another of the same line; a line that is stored twice has one
-- key or, after a change of the salt, two. Columns: events, repeated.
SELECT coalesce(sum(l.events), 0)::bigint AS events,
  coalesce(sum(l.events - 1), 0)::bigint AS repeated
FROM (
  SELECT count(*) AS events FROM footfall_store.event GROUP BY generation, position
) l
