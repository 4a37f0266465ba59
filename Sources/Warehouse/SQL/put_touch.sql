-- Notes the visitors of a revision. $1 revision, $2 visitors
INSERT INTO footfall_store.session_touch (revision, visitors) VALUES ($1, $2)
