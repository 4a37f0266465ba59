-- question: Who are they, as far as it is known?
-- figure: table
-- columns: {about: About, value: Value, persons: Persons, share: Of those known, missing: Not known of}
-- formats: {share: share, missing: share}
-- limit: 40
-- finding: ["Of {all_persons:person:persons} the {about} is known of {known}"]
-- note: Persons at the end of the newest day, without those who are known as vendors alone; of what somebody said himself the last word, else what the customer list says. A person may have several interests. Not known of is the share of all persons. What few are may name them, and stands together under others.
WITH everybody AS MATERIALIZED (
  SELECT person
  FROM footfall.person
  WHERE site = :site AND known_since < :as_of
    AND person NOT IN (SELECT v.person FROM footfall.vendor_person_as_of(:site, :told_until) v)
), version AS MATERIALIZED (
  -- What the list said then: its last word before, or what it said first, where that was known before.
  SELECT DISTINCT ON (h.id) h.id, h.as_of, h.country, h.city, h.since, h.deleted_at
  FROM footfall.customer_history h
  WHERE h.site = :site
  ORDER BY h.id, coalesce(h.as_of < :told_until, true) DESC,
    CASE WHEN coalesce(h.as_of < :told_until, true) THEN h.as_of END DESC, h.as_of
), listed AS (
  SELECT DISTINCT ON (c.person, v.name) c.person, v.name, v.value
  FROM footfall.customer_as_of(:site, :told_until) c
  JOIN version r ON r.id = c.id
  CROSS JOIN LATERAL (VALUES ('country', r.country), ('town', r.city), ('language', c.language))
    AS v (name, value)
  WHERE v.value <> '' AND (r.deleted_at IS NULL OR r.deleted_at >= :told_until)
    AND coalesce(r.since < (:as_of AT TIME ZONE :zone)::date, true)
  ORDER BY c.person, v.name, r.as_of DESC, c.id
), said AS (
  SELECT p.person, p.name,
    CASE WHEN p.name = 'age group' AND p.value ~ '^[0-9]{1,3}$' THEN
      CASE WHEN p.value::int < 18 THEN 'under 18' WHEN p.value::int < 25 THEN '18-24'
        WHEN p.value::int < 35 THEN '25-34' WHEN p.value::int < 45 THEN '35-44'
        WHEN p.value::int < 55 THEN '45-54' WHEN p.value::int < 65 THEN '55-64'
        ELSE '65 or more' END
      ELSE p.value END AS value,
    row_number() OVER (
      PARTITION BY p.person, p.name ORDER BY p.at DESC, p.value COLLATE "C") AS place
  FROM footfall.preference_as_of(:site, :told_until) p
  WHERE p.provenance = 'declared' AND p.at < :as_of
    AND p.name IN ('age group', 'gender', 'occupation', 'interest', 'language')
), told AS (
  SELECT person, name, value FROM said WHERE place = 1 OR name = 'interest'
  UNION
  SELECT l.person, l.name, l.value
  FROM listed l
  WHERE NOT EXISTS (SELECT FROM said s WHERE s.person = l.person AND s.name = l.name)
), about AS (
  SELECT a.place, a.name, (SELECT count(*) FROM everybody) AS all_persons,
    count(DISTINCT t.person) AS known
  FROM (VALUES (1, 'age group'), (2, 'gender'), (3, 'occupation'), (4, 'interest'), (5, 'language'),
    (6, 'country'), (7, 'town')) AS a (place, name)
  LEFT JOIN told t ON t.name = a.name AND t.person IN (SELECT person FROM everybody)
  GROUP BY a.place, a.name
), word AS (
  SELECT t.name, t.value, count(*) AS persons, footfall.public_word(t.value, count(*)) AS shown
  FROM told t
  WHERE t.person IN (SELECT person FROM everybody)
  GROUP BY t.name, t.value
)
SELECT a.name AS about, r.value, r.persons, r.share, r.missing, a.all_persons, a.known
FROM about a
CROSS JOIN LATERAL (
  SELECT 1 AS part, w.shown AS value, sum(w.persons)::bigint AS persons,
    sum(w.persons)::double precision / a.known AS share, NULL::double precision AS missing
  FROM word w
  WHERE w.name = a.name
  GROUP BY w.shown
  UNION ALL
  SELECT 2, 'not known', a.all_persons - a.known, NULL,
    (a.all_persons - a.known)::double precision / a.all_persons
) r
WHERE a.all_persons > 0
ORDER BY a.known = 0, a.place, r.part, r.persons DESC, r.value COLLATE "C"
LIMIT 300
