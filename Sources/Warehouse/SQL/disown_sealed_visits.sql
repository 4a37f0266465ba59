-- Takes from visits whose hits are dropped whose they were, and marks their days. $1 site, $2 persons, $3 ids of their values.
-- Columns: visits.
WITH gone AS (
  DELETE FROM footfall_store.visitor_owner o
  USING footfall_store.seal x
  WHERE o.site = $1 AND o.session_at < x.events_until
    AND (o.person = ANY ($2::bigint[]) OR o.value = ANY ($3::bigint[]))
  RETURNING o.visitor, o.session_at
), marked AS (
  INSERT INTO footfall_store.dirty_day (site, day, source, batch)
  SELECT DISTINCT z.id, (g.session_at AT TIME ZONE z.zone)::date, 0, 0
  FROM gone g JOIN footfall_store.site z ON z.id = $1
)
SELECT count(DISTINCT (visitor, session_at)) AS visits FROM gone
