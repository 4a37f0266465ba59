-- The next rows of what is kept of a person. Columns: those that export_person.sql declares.
FETCH FORWARD 1000 FROM person_export
