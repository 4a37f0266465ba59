import Clickstream

/// A time as an operator's own pattern lays it out (`strftime`).
struct TimePattern: Equatable, Sendable {
  enum Item: Equatable, Sendable {
    case literal(UInt8)
    case year, shortYear, month, monthName, day, hour, hour12, halfDay, minute, second
    /// Digits after the point.
    case fraction
    case zone
    /// The zone's letters; passed over.
    case letters
    case unixSeconds, unixMilliseconds, unixMicroseconds
  }

  private(set) var items: [Item] = [] {
    didSet { clockEnd = Self.clockEnd(of: items) }
  }
  /// The index after `hh:mm:ss`, where that is the whole clock and stands, behind a literal, after
  /// the whole date; nil where it does not.
  private(set) var clockEnd: Int?

  init() {}

  private static func clockEnd(of items: [Item]) -> Int? {
    guard let start = items.firstIndex(of: .hour), start > 0, case .literal = items[start - 1],
      items[start...].starts(with: time)
    else { return nil }
    let (date, rest) = (items[..<start], items[(start + time.count)...])
    let hasDate =
      (date.contains(.year) || date.contains(.shortYear)) && date.contains(.day)
      && (date.contains(.month) || date.contains(.monthName))
    let isClockElsewhere = rest.contains {
      switch $0 {
      case .literal, .fraction, .zone, .letters: false
      default: true
      }
    }
    let isSimple = date.allSatisfy { item in
      switch item {
      case .literal, .year, .shortYear, .month, .monthName, .day, .letters: true
      default: false
      }
    }
    return hasDate && isSimple && !isClockElsewhere ? start + time.count : nil
  }

  /// Whether every time has its zone in it, or needs none.
  var hasZone: Bool {
    items.contains {
      [.zone, .unixSeconds, .unixMilliseconds, .unixMicroseconds].contains($0)
    }
  }

  /// Whether date and time can be told from it.
  var isWhole: Bool {
    let isUnix = items.contains {
      [.unixSeconds, .unixMilliseconds, .unixMicroseconds].contains($0)
    }
    let hasYear = items.contains(.year) || items.contains(.shortYear)
    let hasMonth = items.contains(.month) || items.contains(.monthName)
    let hasHour = items.contains(.hour) || items.contains(.hour12)
    return isUnix
      || (hasYear && hasMonth && items.contains(.day) && hasHour && items.contains(.minute))
  }

  mutating func append(_ item: Item) { items.append(item) }

  mutating func append(_ pattern: TimePattern) { items += pattern.items }

  /// Adds a `strftime` text; returns the first letter that is not known, if any.
  mutating func append(strftime text: [UInt8]) -> UInt8? {
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "%"), index < text.count else {
        items.append(.literal(byte))
        continue
      }
      var letter = text[index]
      index += 1
      // Padding that glibc knows.
      if [0x2d, 0x5f, 0x30, 0x45, 0x4f].contains(letter), index < text.count {
        letter = text[index]
        index += 1
      }
      guard let expansion = Self.letters[letter] else { return letter }
      items += expansion
    }
    return nil
  }

  private static let date: [Item] = [.month, .literal(0x2f), .day, .literal(0x2f), .shortYear]
  private static let isoDate: [Item] = [.year, .literal(0x2d), .month, .literal(0x2d), .day]
  private static let time: [Item] = [.hour, .literal(0x3a), .minute, .literal(0x3a), .second]

  private static let letters: [UInt8: [Item]] = [
    UInt8(ascii: "Y"): [.year], UInt8(ascii: "y"): [.shortYear], UInt8(ascii: "m"): [.month],
    UInt8(ascii: "b"): [.monthName], UInt8(ascii: "B"): [.monthName],
    UInt8(ascii: "h"): [.monthName], UInt8(ascii: "d"): [.day], UInt8(ascii: "e"): [.day],
    UInt8(ascii: "H"): [.hour], UInt8(ascii: "k"): [.hour], UInt8(ascii: "I"): [.hour12],
    UInt8(ascii: "l"): [.hour12], UInt8(ascii: "p"): [.halfDay], UInt8(ascii: "M"): [.minute],
    UInt8(ascii: "S"): [.second], UInt8(ascii: "z"): [.zone], UInt8(ascii: "Z"): [.letters],
    UInt8(ascii: "a"): [.letters], UInt8(ascii: "A"): [.letters],
    UInt8(ascii: "s"): [.unixSeconds], UInt8(ascii: "f"): [.fraction],
    UInt8(ascii: "T"): time, UInt8(ascii: "F"): isoDate, UInt8(ascii: "D"): date,
    UInt8(ascii: "R"): [.hour, .literal(0x3a), .minute], UInt8(ascii: "%"): [.literal(0x25)],
    UInt8(ascii: "n"): [.literal(0x20)], UInt8(ascii: "t"): [.literal(0x20)],
  ]
}

