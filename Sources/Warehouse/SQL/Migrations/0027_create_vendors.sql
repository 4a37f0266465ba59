-- Those whom the business buys from. What is secret of them is stored encrypted, by a key that the
-- database does not have, and is in no view; who looked at it is written down.
CREATE TABLE footfall_store.vendor (
  id bigint NOT NULL,
  site bigint NOT NULL,
  as_of timestamptz NOT NULL,
  confirmed_at timestamptz NOT NULL,
  content bigint NOT NULL,
  generation bigint NOT NULL,
  position bigint NOT NULL,
  number text,
  name text NOT NULL,
  contact_name text,
  email text,
  phone text,
  street text,
  postal_code text,
  city text,
  country text,
  website text,
  supplies text,
  since date,
  bank_account text,
  tax_number text,
  note text,
  told jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (id, as_of)
);
CREATE INDEX vendor_generation ON footfall_store.vendor (generation);
COMMENT ON TABLE footfall_store.vendor IS 'Those whom the business buys from.';
COMMENT ON COLUMN footfall_store.vendor.id IS 'Keyed hash of site, ledger and key.';
COMMENT ON COLUMN footfall_store.vendor.site IS 'Id of the site.';
COMMENT ON COLUMN footfall_store.vendor.as_of IS 'Since when the row says this.';
COMMENT ON COLUMN footfall_store.vendor.confirmed_at IS 'When a file said so last.';
COMMENT ON COLUMN footfall_store.vendor.content IS 'Keyed hash of all that it says.';
COMMENT ON COLUMN footfall_store.vendor.generation IS 'File that it was read from.';
COMMENT ON COLUMN footfall_store.vendor.position IS 'Byte offset of the row in it.';
COMMENT ON COLUMN footfall_store.vendor.number IS 'Number of the vendor.';
COMMENT ON COLUMN footfall_store.vendor.name IS 'Name of the firm.';
COMMENT ON COLUMN footfall_store.vendor.contact_name IS 'Whom to talk to.';
COMMENT ON COLUMN footfall_store.vendor.email IS 'Mail address.';
COMMENT ON COLUMN footfall_store.vendor.phone IS 'Telephone number.';
COMMENT ON COLUMN footfall_store.vendor.street IS 'Street and house number.';
COMMENT ON COLUMN footfall_store.vendor.postal_code IS 'Post code.';
COMMENT ON COLUMN footfall_store.vendor.city IS 'Town.';
COMMENT ON COLUMN footfall_store.vendor.country IS 'Country.';
COMMENT ON COLUMN footfall_store.vendor.website IS 'Address of the website.';
COMMENT ON COLUMN footfall_store.vendor.supplies IS 'What is bought there.';
COMMENT ON COLUMN footfall_store.vendor.since IS 'Since when the business buys there.';
COMMENT ON COLUMN footfall_store.vendor.bank_account IS 'Bank account, encrypted.';
COMMENT ON COLUMN footfall_store.vendor.tax_number IS 'Tax number, encrypted.';
COMMENT ON COLUMN footfall_store.vendor.note IS 'What staff wrote down.';
COMMENT ON COLUMN footfall_store.vendor.told IS 'Files that said so, the last first: when (at), which (by), and where in it (position).';

CREATE TABLE footfall_store.reveal (
  vendor bigint NOT NULL,
  at timestamptz NOT NULL,
  staff text NOT NULL,
  PRIMARY KEY (vendor, at)
);
COMMENT ON TABLE footfall_store.reveal IS 'Who looked at what is secret of a vendor; never changed, only added to.';
COMMENT ON COLUMN footfall_store.reveal.vendor IS 'Id of the vendor.';
COMMENT ON COLUMN footfall_store.reveal.at IS 'When.';
COMMENT ON COLUMN footfall_store.reveal.staff IS 'Who.';

CREATE OR REPLACE FUNCTION footfall_store.ledgers() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['customer', 'activity', 'survey_answer', 'mention', 'customer_order', 'order_line',
    'order_status', 'shipment', 'product', 'wish', 'subscription', 'cost', 'benefit', 'vendor']
$$;

CREATE VIEW footfall.vendor AS
SELECT s.name AS site, l.id, l.as_of, l.number, l.name, l.contact_name, l.email, l.phone, l.street,
  l.postal_code, l.city, l.country, l.website, l.supplies, l.since, l.note
FROM footfall_store.vendor l
JOIN footfall_store.site s ON s.id = l.site
WHERE NOT EXISTS (
  SELECT FROM footfall_store.vendor n WHERE n.id = l.id AND n.as_of > l.as_of);
COMMENT ON VIEW footfall.vendor IS 'Those whom the business buys from. As they are now.';
CREATE VIEW footfall.vendor_history AS
SELECT s.name AS site, l.id, l.as_of,
  lead(l.as_of) OVER (PARTITION BY l.id ORDER BY l.as_of) AS until, l.number, l.name,
  l.contact_name, l.email, l.phone, l.street, l.postal_code, l.city, l.country, l.website,
  l.supplies, l.since, l.note
FROM footfall_store.vendor l
JOIN footfall_store.site s ON s.id = l.site;
COMMENT ON VIEW footfall.vendor_history IS 'Those whom the business buys from. Every version.';
DO $$
DECLARE
  view text;
  field record;
