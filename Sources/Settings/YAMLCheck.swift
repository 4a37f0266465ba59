/// A look at the text before YAML reads it: refuses what settings never need.
///
/// Without anchors, aliases and tags, and with little nesting, the tree is never larger than the
/// text; and the commonest slip, a value that begins with `*`, is said in words.
struct YAMLCheck {
  /// What is wrong at a line and a column, both from 1.
  struct Finding {
    let line: Int
    let column: Int
    let message: String
  }

  private static let indentationLimit = 64
  private static let nestingLimit = 16

  private(set) var findings: [Finding] = []
  private var line = 0
  /// The quote that is open, also across lines.
  private var quote: UInt8?
  /// Open brackets of lists and tables on one line.
  private var depth = 0
  private var isTooDeep = false

  init(_ text: [UInt8]) {
    for slice in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      check(Array(slice.last == UInt8(ascii: "\r") ? slice.dropLast() : slice))
    }
  }

  private mutating func find(_ message: String, at index: Int) {
    findings.append(Finding(line: line, column: index + 1, message: message))
  }

  private mutating func check(_ bytes: [UInt8]) {
    if quote == nil { checkIndentation(bytes) }
    var index = 0
    var isStart = true
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: " ")
      if byte < 0x20, byte != UInt8(ascii: "\t") {
        return find("a control character, which settings cannot hold", at: index)
      }
      if quote != nil {
        index += skipQuoted(byte, next: next)
        continue
      }
      if byte == UInt8(ascii: "#"), index == 0 || bytes[index - 1].isBlank { return }
      isStart = step(byte, next: next, at: index, isStart: isStart)
      index += 1
    }
  }

  /// Bytes to go on by inside a quoted value.
  private mutating func skipQuoted(_ byte: UInt8, next: UInt8) -> Int {
    let isDouble = quote == UInt8(ascii: "\"")
    if isDouble, byte == UInt8(ascii: "\\") { return 2 }
    guard byte == quote else { return 1 }
    if !isDouble, next == byte { return 2 }
    quote = nil
    return 1
  }

  /// Takes one byte outside quotes; returns whether a value may start after it.
  private mutating func step(_ byte: UInt8, next: UInt8, at index: Int, isStart: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      return isStart
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if isStart { quote = byte }
    case UInt8(ascii: "*") where isStart:
      find("quote a value that begins with '*'; aliases are not used in settings", at: index)
    case UInt8(ascii: "&") where isStart:
      find("quote a value that begins with '&'; anchors are not used in settings", at: index)
    case UInt8(ascii: "!") where isStart:
      find("quote a value that begins with '!'; tags are not used in settings", at: index)
    case UInt8(ascii: "-") where isStart && next.isBlank,
      UInt8(ascii: "?") where isStart && next.isBlank:
      return true
    case UInt8(ascii: ":") where next.isBlank:
      return true
    case UInt8(ascii: ","):
      return depth > 0
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard isStart || depth > 0 else { return false }
      depth += 1
      if depth > Self.nestingLimit { findTooDeep(at: index) }
      return true
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
    default:
      break
    }
    return false
  }

  private mutating func checkIndentation(_ bytes: [UInt8]) {
    let lead = bytes.prefix { $0.isBlank || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") }
    let blanks = bytes.prefix { $0.isBlank }
    let rest = bytes.dropFirst(blanks.count).first
    guard let rest, depth == 0 else { return }
    if let tab = blanks.firstIndex(of: UInt8(ascii: "\t")) {
      find("a tab in front of a setting; indent with blanks", at: tab)
    }
    if lead.count > Self.indentationLimit, rest != UInt8(ascii: "#") {
      findTooDeep(at: lead.count)
    }
  }

  private mutating func findTooDeep(at index: Int) {
    if !isTooDeep { find("nested too deeply for settings", at: index) }
    isTooDeep = true
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