extension TimestampReader {
  var hasPattern: Bool { pattern != nil }

  /// Reads a time by the format's pattern, if it has one; leaves `cursor` after it.
  mutating func readPattern(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64? {
    guard let pattern else { return nil }
    if let ofDay = patternDay.clock(bytes, at: cursor, to: end), let clockEnd = pattern.clockEnd {
      var text = TimestampText(cursor: cursor &+ patternDay.length &+ 8, end: end)
      var parts = TimeParts()
      for index in clockEnd..<pattern.items.count {
        guard parts.take(pattern.items[index], &text, bytes) else { return nil }
      }
      cursor = text.cursor
      return believed(patternDay.seconds &+ ofDay, parts)
    }
    var text = TimestampText(cursor: cursor, end: end)
    var parts = TimeParts()
    var dayLength = 0
    for index in pattern.items.indices {
      if index &+ 5 == pattern.clockEnd { dayLength = text.cursor &- cursor }
      guard parts.take(pattern.items[index], &text, bytes) else { return nil }
    }
    if let day = parts.day, dayLength > 0 {
      patternDay.remember(bytes, at: cursor, length: dayLength, seconds: day)
    }
    cursor = text.cursor
    guard let seconds = parts.seconds() else { return Self.impossible }
    return believed(seconds, parts)
  }

  private mutating func believed(_ seconds: Int64, _ parts: TimeParts) -> Int64 {
    let at =
      parts.zone.map { believed(seconds - $0, parts.microseconds) }
      ?? believedLocal(seconds, parts.microseconds)
    return at ?? Self.impossible
  }
}

/// The last day's text, for patterns whose clock stands behind their date.
struct PatternDay: Sendable {
  /// The text's first and last eight bytes; only the first where it has fewer.
  private var head: UInt64 = 0
  private var tail: UInt64 = 0
  /// Bytes before the clock; 0 where nothing is remembered.
  private(set) var length = 0
  /// The day's start in seconds since 1970, as if UTC.
  private(set) var seconds: Int64 = 0

  /// Seconds since midnight of the `hh:mm:ss` behind the same text; nil where it is another.
  @inline(__always)
  func clock(_ bytes: RawSpan, at start: Int, to end: Int) -> Int64? {
    guard length > 0, start &+ length &+ 8 <= end, text(bytes, at: start, length) == (head, tail)
    else { return nil }
    return TimestampReader.clock(bytes.word(at: start &+ length))
  }

  mutating func remember(_ bytes: RawSpan, at start: Int, length: Int, seconds: Int64) {
    self.length = length <= 16 ? length : 0
    self.seconds = seconds
    (head, tail) = text(bytes, at: start, length)
  }