BEGIN
  FOREACH view IN ARRAY ARRAY['vendor', 'vendor_history'] LOOP
    FOR field IN
      SELECT a.attname, coalesce(col_description(t.attrelid, t.attnum), '') AS meaning
      FROM pg_attribute a
      LEFT JOIN pg_attribute t ON t.attrelid = 'footfall_store.vendor'::regclass
        AND t.attname = a.attname
      WHERE a.attrelid = format('footfall.%I', view)::regclass AND a.attnum > 0
    LOOP
      EXECUTE format('COMMENT ON COLUMN footfall.%I.%I IS %L', view, field.attname,
        CASE field.attname WHEN 'site' THEN 'Name of the site.'
          WHEN 'until' THEN 'Until when; null while it holds.' ELSE field.meaning END);
    END LOOP;
  END LOOP;
END
$$;

CREATE VIEW footfall.vendor_reveal AS
SELECT v.site, r.vendor, v.number, v.name, r.at, r.staff
FROM footfall_store.reveal r
LEFT JOIN footfall.vendor v ON v.id = r.vendor;
COMMENT ON VIEW footfall.vendor_reveal IS 'Who looked at what is secret of a vendor, and when.';
COMMENT ON COLUMN footfall.vendor_reveal.site IS 'Name of the site; null where the list was taken back.';
COMMENT ON COLUMN footfall.vendor_reveal.vendor IS 'Id of the vendor.';
COMMENT ON COLUMN footfall.vendor_reveal.number IS 'Number of the vendor.';
COMMENT ON COLUMN footfall.vendor_reveal.name IS 'Name of the firm.';
COMMENT ON COLUMN footfall.vendor_reveal.at IS 'When.';
COMMENT ON COLUMN footfall.vendor_reveal.staff IS 'Who.';

-- What is secret of a vendor, encrypted, for whoever has the key; that it was asked for is written down
-- with it.
CREATE FUNCTION footfall_store.reveal_vendor(of_vendor bigint, asked_at timestamptz, asked_by text)
RETURNS TABLE (field text, value text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO footfall_store.reveal (vendor, at, staff) VALUES (of_vendor, asked_at, asked_by);
  RETURN QUERY
  SELECT s.field, s.value
  FROM footfall_store.vendor l
  CROSS JOIN LATERAL (VALUES ('bank_account', l.bank_account), ('tax_number', l.tax_number))
    AS s (field, value)
  WHERE l.id = of_vendor AND s.value IS NOT NULL AND NOT EXISTS (
    SELECT FROM footfall_store.vendor n WHERE n.id = l.id AND n.as_of > l.as_of);
END
$$;
COMMENT ON FUNCTION footfall_store.reveal_vendor(bigint, timestamptz, text) IS
  'What is secret of a vendor, encrypted; writes down who asked for it.';

-- Whoever talks for a vendor is a person, who may want to be forgotten; the firm stays.
CREATE FUNCTION footfall_store.erase_vendors(of_site bigint, texts text[])
RETURNS TABLE (what text, rows bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed bigint;
BEGIN
  UPDATE footfall_store.vendor v
  SET contact_name = NULL, email = NULL, phone = NULL, note = NULL,
    name = CASE WHEN lower(v.name) IN (SELECT lower(t) FROM unnest(texts) AS t) THEN 'erased'
      ELSE v.name END
  WHERE v.site = of_site
    AND (v.email = ANY (texts) OR EXISTS (
      SELECT FROM unnest(texts) AS t (text)
      WHERE footfall_store.holds_words(concat_ws(' ', v.contact_name, v.note), t.text)));
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN QUERY SELECT 'vendors', changed;
END
$$;
COMMENT ON FUNCTION footfall_store.erase_vendors(bigint, text[]) IS
  'Takes out of vendors whoever is to be forgotten; the firms stay.';

-- Whether anything is stored that was encrypted: then another key must not be made.
CREATE FUNCTION footfall_store.has_secrets() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM footfall_store.vendor WHERE bank_account IS NOT NULL OR tax_number IS NOT NULL)
$$;
COMMENT ON FUNCTION footfall_store.has_secrets() IS 'Whether anything is stored that was encrypted.';

ALTER FUNCTION footfall_store.erase_vendors(bigint, text[]) OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.has_secrets() OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.erase_vendors(bigint, text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION footfall_store.has_secrets() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.erase_vendors(bigint, text[]),
  footfall_store.has_secrets() TO footfall_ingest;
ALTER TABLE footfall_store.vendor OWNER TO footfall_owner;
ALTER TABLE footfall_store.reveal OWNER TO footfall_owner;
ALTER VIEW footfall.vendor OWNER TO footfall_owner;
ALTER VIEW footfall.vendor_history OWNER TO footfall_owner;
ALTER VIEW footfall.vendor_reveal OWNER TO footfall_owner;
ALTER FUNCTION footfall_store.reveal_vendor(bigint, timestamptz, text) OWNER TO footfall_owner;
REVOKE ALL ON FUNCTION footfall_store.reveal_vendor(bigint, timestamptz, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION footfall_store.reveal_vendor(bigint, timestamptz, text)
  TO footfall_ingest;
GRANT SELECT ON footfall.vendor, footfall.vendor_history, footfall.vendor_reveal
  TO footfall_ingest, footfall_report, footfall_analyst;
