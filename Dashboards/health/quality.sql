-- question: Can these numbers be trusted?
-- figure: table
-- columns: {statement: Statement, says: Verdict, verdict: By what}
-- finding:
--   - "All {known} quality statements that apply hold"
--   - "{failed:quality statement fails:quality statements fail} of {all_known}: {first_failed}"
-- note: Freshness as of the newest day; the others as they are now, of everything that is stored. What does not apply is not counted. `footfall verify` counts line by line what this page adds up from sums.
-- definitions:
--   Holds: the statement is true by the number beside it
--   Fails: it is not; what is to be done stands beside it or in `footfall status`
--   Does not apply: nothing here can break it, such as the daemon where none was started
WITH told AS MATERIALIZED (
  SELECT place, statement, holds, verdict
  FROM footfall.quality(:site, :as_of)
)
SELECT statement,
  CASE WHEN holds THEN 'holds' WHEN NOT holds THEN 'FAILS' ELSE 'does not apply' END AS says,
  verdict,
  CASE WHEN bool_and(coalesce(holds, true)) OVER () THEN count(holds) OVER () END AS known,
  count(holds) OVER () AS all_known,
  nullif(count(*) FILTER (WHERE NOT holds) OVER (), 0) AS failed,
  (SELECT min(f.statement) FROM told f WHERE NOT f.holds AND f.place = (
    SELECT min(x.place) FROM told x WHERE NOT x.holds)) AS first_failed
FROM told
ORDER BY holds IS NOT FALSE, holds IS NULL, place
