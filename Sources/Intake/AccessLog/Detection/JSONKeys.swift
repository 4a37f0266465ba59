import Clickstream

/// The keys of the outermost object of a line, for detection.
enum JSONKeys {
  private static let limit = 256

  static func outermost(_ line: [UInt8]) -> [String] {
    var keys: [String] = []
    var depth = 0
    var index = 0
    while index < line.count, keys.count < limit {
      switch line[index] {
      case 0x7b, Ascii.openingBracket: depth += 1
      case 0x7d, Ascii.closingBracket: depth -= 1
      case Ascii.quote:
        let start = index + 1
        index = start
        while index < line.count, line[index] != Ascii.quote {
          index += line[index] == Ascii.backslash ? 2 : 1
        }
        guard index < line.count else { return keys }
        var next = index + 1
        while next < line.count, line[next] == Ascii.blank { next += 1 }
        if depth == 1, next < line.count, line[next] == Ascii.colon {
          keys.append(String(decoding: line[start..<index], as: UTF8.self))
        }
      default: break
      }
      index += 1
    }
    return keys
  }

  /// A format for lines whose keys are names of nginx's variables, if there are enough of them.
  static func freeFormat(of line: [UInt8]) -> AccessLogFormat? {
    let pairs = outermost(line).compactMap { key -> String? in
      if key == "time" || key == "@timestamp" { return "\"\(key)\":\"$time_iso8601\"" }
      guard let known = NginxVariables.meaning(of: key), known.field != .ignored else { return nil }
      return "\"\(key)\":\"$\(key)\""
    }
    guard pairs.count >= 3 else { return nil }
    let template = "{" + pairs.joined(separator: ",") + "}"
    return try? AccessLogFormat.compile(template)
  }
}
