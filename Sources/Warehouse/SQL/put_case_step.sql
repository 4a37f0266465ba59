-- Writes down what staff does about a case. $1 id of the contact or activity, $2 when, $3 assign,
-- close or reopen, $4 owner, $5 cause, $6 note (each empty where not said), $7 who wrote it down.
-- A clock may go wrong, and a message be dated ahead: a step comes after all that was said and done.
WITH named AS (
  SELECT coalesce((
    SELECT coalesce(c.conversation, c.id) FROM footfall_store.contact c WHERE c.id = $1), $1) AS id
)
INSERT INTO footfall_store.case_step (contact, at, step, owner, cause, note, staff)
SELECT $1,
  greatest($2::timestamptz, (
    SELECT max(c.at) FROM footfall_store.contact c
    WHERE c.id = n.id OR c.conversation = n.id
  ), (
    SELECT max(a.at) FROM footfall.activity a WHERE a.id = n.id
  ), (
    SELECT max(s.at) + interval '1 microsecond'
    FROM footfall_store.case_step s
    LEFT JOIN footfall_store.contact c ON c.id = s.contact
    WHERE coalesce(c.conversation, s.contact) = n.id
  )), $3, $4, $5, $6, $7
FROM named n
