#include <gmime/gmime.h>

// GObject's checked casts are macros, which Swift does not import. Each answers NULL for an object
// of another class.

static inline GMimePart *cgmime_as_part(GMimeObject *object) {
  return GMIME_IS_PART(object) ? (GMimePart *) object : NULL;
}

static inline GMimeMultipart *cgmime_as_multipart(GMimeObject *object) {
  return GMIME_IS_MULTIPART(object) ? (GMimeMultipart *) object : NULL;
}

static inline GMimeMessagePart *cgmime_as_message_part(GMimeObject *object) {
  return GMIME_IS_MESSAGE_PART(object) ? (GMimeMessagePart *) object : NULL;
}

static inline InternetAddressMailbox *cgmime_as_mailbox(InternetAddress *address) {
  return INTERNET_ADDRESS_IS_MAILBOX(address) ? (InternetAddressMailbox *) address : NULL;
}

static inline InternetAddressGroup *cgmime_as_group(InternetAddress *address) {
  return INTERNET_ADDRESS_IS_GROUP(address) ? (InternetAddressGroup *) address : NULL;
}

static inline GMimeObject *cgmime_message_object(GMimeMessage *message) {
  return (GMimeObject *) message;
}

// A stream over a copy of the bytes.
static inline GMimeStream *cgmime_stream_of_bytes(const void *bytes, size_t count) {
  return g_mime_stream_mem_new_with_buffer((const char *) bytes, count);
}

// Adds bytes to the end of a stream in memory and goes back to its beginning.
static inline void cgmime_stream_append(GMimeStream *stream, const void *bytes, size_t count) {
  g_mime_stream_seek(stream, 0, GMIME_STREAM_SEEK_END);
  g_mime_stream_write(stream, (const char *) bytes, count);
  g_mime_stream_reset(stream);
}

// The bytes that were written to a stream in memory; they belong to it.
static inline const guint8 *cgmime_stream_bytes(GMimeStream *stream, size_t *count) {
  GByteArray *array = g_mime_stream_mem_get_byte_array((GMimeStreamMem *) stream);
  *count = array ? array->len : 0;
  return array ? array->data : NULL;
}

static inline void cgmime_stream_filter_add(GMimeStream *stream, GMimeFilter *filter) {
  g_mime_stream_filter_add((GMimeStreamFilter *) stream, filter);
}

// Bytes that a stream without a place to keep them has taken.
static inline size_t cgmime_stream_null_count(GMimeStream *stream) {
  return ((GMimeStreamNull *) stream)->written;
}

// The digest so far, in hexadecimal; the caller frees it.
static inline char *cgmime_checksum(GMimeFilter *filter) {
  return g_mime_filter_checksum_get_string((GMimeFilterChecksum *) filter);
}

static inline int cgmime_stream_flush(GMimeStream *stream) {
  return g_mime_stream_flush(stream);
}

// The library with charsets to try for bytes that none is named for.
static inline GMimeParserOptions *cgmime_start(void) {
  static const char *fallback[] = { "utf-8", "windows-1252", NULL };
  g_mime_init();
  GMimeParserOptions *options = g_mime_parser_options_new();
  g_mime_parser_options_set_fallback_charsets(options, fallback);
  return options;
}
