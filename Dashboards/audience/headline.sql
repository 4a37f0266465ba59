-- question: With what do people come?
-- figure: sentence
-- text:
--   - ["{phone_share} of {visits:visit:visits} came from telephones, {desktop_share} from desktops.", "{desktop_share} of {visits:visit:visits} came from desktops."]
--   - ["{browser} is the browser of {browser_share}."]
--   - ["{trouble_share} of the visits met an error."]
--   - ["What device it was is not known of {unknown_share} of the visits."]
-- formats: {phone_share: share, desktop_share: share, browser_share: share, trouble_share: share, unknown_share: share}
WITH visit AS (
  SELECT device, browser, errors
  FROM footfall.session
  WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = session.visitor AND g.started_at = session.started_at
        AND g.site = :site AND g.segment = :segment))
), browser AS (
  SELECT browser, count(*) AS visits FROM visit WHERE browser IS NOT NULL
  GROUP BY browser ORDER BY visits DESC, browser COLLATE "C" LIMIT 1
)
SELECT
  nullif(count(*), 0) AS visits,
  nullif(avg((device = 'phone')::int), 0)::double precision AS phone_share,
  avg((device = 'desktop')::int)::double precision AS desktop_share,
  (SELECT browser FROM browser) AS browser,
  (SELECT visits FROM browser)::double precision / nullif(count(*), 0) AS browser_share,
  nullif(avg((errors > 0)::int), 0)::double precision AS trouble_share,
  nullif(avg((device IS NULL)::int), 0)::double precision AS unknown_share
FROM visit
