-- question: What is left each month, after all costs?
-- figure: column
-- x: month
-- y: net
-- unit: net benefit
-- finding: ["Net benefit of these months: {total}; the best was {top}, with {top_value}"]
-- note: Revenue less costs, in the currency of the site, since the first cost but twelve months at most; below zero more was spent than came in. The last month may not be over.
-- empty: "No cost is known. `footfall import costs.csv` reads them, with day, purpose and amount."
SELECT to_char(month, 'Mon YYYY') AS month, round(net) AS net
FROM (
  SELECT month, net
  FROM footfall.month_balance(:site, :until, :told_until)
  ORDER BY month DESC
  LIMIT 12
) m
ORDER BY m.month
