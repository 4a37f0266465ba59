-- Whom cases, activities and the diary name as staff. Columns: name.
SELECT footfall.staff_name(owner) AS name FROM footfall.service_case WHERE owner <> ''
UNION
SELECT footfall.staff_name(staff) FROM footfall.activity WHERE staff <> ''
UNION
SELECT footfall.staff_name(staff) FROM footfall.diary WHERE staff <> ''
ORDER BY name
