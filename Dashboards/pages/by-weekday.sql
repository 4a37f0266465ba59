-- question: On which day of the week is what read?
-- figure: heatmap
-- x: weekday
-- y: page_group
-- colour: views
-- unit: page views
-- heading: group
-- finding: ["{best_x} is the day with most page views; {top_y} on {top_x} has most of all"]
-- note: Page views in local days of the site, summed over the period; the eight largest groups.
WITH view AS (
  SELECT p.page_group, extract(isodow FROM v.at AT TIME ZONE :zone)::int AS weekday,
    count(*) AS views
  FROM footfall.page_view(:site, :from, :until, :segment) v
  JOIN footfall.site_page(:site) p ON p.page = v.page
  GROUP BY 1, 2
), page_group AS (
  SELECT page_group, row_number() OVER (ORDER BY sum(views) DESC, page_group COLLATE "C") AS place
  FROM view GROUP BY page_group
)
SELECT (ARRAY['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])[weekday] AS weekday, g.page_group,
  coalesce(v.views, 0) AS views
FROM generate_series(1, 7) AS weekday
CROSS JOIN page_group g
LEFT JOIN view v USING (weekday, page_group)
WHERE g.place <= 8
ORDER BY g.place, weekday.weekday
