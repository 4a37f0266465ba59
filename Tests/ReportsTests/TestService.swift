import PostgreSQL
import Support

extension TestSite {
  /// What follows from visits, of the persons whom `storeLedgers` knows: forms that were sent in them,
  /// complaints and what became of them, a bounce, an attached file, and costs.
  static let service = """
    UPDATE footfall_store.site SET link_browsing = 'always'
    WHERE id = current_setting('test.site')::bigint;
    CREATE TEMP TABLE visit AS
    SELECT s.visitor, s.first_at, s.last_at,
      row_number() OVER (ORDER BY s.first_at DESC, s.visitor) - 1 AS place
    FROM footfall_store.session s
    WHERE s.audience = 0 AND s.pages > 1 AND s.last_at < '2026-11-22T11:00Z';
    INSERT INTO footfall_store.contact (id, site, person, at, generation, position, direction,
      channel, topic, topic_rule, person_name, subject, excerpt, form, page_path, owner)
    SELECT 8000 + v.place, k.site, k.person, v.last_at + interval '1 second', 9, 8000 + v.place, 1,
      1, (ARRAY['complaint', 'enquiry', 'order'])[1 + v.place % 3], 'a rule', k.name, k.word,
      'Dear all', k.word, '/contact', k.person
    FROM visit v
    JOIN known k ON k.place = v.place % 7
    WHERE v.place < 21;
    INSERT INTO footfall_store.contact_visit (contact, rule, visitor, session_at)
    SELECT 8000 + place, 1, visitor, first_at FROM visit WHERE place < 21;
    INSERT INTO footfall_store.visitor_owner (site, visitor, from_at, until_at, person, session_at)
    SELECT k.site, v.visitor, v.first_at, v.last_at + interval '1 hour', k.person, v.first_at
    FROM visit v
    JOIN known k ON k.place = v.place % 7
    WHERE v.place < 21;
    INSERT INTO footfall_store.case_step (contact, at, step, owner, cause, staff)
    SELECT c.id, c.at + interval '1 hour', CASE WHEN c.id % 2 = 0 THEN 'close' ELSE 'assign' END,
      k.name, k.word, k.name
    FROM footfall_store.contact c
    JOIN known k ON k.person = c.person
    WHERE c.topic = 'complaint' AND c.id >= 8000;
    INSERT INTO footfall_store.contact (id, site, at, generation, position, direction, channel,
      topic, topic_rule, person_name, subject, excerpt, form, page_path)
    SELECT 8500, site, at - interval '1 day', 9, 8500, 1, 2, 'other', 'class', '', word, '', '', ''
    FROM known WHERE place = 0;
    INSERT INTO footfall_store.message (id, class, is_proven, is_cut, size, staff, is_from_dropbox)
    VALUES (8500, 4, false, false, 900, '', false), (8001, 1, false, false, 900, '', false);
    INSERT INTO footfall_store.bounce (message, place, kind, reason, recipient, action, status,
      diagnostic, is_vouched)
    SELECT 8500, 1, 1, 'user_unknown', person, 'failed', '5.1.1', word, true FROM known WHERE place = 6;
    INSERT INTO footfall_store.attachment (message, place, name, media_type, size)
    SELECT 8001, 1, word, 'application/pdf', 12000 FROM known WHERE place = 0;
    INSERT INTO footfall_store.vendor (id, site, as_of, confirmed_at, content, generation, position,
      number, name, email, supplies, note)
    SELECT 9500, site, at, at, 1, site, 1, 'V1', word, address, word, word
    FROM known WHERE place = 0;
    INSERT INTO footfall_store.cost (id, site, as_of, confirmed_at, content, generation, position,
      day, purpose, campaign, amount, currency)
    SELECT 9000 + n, site, at, at, 1, site, n, date '2026-11-20' - 9 * n::int,
      (ARRAY['acquisition', 'retention', 'system'])[1 + n % 3], word, 20 + n, 'GBP'
    FROM generate_series(0, 11) AS n
    JOIN known ON place = 0;
    """
}
