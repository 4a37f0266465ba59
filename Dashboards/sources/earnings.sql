-- question: What do campaigns cost, and what do they bring?
-- figure: table
-- columns:
--   campaign: Campaign
--   visits: Visits
--   orders: Orders
--   revenue: Revenue
--   spent: Spent
--   cost: Cost of an order
--   back: Revenue for each 1 spent
-- formats: {cost: decimal, back: decimal}
-- limit: 25
-- finding:
--   - "{campaign} brings most: {revenue} in {orders:order:orders}, for {spent} spent"
--   - "{campaign} brings most: {revenue} in {orders:order:orders}"
-- note: The twelve months up to the end of the period, in the currency of the site. What was spent is matched by the name of the campaign in the cost list, letters large or small. A campaign that few came by on each day stands together under others, unless the cost list names it.
-- empty: "No campaign is known: neither in addresses (utm_campaign), nor in the list of orders, nor in that of costs (`footfall import costs.csv`)."
WITH span AS (
  SELECT (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone AS first_at
), cost AS (
  SELECT lower(btrim(c.campaign)) AS key, max(c.campaign) AS campaign, sum(c.amount) AS amount
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  WHERE c.site = :site AND c.campaign <> '' AND coalesce(c.currency, s.currency) = s.currency
    AND c.day < (:until AT TIME ZONE :zone)::date
    AND c.day >= (:until AT TIME ZONE :zone - interval '12 months')::date
  GROUP BY 1
), day AS (
  -- A browser has another key in each salt period: who came on two days may be one.
  SELECT lower(s.campaign) AS key, min(s.campaign) AS campaign, count(*) AS visits,
    count(DISTINCT s.visitor) AS persons
  FROM footfall.session s
  WHERE s.site = :site AND s.is_visit AND s.campaign IS NOT NULL
    AND s.started_at >= (SELECT first_at FROM span) AND s.started_at < :until
  GROUP BY 1, (s.started_at AT TIME ZONE :zone)::date
), came AS (
  SELECT key, min(campaign) AS campaign, sum(visits)::bigint AS visits, max(persons) AS persons
  FROM day
  GROUP BY key
), bought AS (
  SELECT o.campaign AS key, count(*) AS orders, sum(o.amount) AS amount,
    count(DISTINCT coalesce(o.person, o.id)) AS persons
  FROM footfall.order_source(:site, (SELECT first_at FROM span), :until, :told_until) o
  WHERE o.campaign IS NOT NULL
  GROUP BY 1
), told AS (
  SELECT k.key, coalesce(c.campaign, footfall.public_word(coalesce(v.campaign, k.key),
      greatest(v.persons, b.persons))) AS campaign,
    coalesce(v.visits, 0) AS visits, coalesce(b.orders, 0) AS orders, coalesce(b.amount, 0) AS revenue,
    coalesce(c.amount, 0) AS spent
  FROM (SELECT key FROM cost UNION SELECT key FROM came UNION SELECT key FROM bought) AS k
  LEFT JOIN cost c ON c.key = k.key
  LEFT JOIN came v ON v.key = k.key
  LEFT JOIN bought b ON b.key = k.key
)
SELECT campaign, sum(visits)::bigint AS visits, sum(orders)::bigint AS orders,
  round(sum(revenue)) AS revenue, nullif(round(sum(spent)), 0) AS spent,
  (nullif(sum(spent), 0) / nullif(sum(orders), 0))::double precision AS cost,
  (sum(revenue) / nullif(sum(spent), 0))::double precision AS back
FROM told
GROUP BY campaign
ORDER BY revenue DESC, sum(spent) DESC, visits DESC, campaign COLLATE "C"
LIMIT 200
