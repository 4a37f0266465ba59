-- Rejects of each input by reason. Columns: source, reason, lines.
SELECT source, reason, lines FROM footfall.source_reject ORDER BY source, lines DESC, reason
