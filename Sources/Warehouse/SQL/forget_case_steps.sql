-- Forgets what staff did about a case that was an activity, which is taken back. $1 activity.
DELETE FROM footfall_store.case_step s WHERE s.contact = $1
