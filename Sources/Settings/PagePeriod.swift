/// Periods for which each site has pages of their own, beside those of the last 28 days.
package enum PagePeriod: String, CaseIterable, Sendable {
  case week = "7 days"
  case quarter = "90 days"
  case year = "365 days"
  /// Each calendar month that has data.
  case months
  /// Each calendar year that has data.
  case years
}

extension Kind<PagePeriod> {
  static var pagePeriod: Kind {
    .text(
      "one of \(PagePeriod.allCases.map(\.rawValue).joined(separator: ", "))",
      parse: { text, _, _ throws(Mistake) in
        guard let period = PagePeriod(rawValue: text) else { throw Mistake() }
        return period
      },
      print: \.rawValue)
  }
}
