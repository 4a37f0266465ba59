/// Which days a page is about, by a name and an address that stay the same from night to night.
package enum PeriodName: Hashable, Sendable {
  /// So many days up to the newest.
  case last(Int)
  case month(year: Int, month: Int)
  case year(Int)
  /// Days that were asked for.
  case chosen

  /// The folder of its pages below that of the site; nil where they lie in that folder itself.
  package var folder: String? {
    switch self {
    case .last(PeriodChoice.standardDays), .chosen: nil
    case .last(let days): "last-\(days)"
    case .month(let year, let month): "\(Self.digits(year))-\(month < 10 ? "0" : "")\(month)"
    case .year(let year): Self.digits(year)
    }
  }

  /// Whether a folder of a site may be that of a period, which no dashboard's may be.
  static func isFolder(_ name: some StringProtocol) -> Bool {
    name.hasPrefix("last-") || name.utf8.first.map { (48...57).contains($0) } ?? false
  }

  private static func digits(_ year: Int) -> String {
    let text = String(year)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
  }
}
