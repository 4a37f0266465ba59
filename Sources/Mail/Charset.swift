/// Bytes of text to Unicode, where no charset, or a wrong one, is named.
enum Charset {
  static func isUTF8(_ name: String) -> Bool { name == "utf-8" || name == "utf8" }

  static func isUnicodeOrASCII(_ name: String) -> Bool {
    isUTF8(name) || name == "us-ascii" || name == "ascii"
  }

  /// UTF-8 where the bytes are, or are said to be (with U+FFFD for what is not), else windows-1252.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, isUnicode: Bool) -> String {
    if isUnicode { return unsafe String(decoding: bytes, as: UTF8.self) }
    if let text = unsafe String(validating: bytes, as: UTF8.self) { return text }
    var scalars = String.UnicodeScalarView()
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      let scalar =
        (0x80...0x9f).contains(byte) ? windows1252[Int(byte) - 0x80] : Unicode.Scalar(byte)
      scalars.append(scalar)
    }
    return String(scalars)
  }

  /// What windows-1252 has in place of the second block of control characters.
  private static let windows1252: [Unicode.Scalar] = [
    "€", "\u{fffd}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{fffd}", "Ž",
    "\u{fffd}", "\u{fffd}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{fffd}",
    "ž", "Ÿ",
  ]
}
