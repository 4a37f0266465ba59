/// When something is open in the week, as people write it: `Mon-Fri 10:00-18:00, Sat 10am-2pm`.
package struct OpeningHours: Equatable, Sendable {
  /// Days of the week on which one span holds.
  package struct Span: Hashable, Sendable {
    /// 1 Monday to 7 Sunday.
    package var weekdays: [Int]
    /// Minutes since midnight.
    package var opens: Int
    package var closes: Int

    /// `Mon-Fri 10:00-18:00`.
    package var text: String {
      var runs: [ClosedRange<Int>] = []
      for day in weekdays.sorted() {
        if let last = runs.last, last.upperBound == day - 1 {
          runs[runs.count - 1] = last.lowerBound...day
        } else {
          runs.append(day...day)
        }
      }
      let days = runs.map { run in
        let ends = Set([run.lowerBound, run.upperBound]).sorted()
        return ends.map { OpeningHours.shortNames[$0 - 1] }.joined(separator: "-")
      }
      return "\(days.joined(separator: ", ")) \(Self.clock(opens))-\(Self.clock(closes))"
    }

    private static func clock(_ minutes: Int) -> String {
      let (hour, minute) = (minutes / 60, minutes % 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
  }

  package var spans: [Span]

  /// The whole text must be hours; nil where it is not.
  package init?(_ text: String) {
    let (spans, isWhole) = Self.found(in: Array(text.lowercased().utf8))
    guard isWhole, !spans.isEmpty else { return nil }
    self.spans = spans
  }

  /// The hours that a longer text tells, in their order; `text` is lower case.
  package static func mentions(in text: [UInt8]) -> [Span] { found(in: text).spans }

  /// When it is open on a day of the week.
  package func times(on weekday: Int) -> Set<Range<Int>> {
    Set(spans.filter { $0.weekdays.contains(weekday) }.map { $0.opens..<$0.closes })
  }

  fileprivate static let shortNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// Names of days in English and German; longer ones stand before those that they begin with.
  private static let names: [(name: [UInt8], day: Int)] = [
    ["monday", "montag", "mon", "mo"],
    ["tuesday", "dienstag", "tues", "tue", "tu", "di"],
    ["wednesday", "mittwoch", "wed", "mi"],
    ["thursday", "donnerstag", "thurs", "thur", "thu", "th", "do"],
    ["friday", "freitag", "fri", "fr"],
    ["saturday", "samstag", "sat", "sa"],
    ["sunday", "sonntag", "sun", "su", "so"],
  ].enumerated().flatMap { day, names in names.map { (Array($0.utf8), day + 1) } }

  private static func found(in text: [UInt8]) -> (spans: [Span], isWhole: Bool) {
    var scanner = HoursScanner(text)
    var spans: [Span] = []
    // Each once: a text may name a day any number of times.
    var days: [Int] = []
    var last: Int?
    var isRange = false
    // Days that a time has followed are done with; new ones begin anew.
    var areUsed = true
    var first: (minutes: Int, half: Bool?)?
    var isWhole = true
    while let piece = scanner.next() {
      switch piece {
      case .day(let day):
        if areUsed { (days, last, areUsed) = ([], nil, false) }
        if isRange, let from = last, first == nil {
          var next = from
          while next != day {
            next = next % 7 + 1
            if !days.contains(next) { days.append(next) }
          }
        } else if !days.contains(day) {
          days.append(day)
        }
        (last, isRange, first) = (day, false, nil)
      case .days(let several):
        (days, last, areUsed, isRange, first) = (several, several.last, false, false, nil)
      case .time(let minutes, let half):
        if isRange, let opens = first {
          if !days.isEmpty, let span = span(days, opens, (minutes, half)) { spans.append(span) }
          areUsed = true
          (isRange, first) = (false, nil)
        } else {
          first = (minutes, half)
        }
      case .to: isRange = true
      case .separator: continue
      case .other:
        isWhole = false
        (days, last, areUsed, isRange, first) = ([], nil, true, false, nil)
      case .filler: isWhole = false
      }
    }
    return (spans, isWhole && first == nil && !isRange && areUsed)
  }

  private static func span(
    _ days: [Int], _ from: (minutes: Int, half: Bool?), _ until: (minutes: Int, half: Bool?)
  ) -> Span? {
    var opens = from.minutes
    let closes = clock(until.minutes, until.half)
    // In `2-6pm` the half of the day stands behind the last time alone.
    if let half = from.half ?? until.half {
      opens = clock(from.minutes, half)
      if from.half == nil, opens >= closes { opens = clock(from.minutes, false) }
    }
    guard opens < closes, closes <= 1_440 else { return nil }
    return Span(weekdays: Set(days).sorted(), opens: opens, closes: closes)
  }

  private static func clock(_ minutes: Int, _ isAfternoon: Bool?) -> Int {
    guard let isAfternoon, minutes < 780 else { return minutes }
    return minutes % 720 + (isAfternoon ? 720 : 0)
  }

  /// The day whose name stands at the beginning of a word of letters.
  static func day(_ word: ArraySlice<UInt8>) -> Int? {
    let word = word.last == UInt8(ascii: "s") && word.count > 5 ? word.dropLast() : word
    return names.first { $0.name.elementsEqual(word) }?.day
  }
}
