-- Writes the script that lets a user in: makes the user where $3 says so, gives the role, and shows
-- the views first. $1 user, $2 role, $3 whether a missing user is made. Columns: script.
SELECT concat(
  CASE WHEN $3::boolean AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $1::text)
    THEN format('CREATE ROLE %I LOGIN;', $1::text) END,
  format('GRANT %I TO %I;', $2::text, $1::text),
  format(
    'ALTER ROLE %I IN DATABASE %I SET search_path = footfall, pg_catalog;', $1::text,
    current_database())
) AS script
