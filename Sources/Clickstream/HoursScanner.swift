/// Cuts a text into days, times and what stands between them.
struct HoursScanner {
  enum Piece: Equatable {
    case day(Int)
    case days([Int])
    /// Minutes since midnight, and whether `am` or `pm` stands behind.
    case time(Int, Bool?)
    case to
    case separator
    /// A word that may stand between days and times.
    case filler
    case other
  }

  private var rest: ArraySlice<UInt8>

  /// - Parameter text: in lower case.
  init(_ text: [UInt8]) { rest = text[...] }

  mutating func next() -> Piece? {
    guard let byte = rest.first else { return nil }
    switch byte {
    case 0...32, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "."),
      UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "&"):
      rest.removeFirst()
      return .separator
    case UInt8(ascii: "-"):
      rest.removeFirst()
      return .to
    case 0xe2, 0xc2: return punctuation()
    case 48...57: return number()
    default: return word()
    }
  }

  /// Dashes, and blanks that do not break.
  private mutating func punctuation() -> Piece {
    let three = Array(rest.prefix(3))
    if three.count == 3, three[0] == 0xe2, three[1] == 0x80 {
      rest = rest.dropFirst(3)
      return (0x90...0x95).contains(three[2]) ? .to : .separator
    }
    if three.starts(with: [0xc2, 0xa0]) {
      rest = rest.dropFirst(2)
      return .separator
    }
    return word()
  }

  private mutating func word() -> Piece {
    let word = rest.prefix { $0 &- 97 < 26 || $0 >= 128 && $0 != 0xe2 && $0 != 0xc2 }
    guard !word.isEmpty else {
      rest.removeFirst()
      return .other
    }
    rest = rest.dropFirst(word.count)
    if let day = OpeningHours.day(word) { return .day(day) }
    switch String(decoding: word.prefix(20), as: UTF8.self) {
    case "to", "till", "until", "through", "bis": return .to
    case "and", "und": return .separator
    case "daily", "täglich", "everyday": return .days(Array(1...7))
    case "weekdays", "werktags": return .days(Array(1...5))
    case "weekends", "weekend": return .days([6, 7])
    case "noon", "midday": return .time(720, nil)
    case "midnight": return .time(1_440, nil)
    case "from", "open", "opens", "von", "uhr", "hrs", "h", "geöffnet", "hours": return .filler
    default: return .other
    }
  }

  private mutating func number() -> Piece {
    let hours = digits()
    guard hours.count <= 2, let hour = Int(String(decoding: hours, as: UTF8.self)), hour <= 24
    else {
      // Of a longer number nothing is a time.
      rest = rest.drop { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
      return .other
    }
    var minute = 0
    var hasMinutes = false
    if let mark = rest.first, mark == UInt8(ascii: ":") || mark == UInt8(ascii: "."),
      rest.dropFirst().prefix(while: { $0 &- 48 < 10 }).count == 2
    {
      rest.removeFirst()
      minute = Int(String(decoding: digits(), as: UTF8.self)) ?? 60
      hasMinutes = true
    }
    guard minute < 60, hour * 60 + minute <= 1_440 else { return .other }
    var after = rest.drop { $0 == 32 }
    if after.starts(with: [0xc2, 0xa0]) { after = after.dropFirst(2) }
    for (half, isAfternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)]
    where after.starts(with: half.utf8) {
      let end = after.dropFirst(half.utf8.count)
      guard end.first.map({ $0 &- 97 < 26 }) != true else { continue }
      rest = end
      return .time(hour * 60 + minute, isAfternoon)
    }
    // A bare number is an hour where it may be nothing else.
    let isHour = hasMinutes || rest.first != UInt8(ascii: "%")
    return isHour ? .time(hour * 60 + minute, nil) : .other
  }

  private mutating func digits() -> ArraySlice<UInt8> {
    let digits = rest.prefix { $0 &- 48 < 10 }
    rest = rest.dropFirst(digits.count)
    return digits
  }
}
