internal import CGMime

/// Counts bytes and hashes them, and keeps none.
@safe
struct DigestSink: ~Copyable {
  private let sink: GMimeOwner<GMimeStream>
  private let filtered: GMimeOwner<GMimeStream>
  private let checksum: GMimeOwner<GMimeFilter>

  /// - Parameter filters: what the bytes go through before.
  init?(through filter: consuming GMimeOwner<GMimeFilter>? = nil) {
    guard let sink = unsafe GMimeOwner(g_mime_stream_null_new()),
      let filtered = unsafe GMimeOwner(g_mime_stream_filter_new(sink.pointer)),
      let checksum = unsafe GMimeOwner(g_mime_filter_checksum_new(G_CHECKSUM_SHA256))
    else { return nil }
    if let filter { unsafe cgmime_stream_filter_add(filtered.pointer, filter.pointer) }
    unsafe cgmime_stream_filter_add(filtered.pointer, checksum.pointer)
    unsafe self.sink = sink
    unsafe self.filtered = filtered
    unsafe self.checksum = checksum
  }

  /// Where the bytes go.
  var stream: UnsafeMutablePointer<GMimeStream> { unsafe filtered.pointer }

  /// How many there were, and their SHA-256.
  func finish() -> Content? {
    _ = unsafe cgmime_stream_flush(filtered.pointer)
    guard let digits = unsafe cgmime_checksum(checksum.pointer) else { return nil }
    defer { unsafe g_free(digits) }
    return unsafe Content(
      size: Int64(cgmime_stream_null_count(sink.pointer)), hash: String(cString: digits))
  }
}
