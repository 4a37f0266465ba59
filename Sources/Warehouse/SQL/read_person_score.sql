-- What analyses say of a customer as of the newest day. $1 name of the site, $2 person. Columns: day_number (days
-- since 1970), segment, r, f, m, rhythm_days, rhythm_rule, is_overdue, alive, lifetime_value, next_product,
-- next_reason.
SELECT c.as_of - date '1970-01-01' AS day_number, c.segment, c.r, c.f, c.m, c.rhythm_days, c.rhythm_rule,
  c.is_overdue, c.alive, c.lifetime_value, c.next_product, c.next_reason
FROM footfall.customer_score c
WHERE c.site = $1 AND c.person = $2
  AND c.as_of = (SELECT max(a.as_of) FROM footfall.analysis a WHERE a.site = $1)
