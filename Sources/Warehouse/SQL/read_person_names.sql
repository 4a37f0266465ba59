-- Names by which a person is called, at least two words long, and nobody else; of what people write
-- into forms and mail themselves only what their address bears out: it may be any words. $1 name of the site,
-- $2 person. Columns: name.
WITH own AS MATERIALIZED (
  SELECT DISTINCT v.name, footfall_store.folded_name(v.name) AS folded
  FROM (
    SELECT coalesce(l.name, concat_ws(' ', l.given_name, l.family_name)) AS name
    FROM footfall.customer_history l
    WHERE l.id IN (SELECT c.id FROM footfall.customer c WHERE c.site = $1 AND c.person = $2)
    UNION
    SELECT l.name
    FROM footfall.customer_order_history l
    WHERE l.id IN (SELECT o.id FROM footfall.customer_order o WHERE o.site = $1 AND o.person = $2)
    UNION
    SELECT c.person_name
    FROM footfall.contact c
    WHERE c.site = $1 AND c.person = $2 AND c.address IS NOT NULL
      AND position(
        (regexp_match(lower(c.person_name), '([[:alnum:]]{3,})[^[:alnum:]]*$'))[1]
        IN split_part(c.address, '@', 1)) > 0
  ) v
  WHERE footfall_store.folded_name(v.name) ~ ' '
), others AS (
  SELECT footfall_store.folded_name(
    coalesce(c.name, concat_ws(' ', c.given_name, c.family_name))) AS folded
  FROM footfall.customer c
  WHERE c.site = $1 AND c.person <> $2
  UNION
  SELECT footfall_store.folded_name(c.person_name)
  FROM footfall.contact c
  WHERE c.site = $1 AND c.person <> $2 AND c.person_name <> ''
)
SELECT name FROM own
WHERE folded NOT IN (SELECT o.folded FROM others o WHERE o.folded IS NOT NULL)
ORDER BY name
