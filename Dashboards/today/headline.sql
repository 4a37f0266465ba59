-- question: Whom to contact today?
-- figure: sentence
-- text:
--   - ["{persons:person is:persons are} to be contacted, {name} first: {reason}.", "{persons:person is:persons are} to be contacted.", "Nobody needs to be contacted today."]
--   - ["{complaints:complaint is:complaints are} open for more than 24 hours.", ""]
--   - ["{waiting:question waits:questions wait} for an answer.", ""]
--   - ["{due:action is:actions are} due.", ""]
--   - ["{renewals:renewal is:renewals are} due within 30 days.", ""]
WITH found AS MATERIALIZED (
  SELECT coalesce(person::text, address, named) AS who, person, address, named, weight, reason, since
  FROM footfall.contact_reason(:site, :as_of, :told_until)
), first AS (
  SELECT f.person, f.address, f.named, (array_agg(f.reason ORDER BY f.weight DESC, f.since))[1] AS reason
  FROM (
    SELECT who, (array_agg(person))[1] AS person, max(address) AS address, max(named) AS named
    FROM found
    GROUP BY who
    ORDER BY max(weight) DESC, sum(weight) DESC, min(since), who COLLATE "C"
    LIMIT 1
  ) x
  JOIN found f ON f.who = x.who
  GROUP BY f.person, f.address, f.named
  ORDER BY max(f.weight) DESC
  LIMIT 1
)
SELECT nullif(count(DISTINCT who), 0) AS persons,
  (SELECT coalesce(nullif(n.name, ''), nullif(f.named, ''), f.address, n.address, n.number)
    FROM first f
    LEFT JOIN footfall.naming_as_of(:site, :told_until) n ON n.person = f.person) AS name,
  (SELECT reason FROM first) AS reason,
  nullif(count(*) FILTER (WHERE weight = 60), 0) AS complaints,
  nullif(count(*) FILTER (WHERE weight = 50), 0) AS waiting,
  nullif(count(*) FILTER (WHERE weight = 40), 0) AS due,
  nullif(count(*) FILTER (WHERE weight = 30), 0) AS renewals
FROM found
