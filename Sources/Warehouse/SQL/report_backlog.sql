-- Inputs of which not everything that was seen had been read. Columns: name, bytes_behind.
SELECT name, bytes_behind FROM footfall.source WHERE bytes_behind > 0 ORDER BY name, host
