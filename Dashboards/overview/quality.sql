-- question: Can these numbers be trusted?
-- figure: numbers
-- label: label
-- value: value
-- formats: format
-- remark: remark
-- note: What the statements are, and by which number each holds or fails, stands on the page Health.
SELECT 'Quality statements that hold' AS label, count(*) FILTER (WHERE holds) AS value, 'count' AS format,
  'of ' || count(holds) || ' that apply'
    || coalesce('; fails: ' || string_agg(statement, '; ' ORDER BY place) FILTER (WHERE NOT holds), '') AS remark
FROM footfall.quality(:site, :as_of)
