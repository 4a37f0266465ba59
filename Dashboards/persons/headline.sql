-- question: Who is waiting?
-- figure: sentence
-- text:
--   - ["{persons:person:persons} known, {fresh} of them new in this period."]
--   - ["The last word is theirs with {waiting:person:persons} who wrote in this period."]
SELECT
  nullif(count(*), 0) AS persons,
  count(*) FILTER (WHERE known_since >= :from AND known_since < :until) AS fresh,
  count(*) FILTER (WHERE last_contact_at >= :from AND last_direction = 'inbound') AS waiting
FROM footfall.person
WHERE site = :site AND known_since < :as_of
