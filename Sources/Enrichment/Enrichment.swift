// The room of Enrichment.
