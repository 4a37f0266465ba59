-- Notes contacts that persons are to be derived from. $1 ids
INSERT INTO footfall_store.underived_contact (id) SELECT unnest($1::bigint[]) ON CONFLICT DO NOTHING
