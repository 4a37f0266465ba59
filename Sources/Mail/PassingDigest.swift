internal import CGMime

/// The digest of a body that passes in pieces, none of which is kept.
final class PassingDigest {
  /// What stands where the body ends.
  enum End {
    case boundary
    /// That of the message.
    case end
  }

  /// A line end that belongs to the boundary, where one follows.
  private(set) var held: [UInt8] = []
  private let sink: DigestSink
  private var pending: [UInt8] = []

  private static let chunk = 64 << 10

  /// - Parameter encoding: how the bytes are encoded; nil for a message, which is taken as it is
  ///   but for its line ends, as the parser writes one.
  init?(decoding encoding: GMimeContentEncoding?) {
    let filter: UnsafeMutablePointer<GMimeFilter>?
    switch encoding {
    case let coding? where coding.isCoding: filter = unsafe g_mime_filter_basic_new(coding, 0)
    case nil: filter = unsafe g_mime_filter_dos2unix_new(0)
    default: filter = nil
    }
    guard let sink = unsafe DigestSink(through: GMimeOwner(filter)) else { return nil }
    self.sink = sink
  }

  func add(_ bytes: [UInt8], from start: Int) {
    let span = unsafe bytes.span.bytes
    add(span.extracting(start..<span.byteCount))
  }

  func add(_ piece: RawSpan) {
    let count = piece.byteCount
    guard count > 0 else { return }
    var end = count
    if piece.byte(at: count - 1) == 10 {
      end = count > 1 && piece.byte(at: count - 2) == 13 ? count - 2 : count - 1
    } else if piece.byte(at: count - 1) == 13 {
      end = count - 1
    }
    // The halves of a line end may come apart.
    if end == 0, held == [13], piece.byte(at: 0) == 10 {
      held.append(10)
      return
    }
    pending.append(contentsOf: held)
    held.removeAll(keepingCapacity: true)
    piece.extracting(0..<end).append(to: &pending)
    piece.extracting(end..<count).append(to: &held)
    if pending.count >= Self.chunk { flush() }
  }

  /// Of what passed; before a boundary without the last line end.
  func finish(_ end: End) -> Content? {
    if end == .end { pending.append(contentsOf: held) }
    flush()
    return sink.finish()
  }

  private func flush() {
    guard !pending.isEmpty else { return }
    unsafe pending.withUnsafeBytes { buffer in
      let bytes = unsafe buffer.bindMemory(to: CChar.self)
      _ = unsafe g_mime_stream_write(sink.stream, bytes.baseAddress, bytes.count)
    }
    pending.removeAll(keepingCapacity: true)
  }
}

extension GMimeContentEncoding {
  /// Whether the bytes are not themselves what they stand for.
  var isCoding: Bool {
    switch self {
    case GMIME_CONTENT_ENCODING_BASE64, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE,
      GMIME_CONTENT_ENCODING_UUENCODE:
      true
    default: false
    }
  }
}
