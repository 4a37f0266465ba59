-- question: Which way do visits take from their first page?
-- figure: flow
-- from: page
-- to: next
-- step: step
-- value: visits
-- unit: visits
-- columns: {step: Step, page: Page, next: Next, visits: Visits}
-- finding: ["The broadest way is from {from} to {to}: {top_value:visit:visits}"]
-- note: The first four pages of a visit; the seven pages seen most at each step, the others together. Where a visit ends it has no next page, and its way is drawn no further.
WITH pair AS (
  SELECT visitor, visit, at, generation, position, page, lag(page) OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) AS before
  FROM footfall.page_view(:site, :from, :until, :segment)
), numbered AS (
  SELECT visitor, visit, page, row_number() OVER (
      PARTITION BY visitor, visit ORDER BY at, generation, position) AS step
  FROM pair
  WHERE before IS NULL OR before <> page
), early AS MATERIALIZED (
  SELECT visitor, visit, page, step FROM numbered WHERE step <= 4
), ranked AS (
  SELECT step, page, row_number() OVER (
      PARTITION BY step ORDER BY count(*) DESC, page COLLATE "C") AS place
  FROM early
  GROUP BY step, page
), told AS (
  SELECT e.visitor, e.visit, e.step, CASE WHEN r.place <= 7 THEN e.page ELSE 'other' END AS page
  FROM early e
  JOIN ranked r USING (step, page)
)
SELECT a.step, a.page, b.page AS next, count(*) AS visits
FROM told a
JOIN told b ON b.visitor = a.visitor AND b.visit = a.visit AND b.step = a.step + 1
GROUP BY a.step, a.page, b.page
ORDER BY a.step, visits DESC, a.page COLLATE "C", b.page COLLATE "C"
