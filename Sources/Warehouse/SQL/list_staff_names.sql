-- Whom cases, activities and the diary name as staff. Columns: name.
SELECT owner AS name FROM footfall.service_case WHERE owner <> ''
UNION
SELECT staff FROM footfall.activity WHERE staff <> ''
UNION
SELECT staff FROM footfall.diary WHERE staff <> ''
ORDER BY name
