extension TestSite {
  /// What became of the orders that `storeLedgers` knows, what is in stock, what is wished for, and what
  /// costs are to bring.
  static let shop = """
    INSERT INTO footfall_store.shipment (id, site, as_of, confirmed_at, content, generation, position,
      number, order_number, sent_at, delivered_at)
    SELECT 9800 + n, site, at, at, 1, site, n, 'S' || n, 'O' || n,
      at - n * interval '240 hours' + interval '1 day',
      CASE WHEN n > 2 THEN at - n * interval '240 hours' + interval '50 hours' + n * interval '1 hour' END
    FROM generate_series(1, 20) AS n
    JOIN known ON place = 0;
    UPDATE footfall_store.product SET stock = 5, stock_at = as_of;
    INSERT INTO footfall_store.wish (id, site, as_of, confirmed_at, content, generation, position,
      customer_number, product, at)
    SELECT 9850 + place, site, at, at, 1, site, 9850 + place, 'C' || place, 'P' || place % 2,
      at - interval '2 days'
    FROM known;
    INSERT INTO footfall_store.ledger_person (id, site, person)
    SELECT 9850 + place, site, person FROM known;
    INSERT INTO footfall_store.benefit (id, site, as_of, confirmed_at, content, generation, position,
      day, purpose, campaign, amount, currency)
    SELECT 9870, site, at, at, 1, site, 9870, '2026-12-31', 'acquisition', word, 500, 'GBP'
    FROM known WHERE place = 0;
    """
}
