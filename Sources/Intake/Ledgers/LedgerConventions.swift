package import Clickstream

/// How a file writes numbers and dates where that may be read in two ways.
package struct LedgerConventions: Equatable, Sendable {
  package enum DecimalMark: String, CaseIterable, Sendable {
    case point, comma
  }

  package enum DateOrder: String, CaseIterable, Sendable {
    /// Day, month, year.
    case dmy
    /// Month, day, year.
    case mdy
  }

  package var decimal: DecimalMark?
  package var dates: DateOrder?
  /// Zone of times that name none.
  package var zone: Zone

  package init(decimal: DecimalMark? = nil, dates: DateOrder? = nil, zone: Zone) {
    self.decimal = decimal
    self.dates = dates
    self.zone = zone
  }
}

/// Looks through a whole file for values that can be read in one way only; they decide for the
/// others.
struct LedgerSurvey {
  private var points = false
  private var commas = false
  private var openNumbers = false
  private var dayFirst = false
  private var monthFirst = false
  private var openDates = false

  /// Takes in a value of a column of numbers.
  mutating func take(number text: [UInt8]) {
    guard let shape = LedgerNumber.Shape(text) else { return }
    switch shape.mark {
    case .point: points = true
    case .comma: commas = true
    case .either: openNumbers = true
    case .none: break
    }
  }

  /// Takes in a value of a column of dates.
  mutating func take(date text: [UInt8]) {
    guard let (first, second) = LedgerDate.pair(text) else { return }
    // Nobody writes 03.04.2026 with the month first.
    if text.contains(UInt8(ascii: ".")) { dayFirst = true }
    switch (first > 12, second > 12) {
    case (true, false): dayFirst = true
    case (false, true): monthFirst = true
    case (false, false): openDates = openDates || first != second
    case (true, true): break
    }
  }

  /// What a file tells of one way of writing.
  enum Finding<Convention> {
    case told(Convention)
    /// It can be read in two ways.
    case open
    /// Both ways are there.
    case mixed
    /// Nothing is written so.
    case none
  }

  var dates: Finding<LedgerConventions.DateOrder> {
    switch (dayFirst, monthFirst) {
    case (true, true): .mixed
    case (true, false): .told(.dmy)
    case (false, true): .told(.mdy)
    case (false, false): openDates ? .open : .none
    }
  }

  var decimal: Finding<LedgerConventions.DecimalMark> {
    switch (points, commas) {
    case (true, true): .mixed
    case (true, false): .told(.point)
    case (false, true): .told(.comma)
    case (false, false): openNumbers ? .open : .none
    }
  }

  /// What the file is written in; a sentence about what the mapping must say, where it is open.
  func conventions(
    _ said: LedgerConventions
  ) -> (conventions: LedgerConventions, problem: String?) {
    var result = said
    var problems: [String] = []
    if said.decimal == nil {
      switch decimal {
      case .told(let mark): result.decimal = mark
      case .mixed:
        problems.append(
          "numbers are written with a point and with a comma: "
            + Self.say("decimal", "point", "comma"))
      case .open:
        problems.append(
          "numbers such as 1,234 can be read in two ways: "
            + Self.say("decimal", "point", "comma"))
      case .none: result.decimal = .point
      }
    }
    if said.dates == nil {
      switch dates {
      case .told(let order): result.dates = order
      case .mixed:
        problems.append("days stand before and after months: " + Self.say("dates", "dmy", "mdy"))
      case .open:
        problems.append(
          "dates such as 03/04/2026 can be read in two ways: " + Self.say("dates", "dmy", "mdy"))
      case .none: result.dates = .dmy
      }
    }
    return (result, problems.isEmpty ? nil : problems.joined(separator: "; "))
  }

  /// What to write into a map, and where that comes from.
  private static func say(_ key: String, _ one: String, _ other: String) -> String {
    "say `\(key): \(one)` or `\(key): \(other)` in its map (`footfall import --guess` proposes one)"
  }
}
