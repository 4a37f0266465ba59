/// Data for machines in a page (JSON-LD), of which single values are looked for.
enum StructuredData {
  /// The texts of a key, wherever it stands.
  static func days(_ key: String, in bytes: [UInt8]) -> [String] {
    let wanted = Array("\"\(key)\"".utf8)
    var found: [String] = []
    var index = 0
    while found.count < 100, index + wanted.count < bytes.count {
      guard let quote = bytes[index...].firstIndex(of: UInt8(ascii: "\"")) else { break }
      index = quote + 1
      guard bytes[quote...].starts(with: wanted) else { continue }
      var rest = bytes[(quote + wanted.count)...].drop { $0 <= 32 }
      guard rest.first == UInt8(ascii: ":") else { continue }
      rest = rest.dropFirst().drop { $0 <= 32 }
      guard rest.first == UInt8(ascii: "\"") else { continue }
      let value = rest.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
      found.append(String(decoding: value.prefix(40), as: UTF8.self))
    }
    return found
  }
}
