extension TestSite {
  /// Files that were taken and searches on the site, in the visits that `service` knows, and how long the
  /// server took for each page.
  static let reading = """
    CREATE TEMP TABLE path AS
    SELECT 9600 + n AS id, p AS path
    FROM unnest(ARRAY['/search', '/files/plan.pdf', '/files/brochure.pdf']) WITH ORDINALITY AS x (p, n);
    INSERT INTO footfall_store.page (id, site, path)
    SELECT p.id, k.site, p.path FROM path p JOIN known k ON k.place = 0;
    INSERT INTO footfall_store.query (id, text, search)
    SELECT 9700, 'q=x', word FROM known WHERE place = 0
    UNION ALL VALUES (9701, 'q=tickets', 'tickets'), (9702, 'q=tickets&search_count=0', 'tickets'),
      (9703, 'q=parking', 'parking');
    INSERT INTO footfall_store.event (visitor, at, generation, position, site, agent, page, query, bytes,
      kind, audience, status, method)
    SELECT v.visitor, v.first_at + h.second * interval '1 second', k.site, 100000 + 10 * v.place + h.second,
      k.site, s.agent, h.page, h.query, h.bytes, h.kind, 0, h.status, 'GET'
    FROM visit v
    JOIN known k ON k.place = 0
    JOIN footfall_store.session s ON s.visitor = v.visitor AND s.first_at = v.first_at
    CROSS JOIN LATERAL (VALUES
      (1, 9602 + v.place % 2, NULL::bigint, 400, 2, CASE v.place % 3 WHEN 0 THEN 200 ELSE 206 END),
      (2, 9602 + v.place % 2, NULL, 300, 2, 206),
      (3, 9601, 9700 + v.place % 3, 900, 1, 200),
      (4, 9601, 9703, 900, 1, 200)) AS h (second, page, query, bytes, kind, status)
    WHERE v.place < 40 AND (h.second <= 3 OR v.place % 2 = 0);
    UPDATE footfall_store.event SET duration = 200000 + 1000 * (position % 50) WHERE kind = 1;
    """
}
