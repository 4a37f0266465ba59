-- Stores what is known of messages whose contacts are there. A copy that was delivered otherwise may
-- add that the sender is proved, that staff sent it to the dropbox, or that it is ours.
-- $1 id, $2 class, $3 hash of the Message-ID (0 = none), $4 proven (0 or 1), $5 cut (0 or 1), $6 size,
-- $7 received at (1970 = not told), $8 staff, $9 from the dropbox (0 or 1),
-- $10 hash of the Message-ID reported of (0 = none), $11 tells of a form, $12 sent by us beyond
-- doubt (0 or 1) (arrays)
INSERT INTO footfall_store.message AS m
  (id, class, message_id, is_proven, is_cut, size, received_at, staff, is_from_dropbox, reported_id,
   is_form_mail, is_ours)
SELECT DISTINCT ON (n.id) n.id, n.class, nullif(n.message_id, 0), n.is_proven = 1, n.is_cut = 1,
  n.size, nullif(n.received_at, 'epoch'), n.staff, n.is_from_dropbox = 1, nullif(n.reported_id, 0),
  n.is_form_mail = 1, n.is_ours = 1
FROM unnest(
  $1::bigint[], $2::smallint[], $3::bigint[], $4::smallint[], $5::smallint[], $6::bigint[],
  $7::timestamptz[], $8::text[], $9::smallint[], $10::bigint[], $11::smallint[],
  $12::smallint[])
  AS n (id, class, message_id, is_proven, is_cut, size, received_at, staff, is_from_dropbox,
    reported_id, is_form_mail, is_ours)
JOIN footfall_store.contact c ON c.id = n.id
ORDER BY n.id, n.is_ours DESC, n.is_proven DESC, n.is_from_dropbox DESC
ON CONFLICT (id) DO UPDATE SET is_proven = m.is_proven OR excluded.is_proven,
  is_from_dropbox = m.is_from_dropbox OR excluded.is_from_dropbox,
  is_ours = m.is_ours OR excluded.is_ours
WHERE excluded.is_proven AND NOT m.is_proven OR excluded.is_from_dropbox AND NOT m.is_from_dropbox
  OR excluded.is_ours AND NOT m.is_ours
