/// Parameters by which networks know a click again: of these personal identifiers only the names
/// are kept.
package struct ClickIds: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Where a link carries several, the first of this order is told.
  private static let parameters: [StaticString] = [
    "gclid", "gbraid", "wbraid", "msclkid", "fbclid", "twclid", "ttclid", "li_fat_id", "yclid",
  ]

  package static let names = parameters.map(\.description)

  /// The click id of a parameter's name; empty where it is none.
  package init(named name: String) {
    self.init(rawValue: Self.names.firstIndex(of: name).map { 1 << UInt16($0) } ?? 0)
  }

  /// The click id whose name, in any case of letters, stands in a range; empty where none does.
  init(_ query: RawSpan, _ start: Int, _ end: Int) {
    let length = end - start
    // All are short and end in `d`: most parameters are sorted out here.
    guard length >= 5, length <= 9, query.byte(end - 1) | 0x20 == UInt8(ascii: "d"),
      let index = Self.parameters.firstIndex(where: {
        $0.utf8CodeUnitCount == length && Self.matches($0, query, at: start)
      })
    else {
      rawValue = 0
      return
    }
    rawValue = 1 << UInt16(index)
  }

  /// Name of the first; nil where there is none.
  package var name: String? {
    rawValue == 0 ? nil : Self.names[rawValue.trailingZeroBitCount]
  }

  private static func matches(_ name: StaticString, _ query: RawSpan, at start: Int) -> Bool {
    for index in 0..<name.utf8CodeUnitCount {
      let byte = query.byte(start + index)
      let lower = byte &- 65 < 26 ? byte | 0x20 : byte
      if unsafe lower != name.utf8Start[index] { return false }
    }
    return true
  }
}
