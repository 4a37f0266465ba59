-- question: Do devices differ in what people do?
-- figure: table
-- columns: {device: Device, visits: Visits, pages: Pages a visit, minutes: Minutes, bounced: Bounces, sent: Sent a form}
-- formats: {pages: decimal, minutes: decimal, bounced: share, sent: share}
-- finding: ["From {device} come {visits:visit:visits}, {pages} pages each"]
-- note: Minutes of visits that are no bounces; what a bounce is and how visits are measured is said below.
SELECT coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') AS device, count(*) AS visits,
  avg(pages)::double precision AS pages,
  (avg(duration_seconds) FILTER (WHERE NOT is_bounce) / 60)::double precision AS minutes,
  avg(is_bounce::int)::double precision AS bounced,
  avg((submissions > 0)::int)::double precision AS sent
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
GROUP BY 1
ORDER BY visits DESC, coalesce(replace(initcap(device), 'Tv', 'TV'), 'Not known') COLLATE "C"
