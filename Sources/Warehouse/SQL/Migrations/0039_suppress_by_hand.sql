-- Staff says that a person must not be written to any more, whatever mail says of the addresses.
CREATE TABLE footfall_store.suppression_statement (
  site bigint NOT NULL,
  node bigint NOT NULL,
  at timestamptz NOT NULL,
  is_lifted boolean NOT NULL,
  note text NOT NULL,
  staff text NOT NULL,
  PRIMARY KEY (site, node, at)
);
COMMENT ON TABLE footfall_store.suppression_statement IS 'What staff said of who must not be written to, and may again; only added to. An erasure leaves the hash and takes the note.';
COMMENT ON COLUMN footfall_store.suppression_statement.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.suppression_statement.node IS 'Keyed hash of a value that names the person.';
COMMENT ON COLUMN footfall_store.suppression_statement.at IS 'When it was said.';
COMMENT ON COLUMN footfall_store.suppression_statement.is_lifted IS 'Whether it takes back what was said before.';
COMMENT ON COLUMN footfall_store.suppression_statement.note IS 'Why, in words of staff.';
COMMENT ON COLUMN footfall_store.suppression_statement.staff IS 'Who said so.';

CREATE OR REPLACE VIEW footfall.suppression AS
SELECT s.name AS site, x.node, coalesce(n.person, x.node) AS person, n.value AS address, x.reason,
  x.since
FROM (
  SELECT y.site, y.node, y.reason, y.since FROM footfall_store.suppression y
  UNION ALL
  -- It is said of all values of a person; where addresses are among them, they tell it.
  SELECT m.site, m.node, 'manual', m.at
  FROM (
    SELECT l.site, l.node, l.at, coalesce(d.kind = 3, true) AS is_address,
      bool_or(d.kind = 3) OVER (PARTITION BY l.site, coalesce(d.person, l.node)) AS has_address
    FROM (
      SELECT DISTINCT ON (t.site, t.node) t.site, t.node, t.at, t.is_lifted
      FROM footfall_store.suppression_statement t
      ORDER BY t.site, t.node, t.at DESC
    ) l
    LEFT JOIN footfall_store.identity_node d ON d.site = l.site AND d.id = l.node
    WHERE NOT l.is_lifted
  ) m
  WHERE m.is_address OR m.has_address IS NOT TRUE
  UNION ALL
  -- A mailbox that is full for two weeks is given up. What is not believed says nothing.
  SELECT b.site, b.recipient, (ARRAY['hard', 'soft', NULL, NULL, 'complaint'])[b.kind], min(b.at)
  FROM footfall_store.told_bounce b
  WHERE b.kind IN (1, 2, 5) AND b.recipient IS NOT NULL AND b.is_believed
  GROUP BY b.site, b.recipient, b.kind
  HAVING b.kind <> 2 OR count(*) >= 3 AND max(b.at) - min(b.at) >= interval '14 days'
) x
JOIN footfall_store.site s ON s.id = x.site
LEFT JOIN footfall_store.identity_node n ON n.site = x.site AND n.id = x.node;
COMMENT ON VIEW footfall.suppression IS 'Who must not be written to at all, and why. Whoever withdrew consent to news, by an unsubscribing message too, stands in footfall.consent_state: an order may be confirmed to them, a newsletter not be sent.';
COMMENT ON COLUMN footfall.suppression.node IS 'Keyed hash of the value.';
COMMENT ON COLUMN footfall.suppression.address IS 'The value; null where it was erased. By word of staff a customer number or login, where no address is known.';
COMMENT ON COLUMN footfall.suppression.reason IS 'hard, soft or complaint by reports that are believed (see footfall.bounce); manual by word of staff, for all that names the person then; or erased.';

ALTER TABLE footfall_store.suppression_statement OWNER TO footfall_owner;
GRANT SELECT, INSERT, UPDATE (note) ON footfall_store.suppression_statement TO footfall_ingest;
GRANT EXECUTE ON FUNCTION footfall_store.names_somebody(text, text[], text[]),
  footfall_store.holds_words(text, text) TO footfall_ingest;
