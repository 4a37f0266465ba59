-- question: Who comes, people and programs side by side?
-- figure: table
-- columns: {kind: Who, sessions: Sessions, hits: Hits, before: Hits before, share: Share of hits, pages: Pages, errors: Errors, megabytes: MB}
-- formats: {share: share}
-- limit: 20
-- finding: ["{kind} make {share} of the hits"]
-- note: Each session stands in one row. Programs by the rule of their user agent, those in disguise by what they did.
WITH kind AS (
  SELECT visitor_kind AS kind,
    count(*) FILTER (WHERE started_at >= :from) AS sessions,
    sum(hits) FILTER (WHERE started_at >= :from) AS hits,
    sum(hits) FILTER (WHERE started_at < :previous_until) AS before,
    sum(pages) FILTER (WHERE started_at >= :from) AS pages,
    sum(errors) FILTER (WHERE started_at >= :from) AS errors,
    sum(bytes) FILTER (WHERE started_at >= :from) AS bytes
  FROM footfall.session
  WHERE site = :site AND started_at >= :previous_from AND started_at < :until
  GROUP BY visitor_kind
)
SELECT kind, sessions, hits::bigint, coalesce(before, 0)::bigint AS before,
  hits::double precision / nullif(sum(hits) OVER (), 0) AS share, pages::bigint, errors::bigint,
  round(bytes / 1000000.0)::bigint AS megabytes
FROM kind
WHERE hits > 0
ORDER BY kind <> 'People', kind <> 'Staff', hits DESC, kind COLLATE "C"
