/// The looks of texts that are inputs of another kind than access logs.
enum TextLikeness {
  /// The first line that holds anything, without its end and without blanks before it.
  private static func firstLine(_ head: [UInt8]) -> ArraySlice<UInt8> {
    var rest = head[...]
    if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 == Ascii.lineFeed || $0 == Ascii.carriageReturn || $0 == Ascii.blank }
    return rest.prefix { $0 != Ascii.lineFeed && $0 != Ascii.carriageReturn }
  }

  static func isJSONLines(_ head: [UInt8]) -> Bool {
    let line = firstLine(head)
    guard line.first == UInt8(ascii: "{") else { return false }
    let next = line.dropFirst().first { $0 != Ascii.blank && $0 != Ascii.tab }
    return next == Ascii.quote || next == UInt8(ascii: "}")
  }

  /// True for JSON lines with a key that only servers write about requests: no forms.
  static func isJSONAccessLog(_ head: [UInt8]) -> Bool {
    guard isJSONLines(head) else { return false }
    let line = Array(firstLine(head))
    return [
      "\"remote_addr\"", "\"RequestPath\"", "\"resp_headers\"", "\"request_uri\"",
      "\"body_bytes_sent\"",
    ].contains { contains(line, $0) }
  }

  private static func contains(_ line: [UInt8], _ text: String) -> Bool {
    let word = Array(text.utf8)
    guard line.count >= word.count else { return false }
    return (0...line.count - word.count).contains { line[$0...].starts(with: word) }
  }

  /// `From address weekday month …` as mbox files begin.
  static func isMbox(_ head: [UInt8]) -> Bool {
    let line = firstLine(head)
    return line.starts(with: "From ".utf8)
      && line.split(separator: Ascii.blank).count >= 6 && line.contains(Ascii.colon)
  }

  /// Several header fields of which one is a message's.
  static func isMessage(_ head: [UInt8]) -> Bool {
    let known: Set<String> = [
      "from", "to", "date", "subject", "received", "message-id", "return-path", "mime-version",
      "delivered-to", "dkim-signature", "reply-to", "content-type",
    ]
    var fields = 0
    var knownFields = 0
    for line in head.prefix(1 << 14).split(separator: Ascii.lineFeed, maxSplits: 12)
      .prefix(12)
    {
      if line.first == Ascii.blank || line.first == Ascii.tab { continue }
      if line.isEmpty || line.first == Ascii.carriageReturn { break }
      guard let colon = line.firstIndex(of: Ascii.colon), colon > line.startIndex,
        line[..<colon].allSatisfy({ (0x21...0x7e).contains($0) })
      else { break }
      fields += 1
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      if known.contains(name) { knownFields += 1 }
    }
    return fields >= 2 && knownFields >= 2
  }
}
