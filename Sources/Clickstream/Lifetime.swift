/// How long something is kept: so many months or days, or always.
package enum Lifetime: Hashable, Sendable {
  case always
  case months(Int)
  case days(Int)

  private static let units: [(name: String, make: @Sendable (Int) -> Lifetime, most: Int)] = [
    ("year", { .months(12 * $0) }, 100), ("month", { .months($0) }, 1_200),
    ("day", { .days($0) }, 36_500),
  ]

  /// `always`, `25 months`, `30 days`, `2 years`; nil for anything else.
  package init?(_ text: String) {
    if text == "always" {
      self = .always
      return
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let word = text.dropFirst(digits.count).drop { $0 == " " }
    guard digits.count <= 6, let count = Int(digits), count > 0,
      let unit = Self.units.first(where: { word == $0.name || word == $0.name + "s" }),
      count <= unit.most
    else { return nil }
    self = unit.make(count)
  }

  /// About how many days; nil: without end.
  package var aboutDays: Int? {
    switch self {
    case .always: nil
    case .months(let count): count * 365 / 12
    case .days(let count): count
    }
  }

  /// Whether it ends before another one has ended.
  package func isShorter(than other: Lifetime) -> Bool {
    guard let mine = aboutDays else { return false }
    guard let theirs = other.aboutDays else { return true }
    return mine < theirs
  }

  /// When what is just as old as it may be was made; nil where nothing is too old.
  package func start(before now: Instant) -> Instant? {
    switch self {
    case .always: return nil
    case .days(let count):
      return now.advanced(bySeconds: -86_400 * Int64(count))
    case .months(let count):
      let (year, month, day) = Zone.utc.day(of: now).civil
      let index = year * 12 + month - 1 - count
      let first = Day(year: index / 12, month: index % 12 + 1, day: 1)
      let next = Day(year: (index + 1) / 12, month: (index + 1) % 12 + 1, day: 1)
      // A month has no day 31 where it is shorter.
      let start = min(first.number + Int32(day) - 1, next.number - 1)
      return Zone.utc.start(of: Day(number: start))
    }
  }
}

extension Lifetime: CustomStringConvertible {
  package var description: String {
    switch self {
    case .always: "always"
    case .months(let count): "\(count) month\(count == 1 ? "" : "s")"
    case .days(let count): "\(count) day\(count == 1 ? "" : "s")"
    }
  }
}
