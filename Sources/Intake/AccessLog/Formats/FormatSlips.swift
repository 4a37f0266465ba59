import Clickstream

/// Slips of those who paste a line, told before it is read: what follows from them would say little.
enum FormatSlips {
  /// The text without what only introduces it, blanks in its place.
  ///
  /// - Throws: what was pasted instead of a format.
  static func cleaned(_ bytes: [UInt8]) throws(FormatMistake) -> [UInt8] {
    try refuseTypography(bytes)
    var text = bytes
    blankComments(&text)
    guard let start = text.firstIndex(where: { $0 > 0x20 }) else { return text }
    let words = String(decoding: text[start...], as: UTF8.self)
      .split { $0.isWhitespace }.map(String.init)
    guard words.count > 1, let first = words.first?.lowercased() else { return text }
    if ["http", "server", "http{", "server{"].contains(first) {
      throw FormatMistake(
        offset: start, what: "this is a block of nginx's configuration, and no format",
        advice: "paste its log_format statement alone, up to the semicolon")
    }
    if ["access_log", "customlog", "transferlog"].contains(first) {
      let last = words.last?.trimmed { ";'\"".contains($0) } ?? ""
      throw FormatMistake(
        offset: start,
        what:
          "\(words[0]) names a format\(words.count == 3 ? ", \(last)," : "") and does not say it",
        advice: FormatPresets.find(last) != nil
          ? "write \(last)"
          : "paste the log_format line (nginx) or LogFormat line (Apache) of that name")
    }
    if first == "log-format" {
      guard !text.contains(of: "%ci"), !text.contains(of: "%[") else {
        throw FormatMistake(
          offset: start, what: "this is a log-format of HAProxy",
          advice: "write haproxy, for logs of `option httplog` and the log-format that is shipped")
      }
      for index in start..<start + first.utf8.count { text[index] = Ascii.blank }
      return text
    }
    if !["log_format", "logformat"].contains(first), !first.contains("%"), !first.contains("$"),
      text.contains(UInt8(ascii: "%")) || text.contains(UInt8(ascii: "$")),
      let meant = ["log_format", "LogFormat"].nearest(to: first, atMost: 1).first
    {
      throw FormatMistake(
        offset: start, what: "'\(words[0])' begins no format", advice: "did you mean \(meant)?")
    }
    try refuseMixture(text, first, at: start)
    return text
  }

  /// Quotes and blanks as word processors and web pages write them.
  private static func refuseTypography(_ bytes: [UInt8]) throws(FormatMistake) {
    for (bytesOfIt, name, plain) in [
      ([0xe2, 0x80, 0x98], "a typographic quote", "'"),
      ([0xe2, 0x80, 0x99], "a typographic quote", "'"),
      ([0xe2, 0x80, 0x9c], "a typographic quote", "\""),
      ([0xe2, 0x80, 0x9d], "a typographic quote", "\""),
      ([0xc2, 0xa0], "a no-break space", "a blank"),
    ] as [([UInt8], String, String)] {
      guard let offset = bytes.firstOffset(of: bytesOfIt) else { continue }
      throw FormatMistake(
        offset: offset, what: "\(name) stands here",
        advice: "write \(plain), as in the configuration of the server")
    }
  }

  /// Lines before the format that begin with `#`, but for one of W3C.
  private static func blankComments(_ text: inout [UInt8]) {
    var start = text.startIndex
    while let first = text[start...].firstIndex(where: { $0 > 0x20 }),
      text[first] == UInt8(ascii: "#"),
      !String(decoding: text[first...].prefix(8), as: UTF8.self).lowercased().hasPrefix("#fields:"),
      let end = text[first...].firstIndex(of: Ascii.lineFeed)
    {
      for index in first..<end { text[index] = Ascii.blank }
      start = end
    }
  }

  /// Directives of Apache in a statement of nginx, and the reverse.
  private static func refuseMixture(
    _ text: [UInt8], _ keyword: String, at start: Int
  ) throws(FormatMistake) {
    let rest = text[(start + keyword.utf8.count)...]
    if keyword == "log_format", !rest.contains(UInt8(ascii: "$")),
      let sign = rest.firstIndex(of: UInt8(ascii: "%"))
    {
      throw FormatMistake(
        offset: sign, what: "this is written as for Apache, and log_format is nginx's",
        advice: "in nginx %h is $remote_addr; if the line is Apache's, begin it with LogFormat")
    }
    if keyword == "logformat", !rest.contains(UInt8(ascii: "%")),
      let sign = rest.firstIndex(of: UInt8(ascii: "$"))
    {
      throw FormatMistake(
        offset: sign, what: "this is written as for nginx, and LogFormat is Apache's",
        advice: "in Apache $remote_addr is %h; if the line is nginx's, begin it with log_format")
    }
  }
}

extension [UInt8] {
  /// Where `part` begins for the first time.
  fileprivate func firstOffset(of part: [UInt8]) -> Int? {
    guard count >= part.count else { return nil }
    return (0...(count - part.count)).first { self[$0..<$0 + part.count] == part[...] }
  }

  fileprivate func contains(of text: String) -> Bool { firstOffset(of: Array(text.utf8)) != nil }
}

extension String {
  fileprivate func trimmed(_ isLeftOut: (Character) -> Bool) -> String {
    let front = drop(while: isLeftOut)
    return String(front.reversed().drop(while: isLeftOut).reversed())
  }
}
