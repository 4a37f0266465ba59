-- question: How many messages are tied to the visit in which they were written?
-- figure: table
-- columns:
--   way: Tied by
--   messages: Messages
--   part: Share
--   checked: Checked
--   right: Right
-- formats: {part: share, right: share, tied_share: share}
-- finding: ["{tied_share} of {total:message:messages} are tied to a visit", "No message is tied to a visit yet"]
-- note: All form submissions and mail that people sent, by the strongest rule that tells the visit. Whoever has not allowed it is never tied, unless the site is set to tie always.
-- definitions:
--   Tied by: >-
--     login (logged in during the visit), cookie (a hidden field of the form holds the cookie of the
--     visitor), link (the link to the form carries the token of the visit), address (the address that
--     the mail went to carries it, or a hidden field does), or submission (the only submission at the
--     page of the form within ten seconds)
--   Checked: messages that the rule ties and a login ties too
--   Right: share of those in which both name the same visit
WITH touch AS (
  SELECT coalesce(v.rule, 'none') AS rule, count(*) AS messages
  FROM footfall.message m
  LEFT JOIN footfall.contact_visit v ON v.site = m.site AND v.contact = m.id
  WHERE m.site = :site AND m.direction = 'inbound' AND m.class = 'human' AND m.at < :as_of
  GROUP BY 1
), total AS (
  SELECT sum(messages)::bigint AS total,
    nullif(sum(messages) FILTER (WHERE rule <> 'none'), 0)::double precision / sum(messages)
      AS tied_share
  FROM touch
)
SELECT
  way.name AS way,
  coalesce(t.messages, 0) AS messages,
  coalesce(t.messages, 0)::double precision / total.total AS part,
  CASE WHEN way.rule NOT IN ('login', 'none') THEN coalesce(q.with_login, 0) END AS checked,
  CASE WHEN way.rule <> 'login' THEN q.agreeing::double precision / nullif(q.with_login, 0) END
    AS right,
  total.total,
  total.tied_share
FROM (VALUES (1, 'login', 'login'), (2, 'cookie', 'cookie'), (3, 'link', 'link'),
  (4, 'address', 'address'), (5, 'submission', 'submission'), (6, 'none', 'not tied')) AS way (place, rule, name)
CROSS JOIN total
LEFT JOIN touch t ON t.rule = way.rule
LEFT JOIN footfall.contact_visit_quality q ON q.site = :site AND q.rule = way.rule
WHERE total.total > 0
ORDER BY way.place