  @inline(__always)
  private func text(_ bytes: RawSpan, at start: Int, _ length: Int) -> (UInt64, UInt64) {
    let head = bytes.word(at: start)
    return length < 8
      ? (head &<< UInt64((8 &- length) &* 8), 0) : (head, bytes.word(at: start &+ length &- 8))
  }
}

/// What was read of a time so far.
private struct TimeParts {
  private var year = 0
  private var month = 0
  private var dayOfMonth = 0
  private var hour = 0
  private var isAfternoon: Bool?
  private var minute = 0
  private var second = 0
  /// Seconds east of Greenwich; nil for a local time.
  private(set) var zone: Int64?
  private var unix: Int64?
  private(set) var microseconds: Int64 = 0

  mutating func take(
    _ item: TimePattern.Item, _ text: inout TimestampText, _ bytes: RawSpan
  ) -> Bool {
    switch item {
    case .literal(let byte): return text.take(byte, bytes)
    case .year: return set(\.year, text.number(bytes, digits: 4...4))
    case .shortYear:
      let short = text.number(bytes, digits: 2...2)
      return set(\.year, short.map { $0 < 69 ? 2_000 + $0 : 1_900 + $0 })
    case .month: return set(\.month, text.number(bytes, digits: 1...2))
    case .monthName:
      guard let found = text.monthName(bytes) else { return false }
      month = found
      text.skipLetters(bytes)
      return true
    case .day:
      _ = text.take(Ascii.blank, bytes)
      return set(\.dayOfMonth, text.number(bytes, digits: 1...2))
    case .hour, .hour12:
      _ = text.take(Ascii.blank, bytes)
      return set(\.hour, text.number(bytes, digits: 1...2))
    case .halfDay:
      guard text.cursor < text.end else { return false }
      isAfternoon = bytes.byte(at: text.cursor) | 0x20 == UInt8(ascii: "p")
      text.skipLetters(bytes)
      return true
    case .minute: return set(\.minute, text.number(bytes, digits: 2...2))
    case .second: return set(\.second, text.number(bytes, digits: 2...2))
    case .fraction:
      let start = text.cursor
      microseconds = TimestampReader.fraction(bytes, &text.cursor, to: text.end)
      return text.cursor > start
    case .zone:
      zone = text.zone(bytes)
      return zone != nil
    case .letters:
      let start = text.cursor
      text.skipLetters(bytes)
      return text.cursor > start
    case .unixSeconds: return takeUnix(&text, bytes, perSecond: 1)
    case .unixMilliseconds: return takeUnix(&text, bytes, perSecond: 1_000)
    case .unixMicroseconds: return takeUnix(&text, bytes, perSecond: 1_000_000)
    }
  }

  private mutating func set(_ path: WritableKeyPath<TimeParts, Int>, _ value: Int?) -> Bool {
    guard let value else { return false }
    self[keyPath: path] = value
    return true
  }

  private mutating func takeUnix(
    _ text: inout TimestampText, _ bytes: RawSpan, perSecond: Int64
  ) -> Bool {
    guard let count = text.number(bytes, digits: 1...18) else { return false }
    unix = Int64(count) / perSecond
    zone = 0
    if perSecond > 1 { microseconds = Int64(count) % perSecond * (1_000_000 / perSecond) }
    return true
  }

  /// The day's start in seconds since 1970, as if UTC; nil for a day that is none.
  var day: Int64? { TimestampText.start(year: year, month: month, day: dayOfMonth) }

  /// Seconds since 1970, as if UTC; nil for a time that is none.
  func seconds() -> Int64? {
    if let unix { return unix }
    var hour = hour
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard let day, hour < 24, minute < 60, second <= 60 else { return nil }
    return day + Int64(hour * 3_600 + minute * 60 + second)
  }
}

extension TimestampText {
  fileprivate mutating func skipLetters(_ bytes: RawSpan) {
    while cursor < end, bytes.byte(at: cursor) | 0x20 >= 0x61, bytes.byte(at: cursor) | 0x20 <= 0x7a
    {
      cursor += 1
    }
  }
}
