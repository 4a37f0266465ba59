-- Waits for the lane, in which writers of sessions pass one after the other. Columns: revision.
UPDATE footfall_store.session_lane SET revision = revision + 1 WHERE lane = 0 RETURNING revision
