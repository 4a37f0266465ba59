-- question: Who comes, people and programs side by side?
-- figure: table
-- columns: {kind: Who, sessions: Sessions, hits: Hits, before: Hits before, share: Share of hits, pages: Pages, errors: Errors, megabytes: MB}
-- formats: {share: share}
-- limit: 20
-- finding: ["{kind} make {share} of the hits"]
-- note: Each session stands in one row. Programs by the rule of their user agent, those in disguise by what they did.
WITH session AS (
  SELECT true AS is_now, visitor_kind, sessions, hits, pages, errors, bytes
  FROM footfall.visit_count(:site, :from, :until, NULL)
  UNION ALL
  SELECT false, visitor_kind, sessions, hits, pages, errors, bytes
  FROM footfall.visit_count(:site, :previous_from, :previous_until, NULL)
), kind AS (
  SELECT visitor_kind AS kind,
    sum(sessions) FILTER (WHERE is_now) AS sessions,
    sum(hits) FILTER (WHERE is_now) AS hits,
    sum(hits) FILTER (WHERE NOT is_now) AS before,
    sum(pages) FILTER (WHERE is_now) AS pages,
    sum(errors) FILTER (WHERE is_now) AS errors,
    sum(bytes) FILTER (WHERE is_now) AS bytes
  FROM session
  GROUP BY visitor_kind
)
SELECT kind, sessions::bigint, hits::bigint, coalesce(before, 0)::bigint AS before,
  hits::double precision / nullif(sum(hits) OVER (), 0) AS share, pages::bigint, errors::bigint,
  round(bytes / 1000000.0)::bigint AS megabytes
FROM kind
WHERE hits > 0
ORDER BY kind <> 'People', kind <> 'Staff', hits DESC, kind COLLATE "C"
