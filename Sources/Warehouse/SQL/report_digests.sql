-- Digests of what pages of days that are over tell: for each local month that has records one of all
-- that was recorded up to its end. $1 name of the site, $2 its time zone. Columns: month (its first
-- day), digest.
WITH record (day, hash) AS (
  SELECT day, hashtextextended(v::text, 1) FROM footfall.visit_day v WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(v::text, 2) FROM footfall.visit_hour v WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(p::text, 3) FROM footfall.page_day p WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(r::text, 4) FROM footfall.referrer_day r WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(r::text, 5) FROM footfall.visitor_return r WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(r::text, 6) FROM footfall.person_return r WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date,
    hashtextextended(concat_ws(' ', id, at, person, direction, channel, topic, staff, form), 7)
  FROM footfall.contact WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date,
    hashtextextended(concat_ws(' ', id, as_of, person, at, outcome, next_at), 8)
  FROM footfall.activity WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date,
    hashtextextended(concat_ws(' ', id, as_of, person, at, amount, currency, status), 9)
  FROM footfall.customer_order WHERE site = $1::text
  UNION ALL
  SELECT (o.at AT TIME ZONE $2::text)::date,
    hashtextextended(concat_ws(' ', o.id, s.at, s.status, s.is_cancelled), 10)
  FROM footfall.order_state s
  JOIN footfall.customer_order o ON o.site = s.site AND o.id = s.id
  WHERE s.site = $1::text
  UNION ALL
  SELECT (o.at AT TIME ZONE $2::text)::date, hashtextextended(l::text, 11)
  FROM footfall.order_line l
  JOIN footfall.customer_order o ON o.site = l.site AND o.number = l.order_number
  WHERE l.site = $1::text
  UNION ALL
  SELECT (coalesce(sent_at, due_at, as_of) AT TIME ZONE $2::text)::date, hashtextextended(s::text, 12)
  FROM footfall.shipment s WHERE site = $1::text
  UNION ALL
  SELECT coalesce(started, (as_of AT TIME ZONE $2::text)::date),
    hashtextextended(concat_ws(' ', id, as_of, person, started, renews_on, ended, status, price), 13)
  FROM footfall.subscription WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(c::text, 14) FROM footfall.cost c WHERE site = $1::text
  UNION ALL
  SELECT day, hashtextextended(b::text, 15) FROM footfall.benefit b WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date, hashtextextended(a::text, 16)
  FROM footfall.survey_answer a WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date, hashtextextended(m::text, 17)
  FROM footfall.mention m WHERE site = $1::text
  UNION ALL
  SELECT (at AT TIME ZONE $2::text)::date, hashtextextended(c::text, 18)
  FROM footfall.consent c WHERE site = $1::text
  UNION ALL
  SELECT (opened_at AT TIME ZONE $2::text)::date,
    hashtextextended(concat_ws(' ', id, kind, person, topic, owner, cause, closed_at), 19)
  FROM footfall.service_case WHERE site = $1::text
  UNION ALL
  -- What holds for all days: how pages, goals and segments are called and what they are.
  SELECT '-infinity'::date, hashtextextended(concat_ws(' ', page, title, page_group), 20)
  FROM footfall.site_page($1::text) WHERE title IS NOT NULL
  UNION ALL
  SELECT '-infinity'::date, hashtextextended(g::text, 21) FROM footfall.goal g WHERE site = $1::text
  UNION ALL
  SELECT '-infinity'::date, hashtextextended(s::text, 22) FROM footfall.segment s WHERE site = $1::text
  UNION ALL
  SELECT '-infinity'::date, hashtextextended(f::text, 23)
  FROM footfall.funnel_step f WHERE site = $1::text
  UNION ALL
  SELECT '-infinity'::date, hashtextextended(s::text, 24) FROM footfall.site s WHERE name = $1::text
  UNION ALL
  SELECT '-infinity'::date, hashtextextended(s::text, 25) FROM footfall.seal s WHERE site = $1::text
), month AS (
  SELECT coalesce(date_trunc('month', nullif(day, '-infinity'))::date, '-infinity') AS month,
    sum(hash::numeric) AS sum, count(*) AS records
  FROM record
  GROUP BY 1
)
SELECT nullif(m.month, '-infinity') AS month, concat(sum(sum) OVER up, '/', sum(records) OVER up) AS digest
FROM month m
WINDOW up AS (ORDER BY m.month)
ORDER BY m.month
