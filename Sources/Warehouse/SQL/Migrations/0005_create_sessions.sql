-- Sessions, the lane that orders their writers, and the days that changed.
CREATE TABLE footfall_store.session (
  visitor bigint NOT NULL,
  first_at timestamptz NOT NULL,
  first_generation bigint NOT NULL,
  first_position bigint NOT NULL,
  last_at timestamptz NOT NULL,
  last_generation bigint NOT NULL,
  last_position bigint NOT NULL,
  site bigint NOT NULL,
  agent bigint NOT NULL,
  bytes bigint NOT NULL,
  entry_page bigint,
  entry_referrer bigint,
  entry_at timestamptz,
  entry_generation bigint,
  entry_position bigint,
  exit_page bigint,
  exit_at timestamptz,
  exit_generation bigint,
  exit_position bigint,
  hits integer NOT NULL,
  pages integer NOT NULL,
  downloads integer NOT NULL,
  submissions integer NOT NULL,
  errors integer NOT NULL,
  audience smallint NOT NULL,
  opening smallint NOT NULL,
  PRIMARY KEY (visitor, first_at)
);
CREATE INDEX session_first_at ON footfall_store.session USING brin (first_at);
COMMENT ON TABLE footfall_store.session IS 'Sessions over all hits of a visitor; a function of the events.';
COMMENT ON COLUMN footfall_store.session.visitor IS 'The visitor.';
COMMENT ON COLUMN footfall_store.session.first_at IS 'Time of its first hit.';
COMMENT ON COLUMN footfall_store.session.first_generation IS 'Stream of its first hit.';
COMMENT ON COLUMN footfall_store.session.first_position IS 'Position of its first hit.';
COMMENT ON COLUMN footfall_store.session.last_at IS 'Time of its last hit.';
COMMENT ON COLUMN footfall_store.session.last_generation IS 'Stream of its last hit.';
COMMENT ON COLUMN footfall_store.session.last_position IS 'Position of its last hit.';
COMMENT ON COLUMN footfall_store.session.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.session.agent IS 'Id of the user agent.';
COMMENT ON COLUMN footfall_store.session.bytes IS 'Bytes sent.';
COMMENT ON COLUMN footfall_store.session.entry_page IS 'The first page or download.';
COMMENT ON COLUMN footfall_store.session.entry_referrer IS 'Referrer of the first page or download.';
COMMENT ON COLUMN footfall_store.session.entry_at IS 'Time of the first page or download.';
COMMENT ON COLUMN footfall_store.session.entry_generation IS 'Stream of the first page or download.';
COMMENT ON COLUMN footfall_store.session.entry_position IS 'Position of the first page or download.';
COMMENT ON COLUMN footfall_store.session.exit_page IS 'The last page.';
COMMENT ON COLUMN footfall_store.session.exit_at IS 'Time of the last page.';
COMMENT ON COLUMN footfall_store.session.exit_generation IS 'Stream of the last page.';
COMMENT ON COLUMN footfall_store.session.exit_position IS 'Position of the last page.';
COMMENT ON COLUMN footfall_store.session.hits IS 'Hits of every kind.';
COMMENT ON COLUMN footfall_store.session.pages IS 'Page views.';
COMMENT ON COLUMN footfall_store.session.downloads IS 'Hits on downloads.';
COMMENT ON COLUMN footfall_store.session.submissions IS 'Submissions.';
COMMENT ON COLUMN footfall_store.session.errors IS 'Hits answered 4xx or 5xx.';
COMMENT ON COLUMN footfall_store.session.audience IS '0 person, 1 bot, 2 staff.';
COMMENT ON COLUMN footfall_store.session.opening IS '0 opened by silence, 1 by the midnight after 24 hours without a gap.';

CREATE TABLE footfall_store.session_lane (
  lane smallint PRIMARY KEY,
  revision bigint NOT NULL
);
INSERT INTO footfall_store.session_lane VALUES (0, 0);
COMMENT ON TABLE footfall_store.session_lane IS 'Writers of sessions pass one after the other.';
COMMENT ON COLUMN footfall_store.session_lane.lane IS 'One row on plain PostgreSQL.';
COMMENT ON COLUMN footfall_store.session_lane.revision IS 'Batches that passed.';

CREATE TABLE footfall_store.session_touch (
  revision bigint PRIMARY KEY,
  visitors bigint[] NOT NULL
);
ALTER TABLE footfall_store.session_touch ALTER COLUMN visitors SET STORAGE EXTERNAL;
COMMENT ON TABLE footfall_store.session_touch IS 'Visitors whose sessions a recent batch changed: other loaders forget them.';
COMMENT ON COLUMN footfall_store.session_touch.revision IS 'Revision of the lane.';
COMMENT ON COLUMN footfall_store.session_touch.visitors IS 'Visitors changed in it.';

CREATE TABLE footfall_store.dirty_day (
  site bigint NOT NULL,
  day date NOT NULL,
  source bigint NOT NULL,
  batch bigint NOT NULL
);
COMMENT ON TABLE footfall_store.dirty_day IS 'Days whose numbers changed since they were last rolled up; plain inserts, repeats are welcome.';
COMMENT ON COLUMN footfall_store.dirty_day.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.dirty_day.day IS 'Day in the site''s zone.';
COMMENT ON COLUMN footfall_store.dirty_day.source IS 'Generation of the stream that brought the change.';
COMMENT ON COLUMN footfall_store.dirty_day.batch IS 'Position of the stream before the batch.';
