-- question: Whom to contact today, and why?
-- figure: table
-- columns:
--   name: Person
--   reasons: Why
--   last_word: Last word
--   last_at: When
--   phone: Telephone
--   address: Address
-- links: [address]
-- pages: {name: person}
-- limit: 100
-- finding: ["{all_persons:person is:persons are} to be contacted, {name} first", "{all_persons:person is:persons are} to be contacted"]
-- note: One row a person, the heaviest reason first (see the foot), then the oldest; the hundred first. What staff notes as a call, an answer or a case that is closed takes a reason away.
-- empty: "Nobody needs to be contacted today. Reasons come from messages, cases, the diary, subscriptions and orders: load mail and forms, and lists with `footfall import`."
WITH found AS MATERIALIZED (
  SELECT coalesce(person::text, address, named) AS who, person, address, named, weight, reason, since
  FROM footfall.contact_reason(:site, :as_of, :told_until)
), once AS (
  -- What several reasons of a kind are about is said behind it, each once.
  SELECT f.who, f.weight, k.kind, min(f.since) AS since, sum(f.weight) AS weights,
    string_agg(DISTINCT nullif(substr(f.reason, length(k.kind) + 3), ''), ', ') AS about
  FROM found f
  CROSS JOIN LATERAL (SELECT split_part(f.reason, ': ', 1) AS kind) k
  GROUP BY f.who, f.weight, k.kind
), who AS (
  SELECT o.who, max(o.weight) AS weight, sum(o.weights) AS weights,
    (array_agg(o.since ORDER BY o.weight DESC, o.since))[1] AS since,
    string_agg(concat_ws(': ', o.kind, o.about), '; '
      ORDER BY o.weight DESC, o.since, o.kind COLLATE "C") AS reasons
  FROM once o
  GROUP BY o.who
), ranked AS (
  SELECT w.who, w.weight, w.weights, w.since, w.reasons, f.person, f.address, f.named,
    count(*) OVER () AS all_persons
  FROM who w
  JOIN (
    SELECT who, (array_agg(person))[1] AS person, max(address) AS address, max(nullif(named, '')) AS named
    FROM found
    GROUP BY who
  ) f ON f.who = w.who
  ORDER BY w.weight DESC, w.weights DESC, w.since, w.who COLLATE "C"
  LIMIT 100
), touch AS (
  SELECT DISTINCT ON (c.person) c.person, c.at, c.channel, c.direction, c.topic,
    coalesce(nullif(c.subject, ''), nullif(c.form, '')) AS subject
  FROM footfall.contact c
  WHERE c.site = :site AND c.person IN (SELECT r.person FROM ranked r) AND c.at < :as_of
    AND c.topic NOT IN ('opt_in', 'unsubscribe', 'preferences')
  ORDER BY c.person, c.at DESC, c.id
), known AS MATERIALIZED (
  SELECT person, name, address, number, phone
  FROM footfall.naming_as_of(:site, :told_until)
), closed AS MATERIALIZED (
  SELECT person, state
  FROM footfall.news_as_of(:site, :told_until)
  WHERE state IN ('suppressed', 'withdrawn')
)
SELECT
  coalesce(nullif(k.name, ''), r.named, r.address, k.address, k.number, 'not named') AS name,
  r.person,
  concat_ws('; ', r.reasons, CASE c.state WHEN 'suppressed' THEN 'but must not be written to'
    WHEN 'withdrawn' THEN 'but wants no news' END) AS reasons,
  (r.since AT TIME ZONE :zone)::date AS since, t.at AS last_at,
  concat_ws(', ', CASE t.channel WHEN 'email' THEN 'mail' ELSE t.channel END
      || CASE t.direction WHEN 'inbound' THEN ' from them' ELSE ' to them' END,
    replace(t.topic, '_', ' '), t.subject) AS last_word,
  k.phone, coalesce(r.address, k.address) AS address, r.all_persons
FROM ranked r
LEFT JOIN known k ON k.person = r.person
LEFT JOIN touch t ON t.person = r.person
LEFT JOIN closed c ON c.person = r.person
ORDER BY r.weight DESC, r.weights DESC, r.since, r.who COLLATE "C"
