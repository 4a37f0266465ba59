-- question: Which pages do people read before an enquiry?
-- figure: bar
-- label: page
-- value: messages
-- unit: enquiries
-- heading: page
-- limit: 8
-- finding: ["Before an enquiry people read {top}: {top_value:time:times}"]
-- note: Pages of the visit in which the message was sent, before it was sent, without the page of the form itself; each counts once a message. The last twelve months; only messages that are tied to a visit.
WITH touch AS MATERIALIZED (
  SELECT c.id, c.at, c.page, v.visitor, v.started_at
  FROM footfall.contact c
  JOIN footfall.contact_visit v ON v.site = c.site AND v.contact = c.id
  WHERE c.site = :site AND c.direction = 'inbound' AND c.topic = 'enquiry' AND c.at < :until
    AND c.at >= (:until AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone
    AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
      WHERE g.visitor = v.visitor AND g.started_at = v.started_at
        AND g.site = :site AND g.segment = :segment))
)
SELECT e.page, count(DISTINCT t.id) AS messages
FROM touch t
CROSS JOIN LATERAL (
  -- What the visitor asked for in that time is little: it is found first.
  SELECT v.site, v.kind, v.audience, v.page
  FROM footfall.event v
  WHERE v.visitor = t.visitor AND v.at >= t.started_at AND v.at < t.at AND v.at < :until
    AND v.at >= (:until AT TIME ZONE :zone - interval '13 months') AT TIME ZONE :zone
  OFFSET 0
) e
WHERE e.site = :site AND e.kind = 'page' AND e.audience = 'person' AND e.page IS DISTINCT FROM t.page
GROUP BY e.page
ORDER BY messages DESC, e.page COLLATE "C"
LIMIT 100
