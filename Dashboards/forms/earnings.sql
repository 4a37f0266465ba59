-- question: What does each form bring?
-- figure: table
-- columns:
--   form: Form
--   seen: Seen
--   completed: Completed
--   submissions: Submissions
--   persons: Persons
--   allowed: Allow news
--   allowed_share: Share
--   bought: Bought in 90 days
--   bought_share: Share
--   revenue: Revenue
-- formats: {allowed_share: share, bought_share: share}
-- limit: 50
-- finding: ["Of those who sent the form {form}, {bought_share} bought within 90 days"]
-- note: Visits and submissions of the last twelve months, with orders up to the newest day; whoever wrote in the last 90 days may still buy. Revenue in the currency of the site; an order within 90 days of several forms counts with each. Names by which few persons sent a form stand together under others.
-- definitions:
--   Persons: those whom the submissions of the form name, each counted once; the shares are of them
--   Allow news: persons who allowed news, or confirmed that they did, by a submission of the form
--   Bought in 90 days: persons with an order that was not cancelled, within 90 days after a submission of the form
--   Revenue: the orders of those 90 days, each counted once a form
WITH submission AS (
  SELECT id, form, person, at, generation, position
  FROM footfall.message
  WHERE site = :site AND channel = 'form' AND class = 'human' AND at < :until
    AND at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
), name AS (
  SELECT form, CASE form WHEN '' THEN 'without a name'
      ELSE footfall.public_word(form, count(DISTINCT person)) END AS shown
  FROM submission
  GROUP BY form
), sent AS (
  SELECT s.id, n.shown AS form, s.person, s.at, s.generation, s.position
  FROM submission s
  JOIN name n ON n.form = s.form
), word AS MATERIALIZED (
  SELECT person, generation, position
  FROM footfall.consent
  WHERE site = :site AND basis = 'form' AND purpose = 'news' AND status IN ('given', 'confirmed')
), allowed AS (
  SELECT s.form, count(DISTINCT s.person) AS persons
  FROM sent s
  JOIN word w ON w.person = s.person AND w.generation = s.generation AND w.position = s.position
  GROUP BY s.form
), sale AS MATERIALIZED (
  SELECT o.id, o.person, o.at,
    CASE WHEN coalesce(o.currency, z.currency) = z.currency THEN o.amount END AS amount
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site z ON z.name = o.site
  WHERE o.site = :site AND o.person IS NOT NULL AND o.at < :as_of
), bought AS (
  SELECT DISTINCT s.form, o.id, o.person, o.amount
  FROM sent s
  JOIN sale o ON o.person = s.person AND o.at >= s.at
    AND o.at < (s.at AT TIME ZONE :zone + interval '90 days') AT TIME ZONE :zone
), brought AS (
  SELECT form, count(DISTINCT person) AS persons, round(sum(amount)) AS revenue
  FROM bought
  GROUP BY form
), shown AS (
  -- Each name counts all who saw the page: of several that stand together the page was seen once.
  SELECT p.form, sum(p.seen)::bigint AS seen, sum(p.completed)::bigint AS completed
  FROM (
    SELECT n.shown AS form, c.page, max(c.seen) AS seen,
      least(sum(c.completed), max(c.seen)) AS completed
    FROM footfall.form_completion(
      :site, (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone, :until) c
    JOIN name n ON n.form = c.form
    GROUP BY n.shown, c.page
  ) p
  GROUP BY p.form
), total AS (
  SELECT form, count(*) AS submissions, count(DISTINCT person) AS persons
  FROM sent
  GROUP BY form
)
SELECT
  t.form,
  c.seen,
  c.completed,
  t.submissions,
  t.persons,
  coalesce(a.persons, 0) AS allowed,
  coalesce(a.persons, 0)::double precision / nullif(t.persons, 0) AS allowed_share,
  coalesce(b.persons, 0) AS bought,
  coalesce(b.persons, 0)::double precision / nullif(t.persons, 0) AS bought_share,
  coalesce(b.revenue, 0) AS revenue
FROM total t
LEFT JOIN shown c ON c.form = t.form
LEFT JOIN allowed a ON a.form = t.form
LEFT JOIN brought b ON b.form = t.form
ORDER BY bought_share DESC NULLS LAST, t.submissions DESC, t.form COLLATE "C"
