-- question: How many of those who bought in the last twelve months come back?
-- figure: numbers
-- label: label
-- value: value
-- formats: format
-- remark: remark
-- note: Twelve months up to the newest day. Orders are counted one by one, persons once.
-- definitions:
--   Buyers: persons with an order in the last twelve months
--   Twice in the year: share of the buyers with two orders or more in the last twelve months
--   There before: share of the buyers who had ordered before their last order, however long ago
--   Again within a year: share of the buyers whose second order came within twelve months of their first
WITH numbered AS (
  SELECT person, at, row_number() OVER (PARTITION BY person ORDER BY at, id) AS place
  FROM footfall.sale_as_of(:site, :told_until)
  WHERE site = :site AND at < :as_of AND person IS NOT NULL
    AND (:segment IS NULL OR person IN (
      SELECT p.person FROM footfall.segment_person(:site, :segment, :previous_from, :until) p))
), buyer AS (
  SELECT
    count(*) AS orders,
    count(*) FILTER (
      WHERE at >= (:as_of AT TIME ZONE :zone - interval '12 months') AT TIME ZONE :zone) AS lately,
    min(at) FILTER (WHERE place = 1) AS first_at,
    min(at) FILTER (WHERE place = 2) AS second_at
  FROM numbered
  GROUP BY person
), total AS (
  SELECT
    count(*) AS buyers,
    count(*) FILTER (WHERE lately > 1) AS twice,
    count(*) FILTER (WHERE orders > 1) AS before,
    count(*) FILTER (
      WHERE second_at AT TIME ZONE :zone < first_at AT TIME ZONE :zone + interval '12 months')
      AS again
  FROM buyer
  WHERE lately > 0
)
SELECT label, value, format, remark
FROM total, LATERAL (VALUES
  (1, 'Buyers', buyers::double precision, 'count', 'in the last twelve months'),
  (2, 'Twice in the year', twice::double precision / nullif(buyers, 0), 'share',
    twice || ' of ' || buyers || ' buyers'),
  (3, 'There before', before::double precision / nullif(buyers, 0), 'share',
    before || ' of ' || buyers || ' buyers'),
  (4, 'Again within a year', again::double precision / nullif(buyers, 0), 'share',
    again || ' of ' || buyers || ' buyers')
) AS number (place, label, value, format, remark)
WHERE buyers > 0
ORDER BY place
