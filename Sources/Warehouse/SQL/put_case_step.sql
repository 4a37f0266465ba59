-- Writes down what staff does about a case. $1 id of the contact or activity, $2 when, $3 assign,
-- close or reopen, $4 owner, $5 cause, $6 note (each empty where not said), $7 who wrote it down.
INSERT INTO footfall_store.case_step (contact, at, step, owner, cause, note, staff)
VALUES ($1, $2, $3, $4, $5, $6, $7)
