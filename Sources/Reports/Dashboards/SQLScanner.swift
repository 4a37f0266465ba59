/// Cuts SQL into parameters and the text between them, by the lexical rules of PostgreSQL.
struct SQLScanner {
  enum Piece {
    /// Text to keep as it is.
    case other(String)
    /// A name behind a single colon.
    case parameter(String)
    /// A parameter by number, `$1`.
    case number(String)
  }

  private let bytes: [UInt8]
  private var index = 0
  /// The line that the next piece begins on, from 1.
  private(set) var line = 1

  init(_ sql: String) { bytes = Array(sql.utf8) }

  mutating func next() -> Piece? {
    guard index < bytes.count else { return nil }
    if let parameter = parameter() { return parameter }
    let start = index
    repeat { skipToken() } while index < bytes.count && !isAtParameter
    return .other(take(from: start))
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    bytes.indices.contains(index + offset) ? bytes[index + offset] : 0
  }

  private mutating func take(from start: Int) -> String {
    line += bytes[start..<index].count { $0 == UInt8(ascii: "\n") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Whether a colon that starts a name, or a `$` that starts a number, stands here; not behind
  /// another colon, a name or a bracket, as in `a[low:high]`.
  private var isAtParameter: Bool {
    let before = index > 0 ? bytes[index - 1] : UInt8(ascii: " ")
    if before.isNameByte || before == UInt8(ascii: ":") || before == UInt8(ascii: "]") {
      return false
    }
    if byte() == UInt8(ascii: "$") { return byte(1).isDigit }
    return byte() == UInt8(ascii: ":") && byte(1).isNameStart
  }

  private mutating func parameter() -> Piece? {
    guard isAtParameter else { return nil }
    let isNumber = byte() == UInt8(ascii: "$")
    let start = index
    index += 1
    while byte().isNameByte { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    return isNumber ? .number(name) : .parameter(String(name.dropFirst()))
  }

  private mutating func skipToken() {
    switch (byte(), byte(1)) {
    case (UInt8(ascii: "'"), _):
      let before = index > 0 ? bytes[index - 1] : 0
      let isEscaped =
        (before == UInt8(ascii: "e") || before == UInt8(ascii: "E"))
        && !(index > 1 && bytes[index - 2].isNameByte)
      skipQuoted(UInt8(ascii: "'"), escapes: isEscaped)
    case (UInt8(ascii: "\""), _): skipQuoted(UInt8(ascii: "\""), escapes: false)
    case (UInt8(ascii: "-"), UInt8(ascii: "-")):
      while index < bytes.count, byte() != UInt8(ascii: "\n") { index += 1 }
    case (UInt8(ascii: "/"), UInt8(ascii: "*")): skipComment()
    case (UInt8(ascii: "$"), _): skipDollarQuoted()
    default: index += 1
    }
  }

  private mutating func skipQuoted(_ quote: UInt8, escapes: Bool) {
    index += 1
    while index < bytes.count {
      if escapes, byte() == UInt8(ascii: "\\") {
        index += 2
      } else if byte() == quote {
        index += 1
        guard byte() == quote else { return }
        index += 1
      } else {
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  private mutating func skipComment() {
    var depth = 0
    while index < bytes.count {
      switch (byte(), byte(1)) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        depth += 1
        index += 2
      case (UInt8(ascii: "*"), UInt8(ascii: "/")):
        depth -= 1
        index += 2
        if depth == 0 { return }
      default: index += 1
      }
    }
  }

  private mutating func skipDollarQuoted() {
    let isInName = index > 0 && bytes[index - 1].isNameByte
    var end = index + 1
    while end < bytes.count, bytes[end].isNameByte { end += 1 }
    guard !isInName, end < bytes.count, bytes[end] == UInt8(ascii: "$") else {
      index += 1
      return
    }
    let tag = bytes[index...end]
    index = end + 1
    while index < bytes.count, !bytes[index...].starts(with: tag) { index += 1 }
    index = min(bytes.count, index + tag.count)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (48...57).contains(self) }

  fileprivate var isNameStart: Bool {
    (97...122).contains(self) || (65...90).contains(self) || self == UInt8(ascii: "_")
      || self >= 0x80
  }

  fileprivate var isNameByte: Bool { isNameStart || isDigit }
}
