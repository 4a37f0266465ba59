-- question: Did the benefits come that were expected?
-- figure: table
-- columns:
--   campaign: For
--   purpose: Purpose
--   spent: Spent
--   expected: Expected
--   by: By
--   came: Came so far
--   share: Of what was expected
-- formats: {share: share}
-- limit: 20
-- finding:
--   - "Of {all_expected} expected of campaigns {all_came} came so far"
--   - "{all_expected} are expected of campaigns, and nothing came yet"
--   - "What is expected can be measured of campaigns alone"
-- note: Expected is what the list of expected benefits says, by its days; spent and came since the first cost of the campaign, up to the end of the period, in the currency of the site. What has no campaign cannot be told from orders.
-- empty: "No benefit is expected in writing. `footfall import benefits.csv` reads what costs are to bring: day, purpose, campaign and amount."
WITH expected AS (
  SELECT lower(btrim(b.campaign)) AS key, max(b.campaign) AS campaign, b.purpose, sum(b.amount) AS amount,
    max(b.day) AS day
  FROM footfall.benefit b
  JOIN footfall.site s ON s.name = b.site
  WHERE b.site = :site AND coalesce(b.currency, s.currency) = s.currency
  GROUP BY 1, b.purpose
), spent AS (
  SELECT lower(btrim(c.campaign)) AS key, c.purpose, sum(c.amount) AS amount, min(c.day) AS first
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
    AND c.day < (:until AT TIME ZONE :zone)::date
  GROUP BY 1, c.purpose
), came AS MATERIALIZED (
  SELECT o.campaign AS key, (o.at AT TIME ZONE :zone)::date AS day, o.amount
  FROM footfall.order_source(:site, (SELECT min(first) FROM spent)::timestamp AT TIME ZONE :zone,
    :until, :told_until) o
  WHERE o.campaign IS NOT NULL
), told AS (
  SELECT e.campaign, e.purpose, e.amount AS expected, e.day, coalesce(c.amount, 0) AS spent,
    CASE WHEN e.campaign IS NOT NULL THEN coalesce((
      SELECT sum(n.amount) FROM came n WHERE n.key = e.key AND n.day >= coalesce(c.first, n.day)), 0)
    END AS came
  FROM expected e
  LEFT JOIN spent c ON c.key IS NOT DISTINCT FROM e.key AND c.purpose = e.purpose
)
SELECT coalesce(campaign, 'no campaign') AS campaign,
  CASE purpose WHEN 'acquisition' THEN 'Winning' WHEN 'retention' THEN 'Keeping' ELSE 'System' END AS purpose,
  round(spent) AS spent, round(expected) AS expected, day AS by, round(came) AS came,
  (came / nullif(expected, 0))::double precision AS share,
  round(sum(expected) FILTER (WHERE came IS NOT NULL) OVER ()) AS all_expected,
  nullif(round(sum(came) OVER ()), 0) AS all_came
FROM told
ORDER BY expected DESC, campaign COLLATE "C" NULLS LAST, purpose
