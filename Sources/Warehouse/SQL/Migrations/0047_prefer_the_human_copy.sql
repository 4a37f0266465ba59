-- Of the copies of one message the best tells, in whatever order they come: one that no filter marked
-- and no list passed on before one that was; the first receipt; what any of them proves.
GRANT UPDATE (person, owner, topic, topic_rule, topic_score, topic_rules, person_name, subject, excerpt)
  ON footfall_store.contact TO footfall_ingest;
GRANT UPDATE (class, is_cut, size, received_at, staff, reported_id, is_form_mail)
  ON footfall_store.message TO footfall_ingest;
COMMENT ON COLUMN footfall_store.message.class IS
  'Who or what wrote it: see footfall.message_class_name. Of copies that differ, the least.';
COMMENT ON COLUMN footfall_store.message.size IS
  'Bytes of the whole message; of copies that differ, of the shortest.';
COMMENT ON COLUMN footfall_store.message.received_at IS
  'When the receiving server took it first; null where no header tells.';
