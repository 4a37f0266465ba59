-- question: Which pages keep people waiting?
-- figure: dots
-- label: page
-- low: quick
-- mid: middle
-- high: most
-- unit: seconds until the answer
-- format: decimal
-- columns: {page: Page, views: Views, quick: One in ten within, middle: Half within, most: Nine in ten, nearly: 99 of 100, longest: Longest}
-- formats: {views: count, quick: decimal, middle: decimal, most: decimal, nearly: decimal, longest: decimal}
-- limit: 10
-- finding: ["{top} keeps people waiting longest: half of its answers take {top_value} s or more"]
-- note: The dot is the middle one (median) of the answers, the bar holds eight in ten; pages by the end of their bars. Seconds until the server had answered, of pages that people saw at least five times. Empty where the log does not tell it.
SELECT page, count(*) AS views,
  percentile_cont(0.1) WITHIN GROUP (ORDER BY duration_seconds) AS quick,
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
