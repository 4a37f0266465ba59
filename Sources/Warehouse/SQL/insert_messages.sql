-- Stores what is known of messages whose contacts are there; of the copies of one, what the best of them
-- tells, in whatever order they come.
-- $1 id, $2 class, $3 hash of the Message-ID (0 = none), $4 proven (0 or 1), $5 cut (0 or 1), $6 size,
-- $7 received at (1970 = not told), $8 staff, $9 from the dropbox (0 or 1),
-- $10 hash of the Message-ID reported of (0 = none), $11 tells of a form, $12 sent by us beyond
-- doubt (0 or 1), $13 sender found to be another (0 or 1) (arrays)
INSERT INTO footfall_store.message AS m
  (id, class, message_id, is_proven, is_cut, size, received_at, staff, is_from_dropbox, reported_id,
   is_form_mail, is_ours, is_forged)
SELECT n.id, min(n.class), max(nullif(n.message_id, 0)), max(n.is_proven) = 1, min(n.is_cut) = 1,
  min(n.size), min(nullif(n.received_at, 'epoch')), max(n.staff COLLATE "C"), max(n.is_from_dropbox) = 1,
  max(nullif(n.reported_id, 0)), max(n.is_form_mail) = 1, max(n.is_ours) = 1,
  max(n.is_forged) = 1
FROM unnest(
  $1::bigint[], $2::smallint[], $3::bigint[], $4::smallint[], $5::smallint[], $6::bigint[],
  $7::timestamptz[], $8::text[], $9::smallint[], $10::bigint[], $11::smallint[],
  $12::smallint[], $13::smallint[])
  AS n (id, class, message_id, is_proven, is_cut, size, received_at, staff, is_from_dropbox,
    reported_id, is_form_mail, is_ours, is_forged)
JOIN footfall_store.contact c ON c.id = n.id
GROUP BY n.id
ORDER BY n.id
ON CONFLICT (id) DO UPDATE SET class = least(m.class, excluded.class),
  is_proven = m.is_proven OR excluded.is_proven, is_cut = m.is_cut AND excluded.is_cut,
  size = least(m.size, excluded.size), received_at = least(m.received_at, excluded.received_at),
  staff = greatest(m.staff COLLATE "C", excluded.staff),
  is_from_dropbox = m.is_from_dropbox OR excluded.is_from_dropbox,
  reported_id = greatest(m.reported_id, excluded.reported_id),
  is_form_mail = m.is_form_mail OR excluded.is_form_mail, is_ours = m.is_ours OR excluded.is_ours,
  is_forged = m.is_forged OR excluded.is_forged
WHERE (m.class, m.is_proven, m.is_cut, m.size, m.received_at, m.staff, m.is_from_dropbox,
    m.reported_id, m.is_form_mail, m.is_ours, m.is_forged)
  IS DISTINCT FROM (least(m.class, excluded.class), m.is_proven OR excluded.is_proven,
    m.is_cut AND excluded.is_cut, least(m.size, excluded.size),
    least(m.received_at, excluded.received_at), greatest(m.staff COLLATE "C", excluded.staff),
    m.is_from_dropbox OR excluded.is_from_dropbox, greatest(m.reported_id, excluded.reported_id),
    m.is_form_mail OR excluded.is_form_mail, m.is_ours OR excluded.is_ours,
    m.is_forged OR excluded.is_forged)
