/// The token of a visit that a message carries back to the business, and where it stood.
///
/// The web server writes the visitor cookie into its pages, an application a token of its own:
/// `/contact?visit=footfall=0A0B…`, `mailto:info+0A0B…@larkspur.example`, a hidden field.
package struct VisitToken: Equatable, Sendable {
  /// The raw value is the rule by which it ties, the stronger the less.
  package enum Place: Int16, Sendable {
    /// In the address of the page that a form stood on.
    case link = 3
    /// In the address of the business that a mail went to, or in a hidden field.
    case address = 4
  }

  /// Never kept but as a keyed hash.
  package var value: [UInt8]
  package var place: Place

  package init(value: [UInt8], place: Place) {
    self.value = value
    self.place = place
  }

  /// The token that was written into an address or a field; nil where that can be none.
  package init?(_ written: String) {
    guard let value = Self.value(of: Array(written.utf8)) else { return nil }
    self.init(value: value, place: .address)
  }

  /// The token in the query of a link, in the parameter of this name.
  package init?(inQuery query: String, named name: String) {
    let bytes = Array(query.utf8)
    guard let value = unsafe Self.value(inQuery: bytes.span.bytes, named: Array(name.utf8)) else {
      return nil
    }
    self.init(value: value, place: .link)
  }

  /// The value of the first token that a query carries in a parameter of this name.
  package static func value(inQuery query: RawSpan, named name: [UInt8]) -> [UInt8]? {
    var start = 0
    while start < query.byteCount {
      var end = start
      while end < query.byteCount, query[end] != UInt8(ascii: "&") { end &+= 1 }
      let equals = start + name.count
      if equals < end, query[equals] == UInt8(ascii: "="),
        name.indices.allSatisfy({ query[start + $0] == name[$0] }),
        let value = value(
          of: Escapes.decode(query, ByteRange(equals + 1, end), as: .percent))
      {
        return value
      }
      start = end + 1
    }
    return nil
  }

  private static let names = ["footfall=", "uid="].map { Array($0.utf8) }
  /// With the name of the cookie, as logs have it.
  private static let lengths = 8...128
  /// Without: so long that nobody guesses it or means anything else by it.
  private static let bareLengths = 16...128

  private static func value(of written: [UInt8]) -> [UInt8]? {
    let name = names.first { written.starts(with: $0) }
    let value = Array(written.dropFirst(name?.count ?? 0))
    let isValue =
      (name == nil ? bareLengths : lengths).contains(value.count)
      && value.allSatisfy(isTokenByte)
    return isValue && !isDate(value) ? value : nil
  }

  /// `2026-01-01T10:00`, for a field called `visit` may ask when somebody comes.
  private static func isDate(_ value: [UInt8]) -> Bool {
    let isDigit = { (place: Int) in (0x30...0x39).contains(value[place]) }
    return value.count >= 10 && [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy(isDigit)
      && value[4] == 0x2d && value[7] == 0x2d
  }

  /// Letters, digits and the marks of addresses and times.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3a, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
    default: false
    }
  }
}
