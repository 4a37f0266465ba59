/// The encodings of mail, enough of them to write every kind of message.
enum MIME {
  static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 128 } }

  /// The bytes of a text in Latin-1, nil where it has other characters.
  static func latin1(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  /// Lines of at most 72 columns, broken at blanks; every line starts with `prefix`.
  static func wrapped(_ text: String, prefix: String = "") -> [String] {
    var lines: [String] = []
    var line = prefix
    for word in text.split(separator: " ") {
      if line.count + word.count > 71 {
        lines.append(line)
        line = prefix
      }
      line += line == prefix ? "\(word)" : " \(word)"
    }
    return lines + [line]
  }

  private static func escape(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "=" + (digits.count < 2 ? "0" : "") + digits
  }

  /// Quoted-printable (RFC 2045), with soft breaks before column 76.
  static func quotedPrintable(_ bytes: [UInt8]) -> String {
    var result = ""
    var column = 0
    for (i, byte) in bytes.enumerated() {
      if byte == 10 {
        result += "\n"
        column = 0
        continue
      }
      let isLast = i + 1 == bytes.count || bytes[i + 1] == 10
      let isPlain = byte == 32 ? !isLast : (33...126).contains(byte) && byte != 61
      let text = isPlain ? String(Character(Unicode.Scalar(byte))) : escape(byte)
      if column + text.utf8.count > 75 {
        result += "=\n"
        column = 0
      }
      result += text
      column += text.utf8.count
    }
    return result
  }

  /// Base64 in lines of at most 76 characters; one line where `isFolded` is false.
  static func base64(_ bytes: [UInt8], isFolded: Bool = true) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      if isFolded, start > 0, start % 57 == 0 { result += "\n" }
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      var four = ""
      for position in 0..<4 {
        four = (3 - position > group.count ? "=" : String(alphabet[bits & 63])) + four
        bits >>= 6
      }
      result += four
    }
    return result
  }

  /// A header's text as encoded words (RFC 2047) where it is not ASCII; long ones on more lines.
  static func words(_ text: String, asLatin1: Bool) -> String {
    if isASCII(text) { return wrapped(text).joined(separator: "\n ") }
    let scalars = Array(text.unicodeScalars)
    let pieces = stride(from: 0, to: scalars.count, by: 16).map { start in
      scalars[start..<min(start + 16, scalars.count)].reduce(into: "") {
        $0.unicodeScalars.append($1)
      }
    }
    return pieces.map { piece in
      guard asLatin1, let bytes = latin1(piece) else {
        return "=?UTF-8?B?\(base64(Array(piece.utf8), isFolded: false))?="
      }
      let letters = bytes.map { byte in
        switch byte {
        case 32: "_"
        case 48...57, 65...90, 97...122: String(Character(Unicode.Scalar(byte)))
        default: escape(byte)
        }
      }
      return "=?ISO-8859-1?Q?\(letters.joined())?="
    }.joined(separator: "\n ")
  }
}
