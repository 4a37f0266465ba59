-- Visitors with an event or a session, by chance. $1 seed, $2 how many. Columns: visitor.
SELECT v.visitor
FROM (
  SELECT visitor FROM footfall_store.event UNION SELECT visitor FROM footfall_store.session
) v
ORDER BY hashint8extended(v.visitor, $1), v.visitor
LIMIT $2
