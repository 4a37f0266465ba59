import Clickstream

/// The value of a parameter as text to show: decoded, printable, bounded.
enum QueryValue {
  static let limit = 200
  /// So many bytes may stand for the characters of the limit: `%F0%9F%98%80`.
  private static let longest = limit * 12

  /// nil where it says nothing.
  static func text(_ query: RawSpan, _ start: Int, _ end: Int) -> String? {
    if query.holdsMail(start, end) { return String(MailMask.mark) }
    let end = min(end, start + longest)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(end - start)
    var offset = start
    while offset < end {
      let byte = query.byte(offset)
      offset += 1
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), offset + 1 < end, let high = digit(query.byte(offset)),
        let low = digit(query.byte(offset + 1))
      {
        bytes.append(high << 4 | low)
        offset += 2
      } else {
        bytes.append(byte)
      }
    }
    let text = trimmed(PrintableText.string(from: bytes))
    return text.isEmpty ? nil : text
  }

  /// Without blanks around it, cut to the limit.
  static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    if bytes.count <= limit, bytes.first != UInt8(ascii: " "), bytes.last != UInt8(ascii: " ") {
      return text
    }
    var scalars = text.unicodeScalars.drop { $0 == " " }.prefix(limit)
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// The parameters of a query in their order: where name and value begin and end.
  static func forEach(in query: RawSpan, _ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void)
  {
    var offset = 0
    while offset < query.byteCount {
      let end =
        query.firstIndex(of: UInt8(ascii: "&"), from: offset, to: query.byteCount)
        ?? query.byteCount
      let equals = query.firstIndex(of: UInt8(ascii: "="), from: offset, to: end) ?? end
      if equals > offset { body(offset..<equals, min(end, equals + 1)..<end) }
      offset = end + 1
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
