-- Whether there is a user. $1 name. Columns: present.
SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1::text) AS present
