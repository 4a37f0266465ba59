-- Takes out why staff said that persons must not be written to: of those who are erased, and what names
-- them. $1 site, $2 ids of the values that name them, $3 words that name them in a text, $4 digits of
-- telephones in one
UPDATE footfall_store.suppression_statement t SET note = ''
WHERE t.site = $1 AND t.note <> ''
  AND (t.node = ANY ($2) OR footfall_store.names_somebody(t.note, $3, $4))
