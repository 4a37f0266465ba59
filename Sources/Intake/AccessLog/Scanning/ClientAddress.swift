import Clickstream

/// Who asked, where a proxy stood between: the address that the last trusted proxy saw.
struct ClientAddress: Sendable {
  /// Networks of proxies that are believed.
  private let trusted: [Network]

  init(trusted: [Network]) { self.trusted = trusted }

  /// Settles the record's address from its peer and what was forwarded.
  ///
  /// From the right the list is walked over trusted proxies; the first address that is not one is
  /// the client's. An entry that is none, or that is private, may be made up: then it is the peer's.
  /// A list that stands in the place of the peer is walked in the same way.
  @inline(never)
  func settle(_ record: inout AccessRecord, _ bytes: RawSpan) {
    let forwarded = record.forwarded
    if record.address.isEmpty {
      // Whoever logs nothing but the list relies on it; else the list itself stands for the client,
      // as it does where it is one bare address.
      let isOne =
        bytes.nearIndex(of: Ascii.comma, from: forwarded.start, to: forwarded.end) == forwarded.end
        && Self.trimmed(forwarded.start, forwarded.end, bytes) == forwarded
      record.address = isOne ? forwarded : client(in: forwarded, bytes) ?? forwarded
      return
    }
    guard !trusted.isEmpty, let peer = IPAddress(bytes.extracting(record.address.range)),
      isTrusted(peer), let client = client(in: forwarded, bytes)
    else { return }
    record.address = client
  }

  private func isTrusted(_ address: IPAddress) -> Bool {
    trusted.contains { $0.contains(address) }
  }

  private func client(in list: ByteRange, _ bytes: RawSpan) -> ByteRange? {
    var end = list.end
    while end > list.start {
      let comma = bytes.lastIndex(of: Ascii.comma, from: list.start, to: end)
      let entry = Self.trimmed(comma.map { $0 + 1 } ?? list.start, end, bytes)
      guard let address = IPAddress(bytes.extracting(entry.range)) else { return nil }
      if !isTrusted(address) { return address.isPrivate ? nil : entry }
      guard let comma else { return nil }
      end = comma
    }
    return nil
  }

  /// Without blanks and quotes around it, escaped ones too.
  private static func trimmed(_ start: Int, _ end: Int, _ bytes: RawSpan) -> ByteRange {
    let marks = { (byte: UInt8) in
      byte == Ascii.blank || byte == Ascii.quote || byte == Ascii.backslash || byte == Ascii.tab
    }
    var (start, end) = (start, end)
    while start < end, marks(bytes.byte(at: start)) { start += 1 }
    while end > start, marks(bytes.byte(at: end - 1)) { end -= 1 }
    return ByteRange(start, end)
  }

  /// Whether a further field of a line holds addresses and nothing else.
  static func looksForwarded(_ range: ByteRange, _ bytes: RawSpan) -> Bool {
    guard (2...1_024).contains(range.length) else { return false }
    let comma = bytes.lastIndex(of: Ascii.comma, from: range.start, to: range.end)
    let last = trimmed(comma.map { $0 + 1 } ?? range.start, range.end, bytes)
    return IPAddress(bytes.extracting(last.range)) != nil
  }
}
