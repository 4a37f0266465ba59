-- question: What was spent in the period?
-- figure: sentence
-- text:
--   - ["Costs {spent.rose} {currency}.", "{spent} {currency} were spent in {days:day:days}."]
--   - ["Winning customers took {winning_share} of it, keeping them {keeping_share}."]
--   - ["Orders brought {revenue} {currency} in the same days."]
-- formats: {winning_share: share, keeping_share: share}
WITH expense AS (
  SELECT c.day::timestamp AT TIME ZONE :zone >= :from AS is_now, c.purpose, c.amount, s.currency
  FROM footfall.cost c
  JOIN footfall.site s ON s.name = c.site
  WHERE c.site = :site AND coalesce(c.currency, s.currency) = s.currency
    AND c.day::timestamp AT TIME ZONE :zone >= :previous_from
    AND c.day::timestamp AT TIME ZONE :zone < :until
    AND (c.day::timestamp AT TIME ZONE :zone >= :from
      OR c.day::timestamp AT TIME ZONE :zone < :previous_until)
), total AS (
  SELECT
    nullif(sum(amount) FILTER (WHERE is_now), 0) AS spent,
    coalesce(sum(amount) FILTER (WHERE NOT is_now), 0) AS previous_spent,
    coalesce(sum(amount) FILTER (WHERE is_now AND purpose = 'acquisition'), 0) AS winning,
    coalesce(sum(amount) FILTER (WHERE is_now AND purpose = 'retention'), 0) AS keeping,
    coalesce(max(currency), '') AS currency
  FROM expense
)
SELECT
  round(spent) AS spent,
  round(previous_spent) AS previous_spent,
  (winning / spent)::double precision AS winning_share,
  (keeping / spent)::double precision AS keeping_share,
  (SELECT round(sum(o.amount))
  FROM footfall.sale_as_of(:site, :told_until) o
  JOIN footfall.site s ON s.name = o.site
  WHERE o.site = :site AND o.at >= :from AND o.at < :until AND total.spent > 0
    AND coalesce(o.currency, s.currency) = s.currency) AS revenue,
  currency
FROM total
