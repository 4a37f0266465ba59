-- Names the state that the open transaction sees, for others to adopt while it lasts. Columns: snapshot.
SELECT pg_export_snapshot() AS snapshot
