/// Texts as JSON writes them.
enum JSONText {
  /// An object of texts, its names in order.
  static func object(_ members: [String: String]) -> String {
    var json: [UInt8] = [UInt8(ascii: "{")]
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      json.appendQuoted(name)
      json.append(UInt8(ascii: ":"))
      json.appendQuoted(value)
    }
    json.append(UInt8(ascii: "}"))
    return String(decoding: json, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Adds a text as JSON writes it.
  mutating func appendQuoted(_ text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      // Control characters mean nothing in a value, and a zero would be refused.
      case 0..<32: append(32)
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}
