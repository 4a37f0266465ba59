-- question: Who is waiting?
-- figure: sentence
-- text:
--   - ["{persons:person:persons} known, {fresh} of them new in this period."]
--   - ["{waiting:person waits:persons wait} for an answer, {name} longest: {days:day:days}.", "Nobody waits for an answer."]
--   - ["{vendors:vendor waits:vendors wait}, too.", ""]
WITH known AS MATERIALIZED (
  SELECT person, known_since
  FROM footfall.person
  WHERE site = :site
), waiting AS MATERIALIZED (
  SELECT w.person, w.conversation, w.since, w.address, w.person_name,
    w.person IS NOT NULL
      AND w.person IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
      AS is_vendor
  FROM footfall.unanswered(:site, :as_of) w
), longest AS (
  SELECT floor(extract(epoch FROM :as_of - w.since) / 86400)::integer AS days,
    coalesce(nullif(p.name, ''), nullif(w.person_name, ''), w.address, p.address, 'not named')
      AS name
  FROM waiting w
  LEFT JOIN footfall.naming_as_of(:site, :told_until) p ON p.person = w.person
  WHERE NOT w.is_vendor
  ORDER BY w.since, w.conversation
  LIMIT 1
)
SELECT
  nullif(count(*), 0) AS persons,
  count(*) FILTER (WHERE known_since >= :from AND known_since < :until) AS fresh,
  (SELECT nullif(count(DISTINCT coalesce(person, conversation)), 0) FROM waiting WHERE NOT is_vendor)
    AS waiting,
  (SELECT nullif(count(DISTINCT person), 0) FROM waiting WHERE is_vendor) AS vendors,
  (SELECT name FROM longest) AS name,
  (SELECT days FROM longest) AS days
FROM known
WHERE known_since < :as_of
