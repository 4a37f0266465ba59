-- question: What do visits do after their first page?
-- figure: sentence
-- text:
--   - ["Visits begin most often on {entry_page} and end most often on {exit_page}."]
--   - ["Of {visits:visit:visits}, {onward_share} went on to a second page."]
-- formats: {onward_share: share}
SELECT
  nullif(count(*), 0) AS visits,
  mode() WITHIN GROUP (ORDER BY entry_page COLLATE "C") AS entry_page,
  mode() WITHIN GROUP (ORDER BY exit_page COLLATE "C") AS exit_page,
  avg((pages > 1)::int)::double precision AS onward_share
FROM footfall.session
WHERE site = :site AND is_visit AND started_at >= :from AND started_at < :until
  AND (:segment IS NULL OR EXISTS (SELECT FROM footfall.visit_segment g
    WHERE g.visitor = session.visitor AND g.started_at = session.started_at
      AND g.site = :site AND g.segment = :segment))
