-- Notes what staff says that a contact is about. $1 id of the contact, $2 now, $3 topic, $4 who.
INSERT INTO footfall_store.topic_correction (contact, at, topic, staff) VALUES ($1, $2, $3, $4)
