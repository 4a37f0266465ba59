-- Texts that events point to. Ids are keyed hashes of the raw bytes: equal on every host.
CREATE TABLE footfall_store.page (
  id bigint PRIMARY KEY,
  site bigint NOT NULL,
  path text NOT NULL
);
COMMENT ON TABLE footfall_store.page IS 'A path that was answered, of one site.';
COMMENT ON COLUMN footfall_store.page.id IS 'Keyed hash of site and path.';
COMMENT ON COLUMN footfall_store.page.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.page.path IS 'Path without query; bytes that are no text are percent-encoded.';

CREATE TABLE footfall_store.missing_page (
  id bigint PRIMARY KEY,
  site bigint NOT NULL,
  path text NOT NULL
);
COMMENT ON TABLE footfall_store.missing_page IS 'A path that was answered 4xx: asked for, but no page.';
COMMENT ON COLUMN footfall_store.missing_page.id IS 'Keyed hash of site and path.';
COMMENT ON COLUMN footfall_store.missing_page.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.missing_page.path IS 'Path without query, as in page.';

CREATE TABLE footfall_store.query (
  id bigint PRIMARY KEY,
  text text NOT NULL
);
COMMENT ON TABLE footfall_store.query IS 'Query strings, reduced to the allowed parameters.';
COMMENT ON COLUMN footfall_store.query.id IS 'Keyed hash of the reduced query string.';
COMMENT ON COLUMN footfall_store.query.text IS 'The reduced query string, without question mark.';

CREATE TABLE footfall_store.referrer (
  id bigint PRIMARY KEY,
  url text NOT NULL,
  host text,
  engine text
);
COMMENT ON TABLE footfall_store.referrer IS 'Addresses that visitors came from, cleaned.';
COMMENT ON COLUMN footfall_store.referrer.id IS 'Keyed hash of the cleaned address.';
COMMENT ON COLUMN footfall_store.referrer.url IS 'Address without user, fragment and unlisted parameters.';
COMMENT ON COLUMN footfall_store.referrer.host IS 'Its host, lower case; null where it is no web address.';
COMMENT ON COLUMN footfall_store.referrer.engine IS 'Name of the search engine, if it is one.';

CREATE TABLE footfall_store.agent (
  id bigint PRIMARY KEY,
  text text NOT NULL,
  bot text
);
COMMENT ON TABLE footfall_store.agent IS 'User agents.';
COMMENT ON COLUMN footfall_store.agent.id IS 'Keyed hash of the text.';
COMMENT ON COLUMN footfall_store.agent.text IS 'User agent as sent; the first 1,024 characters.';
COMMENT ON COLUMN footfall_store.agent.bot IS 'The rule by which it is a bot; null for people.';
