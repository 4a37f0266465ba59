package import Clickstream

/// Days and times as people, programs and spreadsheets write them.
package enum LedgerDate {
  /// A day, and a time of it where one was written.
  struct Parts: Equatable {
    var day: Day
    /// Microseconds since midnight; nil where no time stands there.
    var time: Int64?
    /// Seconds east of UTC, where the text says so.
    var offset: Int64?
  }

  /// The instant of a text that begins with a day as 2026-11-27; nil for any other.
  package static func instant(_ text: String, zone: Zone) -> Instant? {
    guard Day(text.prefix(10)) != nil else { return nil }
    return instant(Array(text.utf8), LedgerConventions(zone: zone))
  }

  /// The instant of a text; a time without an offset is of the zone, a day begins at its midnight.
  static func instant(_ text: [UInt8], _ conventions: LedgerConventions) -> Instant? {
    if let unix = unixTime(text) { return unix }
    guard let parts = parts(text, conventions.dates ?? .dmy) else { return nil }
    let local = Int64(parts.day.number) * 86_400 * Instant.microsecondsPerSecond + (parts.time ?? 0)
    let seconds = Int64(floorDividing: local, by: Instant.microsecondsPerSecond)
    let offset = parts.offset ?? conventions.zone.offset(atLocal: seconds)
    return Instant(microseconds: local - offset * Instant.microsecondsPerSecond)
  }

  /// The day of a text, in the zone where the text names an instant.
  static func day(_ text: [UInt8], _ conventions: LedgerConventions) -> Day? {
    if let unix = unixTime(text) { return conventions.zone.day(of: unix) }
    guard let parts = parts(text, conventions.dates ?? .dmy) else { return nil }
    guard parts.offset != nil else { return parts.day }
    return instant(text, conventions).map(conventions.zone.day(of:))
  }

  /// The first two numbers of a date whose order is open: `3/4/2026`.
  static func pair(_ text: [UInt8]) -> (Int, Int)? {
    // Most begin with the year.
    guard let end = text.firstIndex(where: isSeparator), end <= 2 else { return nil }
    let numbers = text.prefix { !($0 == 32 || $0 == UInt8(ascii: "T")) }.split(
      whereSeparator: isSeparator)
    guard numbers.count == 3, numbers[0].count <= 2, numbers[1].count <= 2,
      let first = number(numbers[0]), let second = number(numbers[1]), number(numbers[2]) != nil
    else { return nil }
    return (first, second)
  }

  /// Seconds or milliseconds since 1970 of ten or thirteen digits.
  private static func unixTime(_ text: [UInt8]) -> Instant? {
    guard text.count == 10 || text.count == 13, let number = number(text[...]) else { return nil }
    return text.count == 10
      ? Instant(seconds: Int64(number)) : Instant(microseconds: Int64(number) * 1_000)
  }

  static func parts(_ text: [UInt8], _ order: LedgerConventions.DateOrder) -> Parts? {
    if let serial = serialDay(text) { return serial }
    let text = Array(text.drop { $0 == 32 })
    var end =
      text.firstIndex { $0 == 32 || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "t") }
      ?? text.count
    var day = numericDay(text[..<end], order)
    if day == nil, let (named, length) = namedDay(text) {
      day = named
      end = length
    }
    guard let day, day >= Day(year: 1_800, month: 1, day: 1),
      day < Day(year: 2_200, month: 1, day: 1)
    else { return nil }
    guard let (time, offset) = clock(text[end...]) else { return nil }
    return Parts(day: day, time: time, offset: offset)
  }

  /// `2026-11-26`, `20261126`, `26.11.2026`, `11/26/26`.
  private static func numericDay(_ text: ArraySlice<UInt8>, _ order: LedgerConventions.DateOrder)
    -> Day?
  {
    if text.count == 8, let number = number(text) {
      return civil(number / 10_000, number / 100 % 100, number % 100)
    }
    let fields = text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
    guard fields.count == 3, let a = number(fields[0]), let b = number(fields[1]),
      let c = number(fields[2])
    else { return nil }
    if fields[0].count == 4 { return civil(a, b, c) }
    guard fields[2].count == 4 || fields[2].count == 2 else { return nil }
    let year = fields[2].count == 4 ? c : c + (c <= 68 ? 2_000 : 1_900)
    return order == .dmy ? civil(year, b, a) : civil(year, a, b)
  }

  /// `26 Nov 2026`, `November 26, 2026`; with the bytes that it takes.
  private static func namedDay(_ text: [UInt8]) -> (Day, Int)? {
    var words: [ArraySlice<UInt8>] = []
    var index = 0
    while index < text.count, words.count < 3 {
      let start = index
      while index < text.count,
        !([32, UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(text[index]))
      {
        index += 1
      }
      if index > start { words.append(text[start..<index]) } else { index += 1 }
    }
    guard words.count == 3, let year = number(words[2]), words[2].count == 4 else { return nil }
    let month = words.prefix(2).compactMap(month).first
    let day = words.prefix(2).compactMap { number($0) }.first
    guard let month, let day, let result = civil(year, month, day) else { return nil }
    return (result, index)
  }

  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    let letters = word.prefix(3).map { $0 | 32 }
    return months.firstIndex { $0.elementsEqual(letters) }.map { $0 + 1 }
  }

  /// A spreadsheet's count of days since 1899-12-30, with a fraction for the time.
  private static func serialDay(_ text: [UInt8]) -> Parts? {
    let parts = text.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    guard (1...2).contains(parts.count), parts[0].count == 5, let whole = number(parts[0]),
      (20_000...80_000).contains(whole)
    else { return nil }
    let day = Day(year: 1899, month: 12, day: 30).advanced(byDays: whole)
    guard parts.count == 2 else { return Parts(day: day) }
    guard let fraction = number(parts[1].prefix(12)), !parts[1].isEmpty else { return nil }
    let scale = parts[1].prefix(12).reduce(1.0) { scale, _ in scale * 10 }
    // To the second: what a spreadsheet shows.
    let seconds = (Double(fraction) / scale * 86_400).rounded()
    return Parts(day: day, time: Int64(seconds) * Instant.microsecondsPerSecond)
  }

  /// `14:05`, `2:05:09 PM`, `14:05:09.250+01:00`, `14:05Z`; nothing is no time.
  private static func clock(_ text: ArraySlice<UInt8>) -> (time: Int64?, offset: Int64?)? {
    var text = text.drop {
      $0 == 32 || $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: "t") || $0 == UInt8(ascii: ",")
    }
    while text.last == 32 { text.removeLast() }
    guard !text.isEmpty else { return (nil, nil) }
    guard let hourText = take(&text, digits: 1...2), take(&text, UInt8(ascii: ":")),
      var hour = number(hourText), let minute = take(&text, digits: 2...2).flatMap({ number($0) })
    else { return nil }
    var second = 0
    var microseconds = 0
    if take(&text, UInt8(ascii: ":")) {
      guard let value = take(&text, digits: 2...2).flatMap({ number($0) }) else { return nil }
      second = min(value, 59)
      if take(&text, UInt8(ascii: ".")) || take(&text, UInt8(ascii: ",")) {
        guard let digits = take(&text, digits: 1...9) else { return nil }
        let six = (digits.prefix(6) + Array(repeating: UInt8(ascii: "0"), count: 6)).prefix(6)
        microseconds = number(ArraySlice(six)) ?? 0
      }
    }
    while text.first == 32 { text.removeFirst() }
    if let half = text.first.map({ $0 | 32 }),
      half == UInt8(ascii: "a") || half == UInt8(ascii: "p"),
      (1...12).contains(hour)
    {
      guard text.count == 2, text.last.map({ $0 | 32 }) == UInt8(ascii: "m") else { return nil }
      hour = hour % 12 + (half == UInt8(ascii: "p") ? 12 : 0)
      text = []
    }
    guard hour < 24, minute < 60, let offset = offset(text) else { return nil }
    let seconds = Int64(hour * 3_600 + minute * 60 + second)
    return (seconds * Instant.microsecondsPerSecond + Int64(microseconds), offset.value)
  }

  private struct Offset {
    var value: Int64?
  }

  private static func offset(_ text: ArraySlice<UInt8>) -> Offset? {
    guard let sign = text.first else { return Offset() }
    if text.elementsEqual("Z".utf8) || text.elementsEqual("z".utf8)
      || text.elementsEqual("UTC".utf8)
    {
      return Offset(value: 0)
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 4 || digits.count == 2, let value = number(digits[...]) else {
      return nil
    }
    let (hours, minutes) = digits.count == 4 ? (value / 100, value % 100) : (value, 0)
    guard hours <= 15, minutes < 60 else { return nil }
    let seconds = Int64(hours * 3_600 + minutes * 60)
    return Offset(value: sign == UInt8(ascii: "-") ? -seconds : seconds)
  }

  private static func take(_ text: inout ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    guard text.first == byte else { return false }
    text.removeFirst()
    return true
  }

  private static func take(_ text: inout ArraySlice<UInt8>, digits range: ClosedRange<Int>)
    -> ArraySlice<UInt8>?
  {
    let found = text.prefix(range.upperBound).prefix { $0 &- 48 < 10 }
    guard range.contains(found.count) else { return nil }
    text.removeFirst(found.count)
    return found
  }

  private static func civil(_ year: Int, _ month: Int, _ day: Int) -> Day? {
    guard (1...12).contains(month), (1...31).contains(day), (1...9_999).contains(year) else {
      return nil
    }
    let result = Day(year: year, month: month, day: day)
    return result.civil == (year, month, day) ? result : nil
  }

  /// Up to eighteen digits as a number.
  private static func number(_ text: ArraySlice<UInt8>) -> Int? {
    guard (1...18).contains(text.count), text.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }

  private static let months: [[UInt8]] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }
}
