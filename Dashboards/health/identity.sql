-- question: Where do records contradict each other about who is who?
-- figure: table
-- columns: {reason: What does not count, conflicts: Conflicts, newest_at: The newest}
-- finding:
--   - "{total:conflict:conflicts} in who is who, most often: {reason}"
--   - No record contradicts another about who is who
-- note: All that is stored, whatever the period. Two values that records tie and that are not joined are one conflict, and so is a browser that is nobody's by its cookie; the weakest record gives way, and nothing is lost.
-- definitions:
--   Two numbers or logins of one person: records tie two customer numbers, or two logins, of which everybody has one
--   A person of too many names: records would make one person of more than 50 numbers, logins and addresses; it is cut there
--   Several persons at one browser: visits with its cookie are those of whoever is logged in, and else nobody's
WITH title (reason, title) AS (VALUES
  ('two values of which everybody has one', 'Two numbers or logins of one person'),
  ('more values than one person has', 'A person of too many names'),
  ('more new addresses in a year than one person has', 'Too many new addresses in a year'),
  ('more devices in a week than one person has', 'Too many browsers in a week'),
  ('several persons use the device', 'Several persons at one browser'),
  ('the value was given up before', 'A number that was given anew'),
  ('staff says two persons', 'Two persons, as staff says')
), reason AS (
  SELECT n.number, footfall.identity_conflict_name(n.number::smallint) AS reason
  FROM generate_series(1, 7) AS n (number)
), conflict AS (
  SELECT reason, count(*) AS conflicts, max(at) AS newest_at
  FROM footfall.identity_conflict
  WHERE site = :site
  GROUP BY reason
)
SELECT
  coalesce(t.title, r.reason) AS reason,
  coalesce(c.conflicts, 0) AS conflicts,
  c.newest_at,
  nullif((SELECT sum(conflicts) FROM conflict), 0)::bigint AS total
FROM reason r
LEFT JOIN title t ON t.reason = r.reason
LEFT JOIN conflict c ON c.reason = r.reason
WHERE EXISTS (SELECT FROM footfall.person_identifier i WHERE i.site = :site)
ORDER BY conflicts DESC, r.number
