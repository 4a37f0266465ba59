/// Reads one JSON text from bytes, strictly.
///
/// Refused are: a name twice in one object, a lone surrogate, a zero character, invalid UTF-8, more
/// than 32 levels, and anything after the value.
package struct JSONReader {
  package static let depthLimit = 32

  private var offset = 0

  private init() {}

  /// The value that all of `bytes` are.
  package static func value(of bytes: RawSpan) throws(JSONProblem) -> JSONValue {
    var reader = JSONReader()
    let value = try reader.readValue(bytes, depth: 1)
    reader.skipBlanks(bytes)
    guard reader.offset == bytes.byteCount else { throw reader.problem("the end of the line") }
    return value
  }

  private func problem(_ expected: String) -> JSONProblem {
    JSONProblem(offset: offset, detail: "Byte \(offset): expected \(expected).")
  }

  /// The byte at the reading place; 0, which no JSON text holds, at the end.
  @inline(__always)
  private func current(_ bytes: RawSpan) -> UInt8 {
    offset < bytes.byteCount ? unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self) : 0
  }

  @inline(__always)
  private mutating func skipBlanks(_ bytes: RawSpan) {
    while true {
      switch current(bytes) {
      case 32, 9, 10, 13: offset += 1
      default: return
      }
    }
  }

  private mutating func readValue(
    _ bytes: RawSpan, depth: Int
  ) throws(JSONProblem) -> JSONValue {
    skipBlanks(bytes)
    switch current(bytes) {
    case UInt8(ascii: "{"): return .object(try readObject(bytes, depth: depth))
    case UInt8(ascii: "["): return .array(try readArray(bytes, depth: depth))
    case UInt8(ascii: "\""): return .string(try readString(bytes))
    case UInt8(ascii: "t"): return try readWord("true", .bool(true), bytes)
    case UInt8(ascii: "f"): return try readWord("false", .bool(false), bytes)
    case UInt8(ascii: "n"): return try readWord("null", .null, bytes)
    case UInt8(ascii: "-"), 48...57: return .number(try readNumber(bytes))
    default: throw problem("a value")
    }
  }

  private mutating func readWord(
    _ word: StaticString, _ value: JSONValue, _ bytes: RawSpan
  ) throws(JSONProblem) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard unsafe current(bytes) == word.utf8Start[index] else { throw problem("a value") }
      offset += 1
    }
    return value
  }

  private mutating func enter(_ depth: Int) throws(JSONProblem) {
    guard depth <= Self.depthLimit else {
      throw JSONProblem(
        offset: offset, detail: "Byte \(offset): more than \(Self.depthLimit) levels.")
    }
    offset += 1
  }

  private mutating func readObject(
    _ bytes: RawSpan, depth: Int
  ) throws(JSONProblem) -> [JSONValue.Member] {
    try enter(depth)
    var members: [JSONValue.Member] = []
    var names = UniqueNames()
    skipBlanks(bytes)
    if current(bytes) == UInt8(ascii: "}") {
      offset += 1
      return members
    }
    while true {
      skipBlanks(bytes)
      guard current(bytes) == UInt8(ascii: "\"") else { throw problem("a name in quotes") }
      let start = offset
      let name = try readString(bytes)
      guard names.insert(name) else {
        throw JSONProblem(offset: start, detail: "Byte \(start): a name stands here twice.")
      }
      skipBlanks(bytes)
      guard current(bytes) == UInt8(ascii: ":") else { throw problem("a colon") }
      offset += 1
      members.append(JSONValue.Member(name: name, value: try readValue(bytes, depth: depth + 1)))
      skipBlanks(bytes)
      switch current(bytes) {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "}"):
        offset += 1
        return members
      default: throw problem("a comma or the end of the object")
      }
    }
  }

  private mutating func readArray(
    _ bytes: RawSpan, depth: Int
  ) throws(JSONProblem) -> [JSONValue] {
    try enter(depth)
    var values: [JSONValue] = []
    skipBlanks(bytes)
    if current(bytes) == UInt8(ascii: "]") {
      offset += 1
      return values
    }
    while true {
      values.append(try readValue(bytes, depth: depth + 1))
      skipBlanks(bytes)
      switch current(bytes) {
      case UInt8(ascii: ","): offset += 1
      case UInt8(ascii: "]"):
        offset += 1
        return values
      default: throw problem("a comma or the end of the array")
      }
    }
  }

  private mutating func readNumber(_ bytes: RawSpan) throws(JSONProblem) -> String {
    let start = offset
    if current(bytes) == UInt8(ascii: "-") { offset += 1 }
    if current(bytes) == UInt8(ascii: "0") {
      offset += 1
    } else {
      try readDigits(bytes)
    }
    if current(bytes) == UInt8(ascii: ".") {
      offset += 1
      try readDigits(bytes)
    }
    if current(bytes) | 32 == UInt8(ascii: "e") {
      offset += 1
      if current(bytes) == UInt8(ascii: "+") || current(bytes) == UInt8(ascii: "-") { offset += 1 }
      try readDigits(bytes)
    }
    return try text(bytes, start..<offset)
  }

  private mutating func readDigits(_ bytes: RawSpan) throws(JSONProblem) {
    guard (48...57).contains(current(bytes)) else { throw problem("a digit") }
    while (48...57).contains(current(bytes)) { offset += 1 }
  }

  /// The text of a run of bytes; throws unless it is UTF-8.
  private func text(_ bytes: RawSpan, _ range: Range<Int>) throws(JSONProblem) -> String {
    let text = unsafe bytes.extracting(range).withUnsafeBytes { run in
      unsafe String(validating: run, as: UTF8.self)
    }
    guard let text else {
      throw JSONProblem(
        offset: range.lowerBound, detail: "Byte \(range.lowerBound): a text that is not UTF-8.")
    }
    return text
  }

  private mutating func readString(_ bytes: RawSpan) throws(JSONProblem) -> String {
    offset += 1
    var text = ""
    while true {
      let start = offset
      while isPlain(current(bytes)) { offset += 1 }
      let run = try self.text(bytes, start..<offset)
      if text.isEmpty { text = run } else { text += run }
      switch current(bytes) {
      case UInt8(ascii: "\""):
        offset += 1
        return text
      case UInt8(ascii: "\\"):
        offset += 1
        text.unicodeScalars.append(try readEscape(bytes))
      case 0 where offset < bytes.byteCount: throw nul
      default: throw problem("the end of a text")
      }
    }
  }

  @inline(__always)
  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 32 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private var nul: JSONProblem {
    JSONProblem(offset: offset, isNUL: true, detail: "Byte \(offset): a zero character.")
  }

  private mutating func readEscape(_ bytes: RawSpan) throws(JSONProblem) -> Unicode.Scalar {
    let byte = current(bytes)
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try readUnicodeEscape(bytes)
    default:
      offset -= 1
      throw problem("an escape that JSON knows")
    }
  }

  private mutating func readUnicodeEscape(_ bytes: RawSpan) throws(JSONProblem) -> Unicode.Scalar {
    let first = try readHexadecimal(bytes)
    if first == 0 { throw nul }
    guard (0xd800..<0xe000).contains(first) else {
      guard let scalar = Unicode.Scalar(first) else { throw problem("a character") }
      return scalar
    }
    guard first < 0xdc00, current(bytes) == UInt8(ascii: "\\") else {
      throw problem("the other half of a surrogate pair")
    }
    offset += 1
    guard current(bytes) == UInt8(ascii: "u") else {
      throw problem("the other half of a surrogate pair")
    }
    offset += 1
    let second = try readHexadecimal(bytes)
    guard (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw problem("the other half of a surrogate pair") }
    return scalar
  }

  private mutating func readHexadecimal(_ bytes: RawSpan) throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = current(bytes)
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: throw problem("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

/// The names of one object, told apart byte for byte.
private struct UniqueNames {
  private var few: [String] = []
  private var many: Set<[UInt8]> = []

  /// False where the name is there already.
  mutating func insert(_ name: String) -> Bool {
    if many.isEmpty {
      if few.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { return false }
      few.append(name)
      if few.count > 16 { many = Set(few.map { Array($0.utf8) }) }
      return true
    }
    return many.insert(Array(name.utf8)).inserted
  }
}
