-- question: Whom do AI assistants send, and what do they buy?
-- figure: table
-- columns: {assistant: Assistant, visits: Visits, before: Visits before, page: First page, persons: Known persons, buyers: Bought in 90 days, revenue: Revenue}
-- limit: 12
-- finding: ["{assistant} sends most of them: {visits:visit:visits}"]
-- note: Visits whose channel is AI assistants. The first page is the most frequent one. Persons are those who allow that their visits are tied to them; orders within 90 days after such a visit, in the currency of the site.
WITH visit AS (
  SELECT coalesce(source_name, 'unnamed') AS assistant, visitor, started_at, entry_page
  FROM footfall.session
  WHERE site = :site AND is_visit AND channel = 'AI Assistants'
    AND started_at >= :from AND started_at < :until
), earlier AS (
  SELECT coalesce(source_name, 'unnamed') AS assistant, sum(sessions)::bigint AS visits
  FROM footfall.visit_count(:site, :previous_from, :previous_until, NULL)
  WHERE is_visit AND channel = 'AI Assistants'
  GROUP BY 1
), first AS (
  SELECT DISTINCT ON (assistant) assistant, entry_page, count(*) AS visits
  FROM visit
  GROUP BY assistant, entry_page
  ORDER BY assistant, visits DESC, entry_page COLLATE "C"
), known AS (
  SELECT DISTINCT v.assistant, p.person, v.started_at
  FROM visit v
  JOIN footfall.person_visit p ON p.site = :site AND p.visitor = v.visitor
    AND p.started_at = v.started_at
), bought AS (
  SELECT DISTINCT k.assistant, o.id, o.person,
    CASE WHEN coalesce(o.currency, z.currency) = z.currency THEN o.amount END AS amount
  FROM known k
  JOIN footfall.sale_as_of(:site, :told_until) o ON o.person = k.person
    AND o.at >= k.started_at AND o.at < :as_of
    AND o.at < (k.started_at AT TIME ZONE :zone + interval '90 days') AT TIME ZONE :zone
  JOIN footfall.site z ON z.name = o.site
)
SELECT v.assistant,
  count(*) AS visits,
  coalesce((SELECT visits FROM earlier e WHERE e.assistant = v.assistant), 0) AS before,
  (SELECT entry_page FROM first f WHERE f.assistant = v.assistant) AS page,
  (SELECT count(DISTINCT person) FROM known k WHERE k.assistant = v.assistant) AS persons,
  (SELECT count(DISTINCT person) FROM bought b WHERE b.assistant = v.assistant) AS buyers,
  (SELECT coalesce(round(sum(amount)), 0) FROM bought b WHERE b.assistant = v.assistant) AS revenue
FROM visit v
GROUP BY v.assistant
ORDER BY visits DESC, v.assistant COLLATE "C"
