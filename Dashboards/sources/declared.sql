-- question: What do customers say, and what does their first visit say?
-- figure: table
-- columns: {way: How they heard of us, customers: Customers, measured: With a known first visit, channel: Most frequent channel of it, share: Share}
-- formats: {share: share}
-- limit: 10
-- finding: ["{way} is what most say: {customers:customer:customers}"]
-- note: By the customer list, all years. The first visit that is known to be the customer's, of those who allow that visits are tied to them. An answer that few gave stands together under others.
WITH answer AS (
  SELECT source, person, coalesce(person::text, number, email) AS who
  FROM footfall.customer
  WHERE site = :site AND source IS NOT NULL AND deleted_at IS NULL
    AND coalesce(since < (:as_of AT TIME ZONE :zone)::date, true)
), word AS (
  SELECT source, footfall.public_word(source, count(DISTINCT who)) AS way
  FROM answer
  GROUP BY source
), first AS (
  SELECT DISTINCT ON (v.person) v.person, s.channel
  FROM footfall.person_visit v
  JOIN footfall.session s ON s.visitor = v.visitor AND s.started_at = v.started_at
  WHERE v.site = :site AND v.is_visit AND v.started_at < :as_of
  ORDER BY v.person, v.started_at
)
SELECT w.way, count(*) AS customers, count(f.channel) AS measured,
  mode() WITHIN GROUP (ORDER BY f.channel COLLATE "C") AS channel,
  (SELECT max(n) FROM (
     SELECT count(*) AS n FROM answer b JOIN word x ON x.source = b.source
     JOIN first g ON g.person = b.person WHERE x.way = w.way GROUP BY g.channel) AS c
  )::double precision / nullif(count(f.channel), 0) AS share
FROM answer a
JOIN word w ON w.source = a.source
LEFT JOIN first f ON f.person = a.person
GROUP BY w.way
ORDER BY customers DESC, w.way
