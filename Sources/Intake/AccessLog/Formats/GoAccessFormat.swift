import Clickstream

/// Reads a format string of GoAccess, `%h %^[%d:%t %^] "%r" %s %b "%R" "%u"`, with the date and the
/// time as servers write them (`%d/%b/%Y` and `%T`, or `%Y-%m-%d` where they are parted by a tab, a
/// blank or a `T`).
struct GoAccessFormat {
  private var text = FormatText()

  /// Specifiers that Apache does not have.
  static func looksLike(_ bytes: [UInt8]) -> Bool {
    let all = String(decoding: bytes, as: UTF8.self)
    return ["%^", "%~", "%d:%t", "%dT%t", "%d %t", "%x", "%R", "\\t"].contains { all.contains($0) }
  }

  static func bare(_ bytes: [UInt8]) throws(FormatMistake) -> FormatText {
    var reader = GoAccessFormat()
    try reader.take(bytes)
    if reader.text.isJSON { reader.text.escapes = .json }
    return reader.text
  }

  private static let dates: [(text: String, field: LogField)] = [
    ("[%d:%t %^]", .clfTime), ("[%d:%t]", .localTime), ("%d:%t %^", .clfTime),
    ("%d:%t", .localTime), ("%dT%t.%^", .isoTime), ("%dT%t", .isoTime), ("%d %t", .isoTime),
    ("%d\\t%t", .isoTime),
    ("[%x]", .clfTime), ("%x.%^", .unixSeconds), ("%x", .unixSeconds),
  ]

  private mutating func take(_ bytes: [UInt8]) throws(FormatMistake) {
    var index = 0
    next: while index < bytes.count {
      for (pattern, field) in Self.dates where bytes[index...].starts(with: pattern.utf8) {
        let hasBrackets = pattern.hasPrefix("[")
        if hasBrackets { text.append(Ascii.openingBracket) }
        text.append(FormatField(field: field, name: pattern, offset: index))
        if hasBrackets { text.append(Ascii.closingBracket) }
        index += pattern.utf8.count
        continue next
      }
      let byte = bytes[index]
      if byte == Ascii.backslash, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "t") {
        text.append(Ascii.tab)
        index += 2
      } else if byte == UInt8(ascii: "%"), index + 1 < bytes.count {
        try take(bytes[index + 1], at: index)
        index += 2
      } else {
        text.append(byte)
        index += 1
      }
    }
  }

  private mutating func take(
    _ letter: UInt8, at place: Int
  ) throws(FormatMistake) {
    let name = "%" + String(UnicodeScalar(letter))
    if letter == UInt8(ascii: "~") {
      // Several blanks in a literal stand for one or more.
      text.append(Ascii.blank)
      text.append(Ascii.blank)
      return
    }
    guard let (field, rank) = Self.letters[letter] else {
      throw FormatMistake(
        offset: place, what: "\(name) is no specifier of GoAccess that is read here",
        advice: "name a preset, or paste the server's own log_format or LogFormat line")
    }
    text.append(FormatField(field: field, name: name, offset: place, rank: rank))
  }

  private static let letters: [UInt8: (LogField, UInt8)] = [
    UInt8(ascii: "h"): (.address, 1), UInt8(ascii: "v"): (.host, 1), UInt8(ascii: "e"): (.user, 0),
    UInt8(ascii: "r"): (.request, 2), UInt8(ascii: "m"): (.method, 0),
    UInt8(ascii: "U"): (.target, 1), UInt8(ascii: "q"): (.query, 0),
    UInt8(ascii: "H"): (.protocolVersion, 0), UInt8(ascii: "s"): (.status, 1),
    UInt8(ascii: "b"): (.bytes, 1), UInt8(ascii: "R"): (.referrer, 0),
    UInt8(ascii: "u"): (.agent, 0), UInt8(ascii: "D"): (.microseconds, 1),
    UInt8(ascii: "T"): (.seconds, 1), UInt8(ascii: "L"): (.milliseconds, 1),
    UInt8(ascii: "n"): (.nanoseconds, 1), UInt8(ascii: "^"): (.ignored, 0),
    UInt8(ascii: "K"): (.ignored, 0), UInt8(ascii: "k"): (.ignored, 0),
    UInt8(ascii: "M"): (.ignored, 0), UInt8(ascii: "C"): (.ignored, 0),
  ]
}
