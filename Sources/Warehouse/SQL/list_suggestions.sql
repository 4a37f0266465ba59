-- Pairs that may be one person. $1 name of the site (empty = all), $2 how many at most. Columns: site,
-- one, one_name, one_address, one_number, other, other_name, other_address, other_number, reason.
SELECT site, one, one_name, one_address, one_number, other, other_name, other_address, other_number,
  reason
FROM footfall.person_suggestion
WHERE $1 = '' OR site = $1
ORDER BY site, one, other
LIMIT $2
