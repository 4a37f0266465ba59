/// Text that people wrote, made fit to be kept: no control characters, no invisible reordering.
package enum PlainText {
  /// Characters of a contact's excerpt.
  package static let excerptLimit = 500
  /// Characters of a name, a subject or another line.
  package static let lineLimit = 500

  /// One line: every run of white space becomes one blank, at most `limit` characters are kept.
  package static func line(_ text: String, limit: Int = lineLimit) -> String {
    if isPlain(text, limit: limit) { return text }
    var result = String.UnicodeScalarView()
    var kept = 0
    var blank = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        blank = kept > 0
      } else if isKept(scalar) {
        if blank {
          result.append(" ")
          kept += 1
          blank = false
        }
        guard kept < limit else { break }
        result.append(scalar)
        kept += 1
      }
    }
    return String(result)
  }

  /// Lines: line ends become `\n`, blanks before them and more than one empty line are dropped.
  package static func block(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var blanks = 0
    var lineEnds = 0
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      if scalar == "\n" && afterReturn { continue }
      if scalar == "\n" || scalar == "\r" || scalar.value == 0x2028 || scalar.value == 0x2029 {
        lineEnds += 1
        blanks = 0
      } else if isBlank(scalar) {
        blanks += 1
      } else if isKept(scalar) {
        if !result.isEmpty {
          for _ in 0..<min(lineEnds, 2) { result.append("\n") }
          for _ in 0..<min(blanks, 8) { result.append(" ") }
        }
        lineEnds = 0
        blanks = 0
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The beginning of `text` as one line.
  package static func excerpt(_ text: String) -> String { line(text, limit: excerptLimit) }

  /// Whether a text is visible ASCII with single blanks in it: a line as it stands.
  private static func isPlain(_ text: String, limit: Int) -> Bool {
    guard text.utf8.count <= limit else { return false }
    var before: UInt8 = 32
    for byte in text.utf8 {
      guard byte &- 32 < 95, byte != 32 || before != 32 else { return false }
      before = byte
    }
    return before != 32 || text.isEmpty
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 11, 12, 13, 32, 0x85, 0xa0, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a scalar is neither control, nor noncharacter, nor a switch of writing direction.
  private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 127..<160, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff,
      0xfdd0...0xfdef:
      false
    default: scalar.value & 0xfffe != 0xfffe
    }
  }
}
