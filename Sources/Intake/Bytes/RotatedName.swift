/// A file name taken apart so that rotated files sort oldest first.
///
/// `access.log.10.gz`, `access.log.2.gz`, `access.log.1`, `access.log` are one series, as are
/// `access.log-20260101.gz` and `access.log-20260102`, or `access_2026-01-01.log` and `access.log`.
struct RotatedName: Comparable {
  /// Path without the rotation's suffix.
  let series: [UInt8]
  /// Less is older.
  let age: Int
  let path: [UInt8]
  /// An extension follows the date.
  private let hasExtension: Bool

  init(_ path: String) {
    self.path = Array(path.utf8)
    var stem = self.path[...]
    if stem.suffix(3) == Array(".gz".utf8)[...] { stem = stem.dropLast(3) }
    let whole = stem
    // A date may stand before the extension: `u_ex260101.log`, `access_2026-01-01.log`.
    hasExtension = Self.extensions.contains { stem.suffix($0.count) == $0[...] }
    if hasExtension { stem = stem.dropLast(4) }
    if let (date, length) = Self.date(endOf: stem) {
      stem = stem.dropLast(length)
      if let last = stem.last, Self.separators.contains(last) { stem = stem.dropLast() }
      series = Array(stem + (hasExtension ? whole.suffix(4) : []))
      age = date
      return
    }
    let digits = stem.reversed().prefix { $0 &- Ascii.zero < 10 }.count
    let separator = stem.dropLast(digits).last
    let number = Int(String(decoding: stem.suffix(digits), as: UTF8.self))
    guard !hasExtension, let number, digits < 6,
      separator == Ascii.hyphen || separator == UInt8(ascii: ".")
    else {
      series = Array(whole)
      age = Int.max
      return
    }
    series = Array(stem.dropLast(digits + 1))
    // A date counts up, a rotation's number counts down.
    age = -number
  }

  private static let separators = Array("-._".utf8)
  private static let extensions = [Array(".log".utf8), Array(".txt".utf8)]

  /// The number of the date in which a name ends, such as 20260101, and how many bytes it takes.
  private static func date(endOf stem: ArraySlice<UInt8>) -> (date: Int, length: Int)? {
    var digits: [UInt8] = []
    var length = 0
    // Year, month and day may be parted by hyphens.
    for byte in stem.reversed() {
      if byte &- Ascii.zero < 10 {
        digits.append(byte)
      } else if byte != Ascii.hyphen || ![2, 4].contains(digits.count) {
        break
      }
      length += 1
    }
    guard (6...14).contains(digits.count) else { return nil }
    return Int(String(decoding: digits.reversed(), as: UTF8.self)).map { ($0, length) }
  }

  /// Whether a name is one that rotation gives: a number or a date behind the name of the series,
  /// or compressed.
  ///
  /// One that bears its date before its extension may be the one that is written to.
  static func isRotated(_ path: String) -> Bool {
    let name = RotatedName(path)
    return path.hasSuffix(".gz") || name.age != Int.max && !name.hasExtension
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.series != right.series { return left.series.lexicographicallyPrecedes(right.series) }
    if left.age != right.age { return left.age < right.age }
    return left.path.lexicographicallyPrecedes(right.path)
  }
}

/// Whether a file was rotated, as far as its name tells.
package enum RotatedFile {
  package static func isOne(_ path: String) -> Bool { RotatedName.isRotated(path) }

  /// The newest file of each series: what is written to, also where its name bears a date.
  package static func newest(of paths: [String]) -> Set<String> {
    var newest: [[UInt8]: (name: RotatedName, path: String)] = [:]
    for path in paths {
      let name = RotatedName(path)
      if let other = newest[name.series], name < other.name { continue }
      newest[name.series] = (name, path)
    }
    return Set(newest.values.map(\.path))
  }
}
