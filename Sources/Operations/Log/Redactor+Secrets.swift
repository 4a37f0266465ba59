extension Redactor {
  /// What stands between `://` and the last `@` of an authority: `user:password`.
  static func credentials(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 0
    while position + 2 < bytes.count {
      guard bytes[position...].starts(with: "://".utf8) else {
        position += 1
        continue
      }
      let start = position + 3
      var (end, at) = (start, start)
      while end < bytes.count, !endsAuthority(bytes[end]) {
        if bytes[end] == UInt8(ascii: "@") { at = end }
        end += 1
      }
      let isUserOnly = isDatabase(bytes, before: position) && !bytes[start..<at].contains(0x3a)
      if at > start, !isUserOnly { ranges.append(start..<at) }
      position = end
    }
    return ranges
  }

  /// Whether a `://` belongs to the address of a database, whose user is no person's mailbox.
  static func isDatabase(_ bytes: [UInt8], before separator: Int) -> Bool {
    ["postgresql", "postgres"].contains {
      bytes[..<separator].reversed().starts(with: $0.utf8.reversed())
    }
  }

  /// The values in `password=…`, `"token": "…"` and their kin.
  static func secrets(_ bytes: [UInt8]) -> [Range<Int>] {
    let lower = bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    var ranges: [Range<Int>] = []
    var position = 0
    while position < lower.count {
      guard let end = endOfName(lower, at: position), let value = value(bytes, after: end) else {
        position += 1
        continue
      }
      ranges.append(value)
      position = value.upperBound
    }
    return ranges
  }

  private static let secretNames = [
    "password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
    "authorization", "credential",
  ].map { Array($0.utf8) }

  private static func endOfName(_ lower: [UInt8], at position: Int) -> Int? {
    guard let name = secretNames.first(where: { lower[position...].starts(with: $0) }) else {
      return nil
    }
    return position + name.count
  }

  /// The value after `=` or `:`; a word, what stands in quotes, or two words after `Bearer`.
  private static func value(_ bytes: [UInt8], after name: Int) -> Range<Int>? {
    var position = name
    func skip(_ set: String) {
      while position < bytes.count, set.utf8.contains(bytes[position]) { position += 1 }
    }
    skip("\"'\\ ")
    guard position < bytes.count,
      bytes[position] == UInt8(ascii: "=") || bytes[position] == UInt8(ascii: ":")
    else { return nil }
    position += 1
    skip(" \\")
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
      return start < end ? start..<end : nil
    }
    let start = position
    func word() {
      while position < bytes.count, !" &;,\"'".utf8.contains(bytes[position]) { position += 1 }
    }
    word()
    let first = bytes[start..<position].map { $0 | 0x20 }
    if ["bearer", "basic", "digest"].contains(where: { first.elementsEqual($0.utf8) }) {
      skip(" ")
      word()
    }
    return start < position ? start..<position : nil
  }

  private static func endsAuthority(_ byte: UInt8) -> Bool {
    "/?# \"'<>\\".utf8.contains(byte)
  }
}
