import Clickstream

/// A `#Fields:` line: which columns follow.
enum W3CHeader {
  private static let mark = Array("#fields:".utf8)
  private static let columnLimit = 256
  private static let longest = 16_384

  static func isFields(_ bytes: RawSpan, _ line: ByteRange) -> Bool {
    guard Int(line.length) > mark.count else { return false }
    return mark.indices.allSatisfy { index in
      let byte = bytes.byte(at: line.start + index)
      return (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) == mark[index]
    }
  }

  /// The layout that a `#Fields:` line sets; nil where it lacks time, client or path.
  static func columns(_ bytes: RawSpan, _ line: ByteRange, name: String) -> ColumnLayout? {
    guard line.length <= longest else { return nil }
    return try? layout(of: line.range.map { bytes.byte(at: $0) }, name: name)
  }

  /// A `#Fields:` line as it can be kept, to the same effect; empty for one that is too long.
  static func text(of line: ByteRange, in chunk: LineChunk) -> String {
    guard line.length <= longest else { return "" }
    return String(
      decoding: chunk.copy(line).map { (0x20..<0x7f).contains($0) ? $0 : 0x20 }, as: UTF8.self)
  }

  /// The layout of a pasted line; says what is missing.
  static func layout(of line: [UInt8], name: String) throws(FormatMistake) -> ColumnLayout {
    // Headers come with stray marks in them that nobody sees.
    let names = line.dropFirst(mark.count).split { $0 <= 0x20 || $0 >= 0x7f }.map {
      String(decoding: $0, as: UTF8.self).lowercased()
    }
    guard names.count <= columnLimit else {
      throw FormatMistake(
        offset: nil, what: "the line names more than \(columnLimit) columns",
        advice: "paste one #Fields: line")
    }
    let isIIS =
      name == "iis"
      || names.contains { ["sc-win32-status", "sc-substatus", "s-sitename"].contains($0) }
    let isCloudFront = Self.isCloudFront(names)
    var best: [UInt8: Int] = [:]
    let meanings = names.map { meaning(of: $0, isIIS: isIIS) }
    for (index, meaning) in meanings.enumerated() where meaning.0.role > 0 {
      if let other = best[meaning.0.role], meanings[other].rank >= meaning.rank { continue }
      best[meaning.0.role] = index
    }
    let columns = meanings.enumerated().map { index, meaning in
      meaning.0.role == 0 || best[meaning.0.role] == index ? meaning.0 : .ignored
    }
    let warnings = zip(names, meanings).compactMap { name, meaning -> String? in
      guard meaning.0 == .ignored, !usual.contains(name) else { return nil }
      return usual.nearest(to: name, atMost: 1).first.map {
        "\(name) is no column that is known; did you mean \($0)?"
      }
    }
    try FormatResolver.require(columns, warnings: warnings)
    return ColumnLayout(
      columns: columns, encoding: isCloudFront ? .percent : .plus,
      hasDate: columns.contains(.date) && columns.contains(.clock),
      header: "#Fields: " + names.joined(separator: " "))
  }

  private static let usual = [
    "date", "time", "c-ip", "cs-method", "cs-uri-stem", "cs-uri-query", "cs-uri", "cs-username",
    "sc-status", "sc-bytes", "cs-bytes", "time-taken", "cs(user-agent)", "cs(referer)", "cs-host",
    "s-ip", "s-port", "s-sitename", "s-computername", "cs-version", "sc-substatus",
  ]

  private static func isCloudFront(_ names: [String]) -> Bool {
    names.contains { $0.hasPrefix("x-edge-") }
  }

  /// What users call a log with such columns.
  static func name(of layout: ColumnLayout) -> String {
    if layout.encoding == .percent { return "cloudfront" }
    return layout.columns.contains(.milliseconds) ? "iis" : "w3c"
  }

  private static func meaning(of name: String, isIIS: Bool) -> (LogField, rank: UInt8) {
    switch name {
    case "date": (.date, 0)
    case "time": (.clock, 0)
    case "c-ip": (.address, 1)
    case "x-forwarded-for", "s-xff", "cs(x-forwarded-for)", "x-forwardedfor": (.forwarded, 0)
    case "cs-method", "c-method": (.method, 0)
    case "cs-uri-stem": (.path, 2)
    case "cs-uri": (.url, 1)
    case "cs-uri-query": (.query, 0)
    case "cs-version", "cs-protocol-version": (.protocolVersion, 0)
    case "sc-status", "c-status": (.status, 1)
    case "sc-bytes": (.bytes, 0)
    case "time-taken": (isIIS ? .milliseconds : .seconds, 1)
    case "x-duration": (.seconds, 0)
    case "cs(user-agent)", "c-user-agent": (.agent, 0)
    case "cs(referer)", "cs(referrer)", "c-referrer": (.referrer, 0)
    case "cs-username", "c-username": (.user, 0)
    case "x-host-header": (.host, 3)
    case "cs-host": (.host, 2)
    case "cs(host)": (.host, 1)
    default: (.ignored, 0)
    }
  }
}

extension AccessBatch {
  /// The `#Fields:` lines of its chunk with their positions.
  package func fields(of chunk: LineChunk) -> [(position: Int64, text: String)] {
    fieldsLines.map { (chunk.position(of: $0), W3CHeader.text(of: $0, in: chunk)) }
  }
}

extension AccessLogParser {
  /// The last `#Fields:` line of a chunk, if it has one.
  ///
  /// Whoever begins to read a W3C log in its middle looks through what comes before with this.
  package static func fieldsLine(in chunk: LineChunk) -> [UInt8]? {
    let bytes = unsafe chunk.bytes.span.bytes
    for line in chunk.lines.reversed()
    where !line.isEmpty && bytes.byte(at: line.start) == 0x23 && W3CHeader.isFields(bytes, line) {
      return chunk.copy(line)
    }
    return nil
  }

  /// Whether a line of the beginning of a file is one that begins with `#`.
  package static func holdsDirective(_ head: [UInt8]) -> Bool {
    head.split(separator: UInt8(ascii: "\n")).contains { $0.first == UInt8(ascii: "#") }
  }

  /// The `#Fields:` line in force at `position`, found by reading `source` from its beginning.
  package static func fieldsLine(
    before position: Int64, in source: consuming ByteSource
  ) throws(ByteSourceError) -> [UInt8]? {
    var reader = LineReader(source)
    var chunk = LineChunk()
    var found: [UInt8]?
    while try reader.read(into: &chunk) {
      let bytes = unsafe chunk.bytes.span.bytes
      for line in chunk.lines
      where !line.isEmpty && bytes.byte(at: line.start) == 0x23
        && W3CHeader.isFields(bytes, line)
      {
        guard chunk.position(of: line) < position else { return found }
        found = chunk.copy(line)
      }
      if chunk.end >= position { return found }
    }
    return found
  }
}
