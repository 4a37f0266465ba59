-- question: Did changing a page save messages?
-- figure: table
-- columns:
--   page: Page
--   changed: Changed on
--   views_before: Views before
--   messages_before: Messages
--   rate_before: Per 1,000
--   views_after: Views after
--   messages_after: Messages after
--   rate_after: Per 1,000 after
--   saved: Messages saved
--   verdict: Verdict
-- formats: {rate_before: decimal, rate_after: decimal}
-- limit: 15
-- finding:
--   - "{told} saved {saved:message:messages} since it was changed on {changed}"
--   - "Of {all_pages:changed page:changed pages} none saved messages beyond what chance may do"
-- note: Messages just after the page, for each 1,000 views, in the 90 days before the day of its last change and in the days since, 90 at most; saved is what the old rate would have brought in the same views, less what came. Of fewer than a hundred views on a side nothing is said, and what lies within twice its standard error (of counts, by Poisson) may be chance. Other things, such as the season, a campaign or the form, change as well.
-- empty: "When a page was changed is not known yet. `footfall audit` with the folder or the address of the site's pages reads it; a page that was changed within the days that are loaded stands here then."
WITH changed AS (
  SELECT a.path, footfall.page_form(a.path) AS page, a.unchanged_since AS at,
    (a.unchanged_since AT TIME ZONE :zone)::date AS day
  FROM footfall.audit_page a
  WHERE a.site = :site AND a.is_current AND a.is_told AND a.unchanged_since < :until
    AND (:told_until IS NULL OR a.read_at < :told_until)
), first AS (
  SELECT min(day) AS day FROM footfall.page_day WHERE site = :site
), seen AS (
  SELECT c.path, sum(d.views) FILTER (WHERE d.day < c.day) AS before,
    sum(d.views) FILTER (WHERE d.day > c.day) AS after
  FROM changed c
  CROSS JOIN first
  JOIN footfall.page_day d ON d.site = :site AND footfall.page_form(d.page) = c.page
    AND d.day BETWEEN c.day - 90 AND c.day + 90 AND d.day < (:until AT TIME ZONE :zone)::date
  WHERE c.day > first.day
  GROUP BY c.path
), asked AS (
  SELECT footfall.page_form(p.page) AS page, (p.at AT TIME ZONE :zone)::date AS day
  FROM footfall.message_path(:site, (SELECT min(c.at) FROM changed c) - interval '91 days', :until, NULL) p
  WHERE p.place = 1 AND p.page IS NOT NULL AND footfall.expects_answer(p.topic)
), counted AS (
  SELECT c.path, count(*) FILTER (WHERE a.day BETWEEN c.day - 90 AND c.day - 1) AS before,
    count(*) FILTER (WHERE a.day BETWEEN c.day + 1 AND c.day + 90) AS after
  FROM changed c
  JOIN asked a ON a.page = c.page
  GROUP BY c.path
), rated AS (
  SELECT c.path, c.day, coalesce(s.before, 0) AS views_before, coalesce(n.before, 0) AS messages_before,
    coalesce(s.after, 0) AS views_after, coalesce(n.after, 0) AS messages_after,
    CASE WHEN s.before >= 100 THEN 1000.0 * coalesce(n.before, 0) / s.before END AS rate_before,
    CASE WHEN s.after >= 100 THEN 1000.0 * coalesce(n.after, 0) / s.after END AS rate_after
  FROM changed c
  JOIN seen s ON s.path = c.path
  LEFT JOIN counted n ON n.path = c.path
)
SELECT path AS page, day AS changed, views_before::bigint AS views_before, messages_before,
  rate_before::double precision AS rate_before, views_after::bigint AS views_after, messages_after,
  rate_after::double precision AS rate_after, round((rate_before - rate_after) * views_after / 1000)::bigint AS saved,
  CASE WHEN NOT is_told THEN 'may be chance' WHEN rate_after < rate_before THEN 'fewer messages'
    WHEN is_told THEN 'more messages' ELSE 'too few views' END AS verdict,
  CASE WHEN is_told AND rate_after < rate_before THEN path END AS told, count(*) OVER () AS all_pages
FROM rated
CROSS JOIN LATERAL (
  SELECT abs(rate_before - rate_after) > 2000 * sqrt(messages_before / nullif(views_before, 0)::numeric ^ 2
    + messages_after / nullif(views_after, 0)::numeric ^ 2) AS is_told
) AS chance
ORDER BY (is_told AND rate_after < rate_before) IS NOT TRUE, (rate_before - rate_after) * views_after DESC NULLS LAST, views_after DESC, path COLLATE "C"
LIMIT 100
