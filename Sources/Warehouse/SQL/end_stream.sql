-- Says that a stream has ended or begun again. $1 generation, $2 epoch, $3 state
UPDATE footfall_store.stream SET state = $3 WHERE generation = $1 AND epoch = $2
