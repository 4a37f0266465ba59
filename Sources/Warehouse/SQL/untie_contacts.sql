-- Takes away which visits contacts were made in where that no longer holds. Of sealed days the hits
-- tell it no more: it stays as long as the contact may be tied to that visit.
DELETE FROM footfall_store.contact_visit v
WHERE NOT EXISTS (
  SELECT FROM footfall_store.contact_tie t
  WHERE (t.contact, t.rule, t.visitor, t.session_at)
    = (v.contact, v.rule, v.visitor, v.session_at))
  AND NOT EXISTS (
    SELECT
    FROM footfall_store.seal x
    JOIN footfall_store.contact c ON c.id = v.contact
    JOIN footfall_store.site s ON s.id = c.site
    WHERE v.session_at < x.events_until AND s.link_browsing <> 'never'
      AND (c.owner IS NULL OR s.link_browsing = 'always'
        OR (c.site, c.owner) IN (SELECT b.site, b.person FROM footfall_store.browsing_consent b))
      AND (v.rule <> 1 OR EXISTS (
        SELECT FROM footfall_store.visitor_owner o
        WHERE o.visitor = v.visitor AND o.session_at = v.session_at AND o.person = c.owner)))
