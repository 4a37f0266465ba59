-- What putting things right needs beside loading: a stream that was taken back and is loaded afresh
-- leaves its marks, and a reject that was read again may have another reason.
GRANT DELETE ON footfall_store.stream_block TO footfall_ingest;
GRANT UPDATE (reason, detail) ON footfall_store.rejected_record TO footfall_ingest;
