-- question: Which pages keep people waiting?
-- figure: table
-- columns: {page: Page, views: Views, middle: Half within, most: Nine in ten, nearly: 99 of 100, longest: Longest}
-- formats: {middle: decimal, most: decimal, nearly: decimal, longest: decimal}
-- limit: 10
-- finding: ["{page} keeps people waiting longest: nine in ten answers take up to {most} s"]
-- note: Seconds until the server had answered, of pages that people saw at least five times. Empty where the log does not tell it.
SELECT page, count(*) AS views,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_seconds) AS middle,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY duration_seconds) AS most,
  percentile_cont(0.99) WITHIN GROUP (ORDER BY duration_seconds) AS nearly,
  max(duration_seconds) AS longest
FROM footfall.event
WHERE site = :site AND kind = 'page' AND audience = 'person' AND duration_seconds IS NOT NULL
  AND at >= :from AND at < :until
GROUP BY page
HAVING count(*) >= 5
ORDER BY most DESC, page COLLATE "C"
LIMIT 100
