-- Persons and every touch with them.
CREATE TABLE footfall_store.person (
  id bigint PRIMARY KEY,
  address text NOT NULL
);
COMMENT ON TABLE footfall_store.person IS 'A person known by a mail address.';
COMMENT ON COLUMN footfall_store.person.id IS 'Keyed hash of the normalised address.';
COMMENT ON COLUMN footfall_store.person.address IS 'Normalised mail address.';

CREATE TABLE footfall_store.contact (
  id bigint PRIMARY KEY,
  site bigint NOT NULL,
  person bigint,
  at timestamptz NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  direction smallint NOT NULL,
  channel smallint NOT NULL,
  topic text NOT NULL,
  topic_rule text NOT NULL,
  person_name text NOT NULL,
  subject text NOT NULL,
  excerpt text NOT NULL,
  form text NOT NULL,
  page_path text NOT NULL
);
CREATE INDEX contact_person ON footfall_store.contact (person, at);
COMMENT ON TABLE footfall_store.contact IS 'Every touch with a person, whatever the channel.';
COMMENT ON COLUMN footfall_store.contact.id IS 'Keyed hash of what makes it unique.';
COMMENT ON COLUMN footfall_store.contact.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.contact.person IS 'The person; null where no address was given.';
COMMENT ON COLUMN footfall_store.contact.at IS 'Time of the submission or message.';
COMMENT ON COLUMN footfall_store.contact.generation IS 'Stream that it was read from; for mail, the receipt of the message.';
COMMENT ON COLUMN footfall_store.contact.position IS 'Byte offset in the stream.';
COMMENT ON COLUMN footfall_store.contact.direction IS '1 inbound, 2 outbound.';
COMMENT ON COLUMN footfall_store.contact.channel IS '1 form, 2 email.';
COMMENT ON COLUMN footfall_store.contact.topic IS 'What it is about, by the rules of topics.yaml.';
COMMENT ON COLUMN footfall_store.contact.topic_rule IS 'Rule that decided the topic.';
COMMENT ON COLUMN footfall_store.contact.person_name IS 'Name as the person wrote it.';
COMMENT ON COLUMN footfall_store.contact.subject IS 'Subject.';
COMMENT ON COLUMN footfall_store.contact.excerpt IS 'The first 500 characters of what was written.';
COMMENT ON COLUMN footfall_store.contact.form IS 'Name of the form.';
COMMENT ON COLUMN footfall_store.contact.page_path IS 'Path of the page that the form stood on.';
