-- What for anybody allows or forbids something. Columns: purpose.
SELECT DISTINCT c.purpose FROM footfall.consent_state c ORDER BY c.purpose
