internal import CGMime

/// Counts bytes and hashes them, and keeps none.
@safe
struct DigestSink: ~Copyable {
  private let sink: GMimeOwner<GMimeStream>
  private let filtered: GMimeOwner<GMimeStream>
  private let checksum: GMimeOwner<GMimeFilter>

  init?() {
    guard let sink = unsafe GMimeOwner(g_mime_stream_null_new()),
      let filtered = unsafe GMimeOwner(g_mime_stream_filter_new(sink.pointer)),
      let checksum = unsafe GMimeOwner(g_mime_filter_checksum_new(G_CHECKSUM_SHA256))
    else { return nil }
    unsafe cgmime_stream_filter_add(filtered.pointer, checksum.pointer)
    unsafe self.sink = sink
    unsafe self.filtered = filtered
    unsafe self.checksum = checksum
  }

  /// Where the bytes go.
  var stream: UnsafeMutablePointer<GMimeStream> { unsafe filtered.pointer }

  /// How many there were, and their SHA-256 in hexadecimal.
  func finish() -> (size: Int64, hash: String) {
    _ = unsafe cgmime_stream_flush(filtered.pointer)
    guard let digits = unsafe cgmime_checksum(checksum.pointer) else { return (0, "") }
    defer { unsafe g_free(digits) }
    return unsafe (Int64(cgmime_stream_null_count(sink.pointer)), String(cString: digits))
  }
}
