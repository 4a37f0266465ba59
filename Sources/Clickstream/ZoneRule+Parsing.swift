extension ZoneRule {
  /// Reads a POSIX TZ string with the extensions of RFC 8536 (hours from -167 to 167); nil unless
  /// all of it is understood.
  init?(posix text: [UInt8]) {
    var reader = Reader(rest: text[...])
    guard reader.skipName(), let west = reader.time() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else { return }
    guard reader.skipName() else { return nil }
    var offset = standard + 3_600
    if reader.rest.first != UInt8(ascii: ",") {
      guard let west = reader.time() else { return nil }
      offset = -west
    }
    guard reader.skip(","), let start = reader.date(), reader.skip(","), let end = reader.date(),
      reader.rest.isEmpty
    else { return nil }
    daylight = Daylight(offset: offset, start: start, end: end)
  }
}

private struct Reader {
  var rest: ArraySlice<UInt8>

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// An abbreviation: letters, or anything in angle brackets.
  mutating func skipName() -> Bool {
    if skip("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let letters = rest.prefix { (65...90).contains($0) || (97...122).contains($0) }
    rest = rest[letters.endIndex...]
    return letters.count >= 3
  }

  mutating func number() -> Int? {
    let digits = rest.prefix { (48...57).contains($0) }
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest[digits.endIndex...]
    return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// `[+-]h[:m[:s]]` in seconds.
  mutating func time() -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard let hours = number(), hours <= 167 else { return nil }
    var seconds = hours * 3_600
    for unit in [60, 1] where skip(":") {
      guard let part = number(), part < 60 else { return nil }
      seconds += part * unit
    }
    return sign * seconds
  }

  mutating func date() -> ZoneRule.Date? {
    guard let form = form() else { return nil }
    guard skip("/") else { return ZoneRule.Date(form: form, time: 7_200) }
    return time().map { ZoneRule.Date(form: form, time: $0) }
  }

  private mutating func form() -> ZoneRule.Date.Form? {
    if skip("M") {
      guard let month = number(), (1...12).contains(month), skip("."),
        let week = number(), (1...5).contains(week), skip("."),
        let day = number(), (0...6).contains(day)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
    if skip("J") {
      return number().flatMap { (1...365).contains($0) ? .julian($0) : nil }
    }
    return number().flatMap { $0 <= 365 ? .dayOfYear($0) : nil }
  }
}
