/// The parts of what a link says, as the expression of RFC 3986, appendix B, parts it.
struct ReferenceParts {
  /// Lower case.
  private(set) var scheme: String?
  private(set) var authority: String?
  private(set) var path = ""
  private(set) var query: String?
  private(set) var fragment: String?

  init(_ reference: String) {
    var bytes = Array(reference.utf8)
    bytes.removeAll { $0 == 9 || $0 == 10 || $0 == 13 }
    bytes = Array(bytes.drop { $0 <= 32 }.reversed().drop { $0 <= 32 }.reversed())
    var rest = bytes[...]
    if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
      fragment = String(decoding: rest[(mark + 1)...], as: UTF8.self)
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      query = Self.encoded(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    if let length = Self.schemeLength(rest) {
      scheme = String(decoding: rest.prefix(length), as: UTF8.self).lowercased()
      rest = rest.dropFirst(length + 1)
    }
    let isWeb = scheme == nil || scheme == "http" || scheme == "https"
    if isWeb { rest = rest.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }[...] }
    if rest.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[end...]
    }
    path = Self.encoded(rest)
  }

  private static func schemeLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first, isLetter(first) else { return nil }
    for (length, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: ":") { return length }
      let isPart = isLetter(byte) || byte &- 48 < 10 || "+-.".utf8.contains(byte)
      guard isPart, length < 32 else { return nil }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

  /// What no address holds, percent-encoded as browsers do.
  private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case 0...32, 127...255, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        let digits = Array("0123456789ABCDEF".utf8)
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
