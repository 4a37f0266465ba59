-- Ledgers about persons: every version of every row, so that any past day can be reported.
ALTER TABLE footfall_store.stream DROP CONSTRAINT stream_kind_check;
ALTER TABLE footfall_store.stream
  ADD CONSTRAINT stream_kind_check CHECK (kind IN ('access_log', 'form', 'mail', 'ledger'));
COMMENT ON COLUMN footfall_store.stream.kind IS 'access_log, form, mail or ledger.';
COMMENT ON COLUMN footfall.source_status.kind IS 'access_log, form, mail or ledger.';
COMMENT ON COLUMN footfall.rejected_record.stream_kind IS 'access_log, form, mail or ledger.';

CREATE TABLE footfall_store.customer (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  email text,
  login text,
  name text,
  given_name text,
  family_name text,
  company text,
  phone text,
  street text,
  postal_code text,
  city text,
  region text,
  country text,
  language text,
  since date,
  source text,
  opt_in boolean,
  opt_in_at timestamptz,
  note text,
  deleted_at timestamptz,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.customer IS 'Persons the business knows, with their addresses.';
COMMENT ON COLUMN footfall_store.customer.number IS 'Customer number.';
COMMENT ON COLUMN footfall_store.customer.email IS 'Mail address.';
COMMENT ON COLUMN footfall_store.customer.login IS 'Name by which the person logs in on the website.';
COMMENT ON COLUMN footfall_store.customer.name IS 'Name in full.';
COMMENT ON COLUMN footfall_store.customer.given_name IS 'Given name.';
COMMENT ON COLUMN footfall_store.customer.family_name IS 'Family name.';
COMMENT ON COLUMN footfall_store.customer.company IS 'Company or organisation.';
COMMENT ON COLUMN footfall_store.customer.phone IS 'Telephone number.';
COMMENT ON COLUMN footfall_store.customer.street IS 'Street and house number.';
COMMENT ON COLUMN footfall_store.customer.postal_code IS 'Post code.';
COMMENT ON COLUMN footfall_store.customer.city IS 'Town.';
COMMENT ON COLUMN footfall_store.customer.region IS 'Region, state or province.';
COMMENT ON COLUMN footfall_store.customer.country IS 'Country.';
COMMENT ON COLUMN footfall_store.customer.language IS 'Language.';
COMMENT ON COLUMN footfall_store.customer.since IS 'Since when the business knows the person.';
COMMENT ON COLUMN footfall_store.customer.source IS 'How the person heard of the business.';
COMMENT ON COLUMN footfall_store.customer.opt_in IS 'Whether the person asked for news.';
COMMENT ON COLUMN footfall_store.customer.opt_in_at IS 'When the person asked for news.';
COMMENT ON COLUMN footfall_store.customer.note IS 'What staff wrote down.';
COMMENT ON COLUMN footfall_store.customer.deleted_at IS 'When the customer was deleted; the number may be given anew.';

CREATE TABLE footfall_store.activity (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  at timestamptz NOT NULL,
  staff text,
  customer_number text,
  email text,
  phone text,
  kind text NOT NULL CHECK (kind IN ('call', 'visit', 'letter', 'chat', 'email', 'meeting', 'note')),
  direction text CHECK (direction IN ('inbound', 'outbound')),
  topic text,
  subject text,
  note text,
  outcome text,
  next_action text,
  next_at date,
  objection text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.activity IS 'What staff did with persons: calls, visits, letters.';
COMMENT ON COLUMN footfall_store.activity.number IS 'Number of the entry.';
COMMENT ON COLUMN footfall_store.activity.at IS 'When it happened.';
COMMENT ON COLUMN footfall_store.activity.staff IS 'Who of the staff: name or mail address.';
COMMENT ON COLUMN footfall_store.activity.customer_number IS 'Number of the customer.';
COMMENT ON COLUMN footfall_store.activity.email IS 'Mail address of the person.';
COMMENT ON COLUMN footfall_store.activity.phone IS 'Telephone number of the person.';
COMMENT ON COLUMN footfall_store.activity.kind IS 'What was done.';
COMMENT ON COLUMN footfall_store.activity.direction IS 'Who began it.';
COMMENT ON COLUMN footfall_store.activity.topic IS 'What it was about, by a key of the topics.';
COMMENT ON COLUMN footfall_store.activity.subject IS 'Subject.';
COMMENT ON COLUMN footfall_store.activity.note IS 'What was said.';
COMMENT ON COLUMN footfall_store.activity.outcome IS 'What came of it.';
COMMENT ON COLUMN footfall_store.activity.next_action IS 'What is to be done next.';
COMMENT ON COLUMN footfall_store.activity.next_at IS 'When it is to be done.';
COMMENT ON COLUMN footfall_store.activity.objection IS 'What the person had against buying.';

CREATE TABLE footfall_store.survey_answer (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  survey text NOT NULL,
  respondent text,
  at timestamptz NOT NULL,
  customer_number text,
  email text,
  question text NOT NULL,
  answer text,
  score numeric,
  topic text,
  product text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.survey_answer IS 'Answers to surveys and scores.';
COMMENT ON COLUMN footfall_store.survey_answer.survey IS 'Name of the survey.';
COMMENT ON COLUMN footfall_store.survey_answer.respondent IS 'Number of the answer sheet.';
COMMENT ON COLUMN footfall_store.survey_answer.at IS 'When it was answered.';
COMMENT ON COLUMN footfall_store.survey_answer.customer_number IS 'Number of the customer.';
COMMENT ON COLUMN footfall_store.survey_answer.email IS 'Mail address of the person.';
COMMENT ON COLUMN footfall_store.survey_answer.question IS 'The question, or its key.';
COMMENT ON COLUMN footfall_store.survey_answer.answer IS 'What was answered.';
COMMENT ON COLUMN footfall_store.survey_answer.score IS 'The answer as a number.';
COMMENT ON COLUMN footfall_store.survey_answer.topic IS 'What the question is about.';
COMMENT ON COLUMN footfall_store.survey_answer.product IS 'Number of the product it is about.';

CREATE TABLE footfall_store.mention (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  at timestamptz NOT NULL,
  url text NOT NULL,
  source text,
  author text,
  tone text CHECK (tone IN ('positive', 'neutral', 'negative')),
  text text,
  PRIMARY KEY (id, as_of)
);
COMMENT ON TABLE footfall_store.mention IS 'What is said of the business elsewhere.';
COMMENT ON COLUMN footfall_store.mention.at IS 'When it was published.';
COMMENT ON COLUMN footfall_store.mention.url IS 'Where it stands.';
COMMENT ON COLUMN footfall_store.mention.source IS 'Newspaper, forum or network.';
COMMENT ON COLUMN footfall_store.mention.author IS 'Who wrote it.';
COMMENT ON COLUMN footfall_store.mention.tone IS 'Whether it speaks well of it.';
COMMENT ON COLUMN footfall_store.mention.text IS 'What is said.';
