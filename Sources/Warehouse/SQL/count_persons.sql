-- How many persons there are: the id of each is that of one of its values. Columns: persons.
SELECT count(*) AS persons FROM footfall_store.identity_node WHERE person = id
