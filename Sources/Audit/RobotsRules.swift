/// What a site's robots.txt allows a program (RFC 9309).
package struct RobotsRules: Sendable {
  private struct Rule {
    let pattern: PathPattern
    let allows: Bool
  }

  /// Files are read up to this many bytes.
  package static let sizeLimit = 512_000
  private static let ruleLimit = 5_000

  private var rules: [Rule] = []
  private let isClosed: Bool

  /// Everything, or nothing.
  package init(allowsAll: Bool) { isClosed = !allowsAll }

  /// Reads a file: the groups that name the program, else those for all.
  ///
  /// - Parameter agent: the product token, compared in any case of letters.
  package init(_ bytes: [UInt8], agent: String) {
    isClosed = false
    var own: [Rule] = []
    var others: [Rule] = []
    var isNamed = false
    var group: (isOwn: Bool, isAll: Bool) = (false, false)
    var isHead = false
    for line in bytes.prefix(Self.sizeLimit).split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      guard let (key, value) = Self.entry(line) else { continue }
      if key == "user-agent" {
        if !isHead { group = (false, false) }
        isHead = true
        let token = value.prefix { $0.isLetter || $0 == "-" || $0 == "_" }.lowercased()
        if value == "*" { group.isAll = true }
        if token == agent.lowercased() {
          group.isOwn = true
          isNamed = true
        }
        continue
      }
      guard key == "allow" || key == "disallow" else { continue }
      isHead = false
      guard !value.isEmpty, own.count + others.count < Self.ruleLimit else { continue }
      let isEnd = value.hasSuffix("$")
      let text = Self.normalised(isEnd ? String(value.dropLast()) : value)
      let rule = Rule(pattern: PathPattern(text, isClosed: isEnd), allows: key == "allow")
      if group.isOwn { own.append(rule) }
      if group.isAll { others.append(rule) }
    }
    rules = isNamed ? own : others
  }

  /// Whether a page may be asked for; of the rules that fit the longest holds, of equal ones what
  /// allows.
  package func allows(_ address: WebAddress) -> Bool {
    if address.path == "/robots.txt" { return true }
    if isClosed { return false }
    let target = Self.normalised(address.target)
    var best: Rule?
    for rule in rules where rule.pattern.length >= best?.pattern.length ?? 0 {
      guard rule.pattern.matches(target) else { continue }
      if rule.pattern.length > best?.pattern.length ?? -1 || rule.allows { best = rule }
    }
    return best?.allows ?? true
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> (key: String, value: String)? {
    let text = line.prefix { $0 != UInt8(ascii: "#") }
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let trimmed = { (part: ArraySlice<UInt8>) in
      String(
        decoding: part.drop { $0 <= 32 }.reversed().drop { $0 <= 32 }.reversed(), as: UTF8.self)
    }
    let key = trimmed(text[..<colon].filter { $0 < 128 }[...]).lowercased()
    return (key, trimmed(text[(colon + 1)...]))
  }

  /// Bytes beyond ASCII encoded, and what is encoded without need, decoded (section 2.2.2).
  private static func normalised(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "%"), index + 1 < bytes.count,
        let high = Character(UnicodeScalar(bytes[index])).hexDigitValue,
        let low = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue
      {
        let value = UInt8(high * 16 + low)
        index += 2
        let isPlain =
          value &- 48 < 10 || (value | 0x20) &- 97 < 26 || "-._~".utf8.contains(value)
        output += isPlain ? [value] : [byte, digits[high], digits[low]]
      } else if byte >= 128 {
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
