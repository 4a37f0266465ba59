import Clickstream

internal import Logging

/// A record of the log as text: `warning what happened key=value key="two words"`.
///
/// Without time and priority, so that equal records are equal texts.
enum LogText {
  /// Bytes of one record at most, with its time, its end of line and a count of repeats.
  static let recordLimit = 4_096
  private static let textLimit = 3_900
  private static let valueLimit = 1_024

  static func record(
    _ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata
  ) -> String {
    var text = "\(level.rawValue) "
    let event = safe(message)
    text += event.utf8.contains { $0 == UInt8(ascii: "=") } ? quoted(event) : event
    for (key, value) in pairs(metadata) {
      let pair = " \(name(key))=\(quotedIfNeeded(safe(value)))"
      guard text.utf8.count + pair.utf8.count <= textLimit else { return text + " …" }
      text += pair
    }
    return text
  }

  /// Text on one line, harmless to a terminal, without addresses and passwords, of bounded length.
  static func safe(_ text: String) -> String {
    // What is long is cut before any work is done on it, at a blank: half an address is not
    // recognised as one.
    guard text.utf8.count > 4 * valueLimit else { return cut(cleaned(text)) }
    let head = text.utf8.prefix(4 * valueLimit)
    let end = head.lastIndex(of: UInt8(ascii: " ")) ?? head.startIndex
    return cut(cleaned(String(decoding: head[..<end], as: UTF8.self)) + "…")
  }

  private static func cleaned(_ text: String) -> String {
    Redactor.redacted(PrintableText.string(from: text))
  }

  private static func cut(_ text: String) -> String {
    guard text.utf8.count > valueLimit else { return text }
    var end = text.utf8.index(text.utf8.startIndex, offsetBy: valueLimit - 3)
    while text.utf8[end] & 0xc0 == 0x80 { end = text.utf8.index(before: end) }
    return String(decoding: text.utf8[..<end], as: UTF8.self) + "…"
  }

  /// All values with their keys, nested ones with dots, sorted by key.
  private static func pairs(_ metadata: Logger.Metadata) -> [(key: String, value: String)] {
    var pairs: [(key: String, value: String)] = []
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
      switch value {
      case .string(let text): pairs.append((key, text))
      case .stringConvertible(let value): pairs.append((key, value.description))
      case .dictionary(let inner):
        pairs += self.pairs(inner).map { ("\(key).\($0.key)", $0.value) }
      case .array(let values):
        pairs.append((key, "[\(values.map(\.description).joined(separator: ", "))]"))
      }
    }
    return pairs
  }

  /// A key of letters, digits and `._-`.
  private static func name(_ key: String) -> String {
    let bytes = key.utf8.prefix(64).map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: byte
      default: UInt8(ascii: "_")
      }
    }
    return bytes.isEmpty ? "_" : String(decoding: bytes, as: UTF8.self)
  }

  private static func quotedIfNeeded(_ text: String) -> String {
    let needsQuotes =
      text.isEmpty
      || text.utf8.contains { byte in
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "=")
          || byte == UInt8(ascii: "\\")
      }
    return needsQuotes ? quoted(text) : text
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result.unicodeScalars.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
