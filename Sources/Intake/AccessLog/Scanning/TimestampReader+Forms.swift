import Clickstream

/// The other forms of times. All return microseconds since 1970, `impossible` for a time that is
/// written right and is none, or is not believed, and nil where there is no time of that form.
extension TimestampReader {
  /// Reads `2000-10-10T13:55:36.123-07:00` and leaves `cursor` after it.
  ///
  /// A blank or a tab may stand for the `T`; fraction and zone are taken as they come.
  mutating func readISO(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64? {
    guard let day = isoDay(bytes, &cursor, to: end), cursor < end else { return nil }
    switch bytes.byte(at: cursor) {
    case 0x54, 0x74, Ascii.blank, Ascii.tab, 0x5f: cursor &+= 1
    default: return nil
    }
    guard let (seconds, fraction) = readClock(bytes, &cursor, to: end) else { return nil }
    guard day != Self.impossible else { return Self.impossible }
    if cursor < end, bytes.byte(at: cursor) == 0x5a {
      cursor &+= 1
      return believed(day &+ seconds, fraction) ?? Self.impossible
    }
    let zoneWord = bytes.word(at: cursor) &<< 16
    if zoneWord == isoZoneWord, cursor &+ 6 <= end {
      cursor &+= 6
      return believed(day &+ seconds &- isoZoneSeconds, fraction) ?? Self.impossible
    }
    var text = TimestampText(cursor: cursor, end: end)
    // A blank before the zone belongs to it, any other blank does not.
    if cursor &+ 1 < end, bytes.byte(at: cursor) == Ascii.blank {
      let sign = bytes.byte(at: cursor &+ 1)
      if sign == 0x2b || sign == Ascii.hyphen && cursor &+ 5 < end { text.cursor += 1 }
    }
    if let zone = text.zone(bytes) {
      if text.cursor == cursor &+ 6 { (isoZoneWord, isoZoneSeconds) = (zoneWord, zone) }
      cursor = text.cursor
      return believed(day &+ seconds &- zone, fraction) ?? Self.impossible
    }
    return believedLocal(day &+ seconds, fraction) ?? Self.impossible
  }

  /// Reads `10/Oct/2000:13:55:36.123 -0700`, fraction and zone as they come, and leaves `cursor`
  /// after it.
  mutating func readCLF(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64? {
    var text = TimestampText(cursor: cursor, end: end)
    let local: Int64
    if cursor &+ 20 <= end, bytes.word(at: cursor) == dayHead,
      bytes.word(at: cursor &+ 4) == dayTail,
      let ofDay = Self.clock(bytes.word(at: cursor &+ 12))
    {
      local = daySeconds &+ ofDay
      text.cursor = cursor &+ 20
    } else {
      guard text.number(bytes, digits: 1...2) != nil, text.take(0x2f, bytes) else { return nil }
      text.cursor = cursor
      guard let day = text.day(bytes), text.take(Ascii.colon, bytes) else {
        return impossibleCLF(bytes, &cursor, to: end)
      }
      if text.cursor == cursor &+ 12 {
        (dayHead, dayTail) = (bytes.word(at: cursor), bytes.word(at: cursor &+ 4))
        daySeconds = day
      }
      guard let ofDay = text.clock(bytes) else {
        return impossibleCLF(bytes, &cursor, to: end)
      }
      local = day &+ ofDay
    }
    guard let fraction = text.fraction(bytes) else {
      return impossibleCLF(bytes, &cursor, to: end)
    }
    cursor = text.cursor
    if text.take(Ascii.blank, bytes), let zone = text.zone(bytes) {
      cursor = text.cursor
      return believed(local &- zone, fraction) ?? Self.impossible
    }
    return believedLocal(local, fraction) ?? Self.impossible
  }

  /// What looks like a time and is none: the line goes on at its bracket.
  private func impossibleCLF(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64 {
    cursor = bytes.firstIndex(
      of: Ascii.closingBracket, from: cursor, to: min(end, cursor &+ 64))
    return Self.impossible
  }

  /// `2000-10-10` in seconds since 1970.
  mutating func isoDay(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64? {
    guard cursor &+ 10 <= end else { return nil }
    let head = bytes.word(at: cursor)
    let tail = bytes.word(at: cursor &+ 2)
    if head == isoHead, tail == isoTail {
      cursor &+= 10
      return isoDaySeconds
    }
    var text = TimestampText(cursor: cursor, end: cursor + 10)
    let day = text.isoDay(bytes)
    guard let day else {
      // Digits where digits belong are a day that does not exist.
      var shape = TimestampText(cursor: cursor, end: cursor + 10)
      guard shape.number(bytes, digits: 4...4) != nil, shape.take(Ascii.hyphen, bytes),
        shape.number(bytes, digits: 2...2) != nil, shape.take(Ascii.hyphen, bytes),
        shape.number(bytes, digits: 2...2) != nil
      else { return nil }
      cursor += 10
      return Self.impossible
    }
    (isoHead, isoTail, isoDaySeconds) = (head, tail, day)
    cursor &+= 10
    return day
  }

  /// `13:55:36` with a fraction as it comes: seconds since midnight, and microseconds.
  func readClock(
    _ bytes: RawSpan, _ cursor: inout Int, to end: Int
  ) -> (seconds: Int64, microseconds: Int64)? {
    guard cursor &+ 8 <= end, let seconds = Self.clock(bytes.word(at: cursor)) else { return nil }
    cursor &+= 8
    guard cursor < end, bytes.byte(at: cursor) == 0x2e || bytes.byte(at: cursor) == Ascii.comma,
      cursor &+ 1 < end, bytes.byte(at: cursor &+ 1) &- Ascii.zero < 10
    else { return (seconds, 0) }
    cursor &+= 1
    return (seconds, Self.fraction(bytes, &cursor, to: end))
  }

  /// Digits of a fraction in whole microseconds; further digits are passed over.
  @inline(__always)
  static func fraction(_ bytes: RawSpan, _ cursor: inout Int, to end: Int) -> Int64 {
    let (values, count) = bytes.digits(at: cursor, to: end)
    cursor &+= count
    if count == 8 {
      while cursor < end, bytes.byte(at: cursor) &- Ascii.zero < 10 { cursor &+= 1 }
    }
    return RawSpan.eightDigits(values) / 100
  }

  /// Microseconds of `10/Oct/2000:13:55:36.123]`, a local time of the same day as the one before;
  /// nil for any other, and for what is not believed.
  @inline(__always)
  mutating func readLocalThousandths(_ bytes: RawSpan, at start: Int, to end: Int) -> Int64? {
    guard start &+ 25 <= end, bytes.word(at: start) == dayHead,
      bytes.word(at: start &+ 4) == dayTail, let ofDay = Self.clock(bytes.word(at: start &+ 12))
    else { return nil }
    // A point, three digits and the bracket, less themselves and zeros.
    let tail = bytes.word(at: start &+ 20) ^ 0x5d_3030_302e
    guard (tail | (tail &+ 0x0606_0600)) & 0xff_f0f0_f0ff == 0 else { return nil }
    let digit = { (place: UInt64) in Int64(tail &>> (place &* 8) & 0xf) }
    return believedLocal(
      daySeconds &+ ofDay, (digit(1) &* 100 &+ digit(2) &* 10 &+ digit(3)) &* 1_000)
  }

  /// Microseconds of `1700000000.123`, the form of most logs that count seconds; nil for any other,
  /// and for what is not believed.
  @inline(__always)
  func readThousandths(_ bytes: RawSpan, at start: Int, to end: Int) -> Int64? {
    guard start &+ 15 <= end else { return nil }
    // Eight digits; then two, a point, three and what is none: less their zeros and the point.
    let head = bytes.word(at: start) ^ 0x3030_3030_3030_3030
    let tail = bytes.word(at: start &+ 8) ^ 0x3030_302e_3030
    let others =
      (head | (head &+ 0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0
      | (tail | (tail &+ 0x0606_0600_0606)) & 0xf0f0_f0ff_f0f0
    guard others == 0, UInt8(truncatingIfNeeded: tail &>> 48) &- Ascii.zero >= 10 else {
      return nil
    }
    let digit = { (place: UInt64) in Int64(tail &>> (place &* 8) & 0xf) }
    let seconds = RawSpan.eightDigits(head) &* 100 &+ digit(0) &* 10 &+ digit(1)
    return believed(seconds, (digit(3) &* 100 &+ digit(4) &* 10 &+ digit(5)) &* 1_000)
  }

  /// A count of `unit` (in microseconds) since 1970, with a fraction as it comes.
  func readUnix(
    _ bytes: RawSpan, _ cursor: inout Int, to end: Int, unit: Int64
  ) -> Int64? {
    var (value, count) = bytes.number(at: cursor, to: end)
    cursor &+= count
    if count == 8, cursor < end {
      let (rest, more) = bytes.number(at: cursor, to: end)
      for _ in 0..<more { value &*= 10 }
      value &+= rest
      cursor &+= more
      count &+= more
    }
    while count >= 16, cursor < end {
      let digit = bytes.byte(at: cursor) &- Ascii.zero
      guard digit < 10 else { break }
      guard count < 18 else { return nil }
      value = value &* 10 &+ Int64(digit)
      cursor &+= 1
      count &+= 1
    }
    guard count > 0 else { return nil }
    var fraction: Int64 = 0
    if cursor &+ 1 < end, bytes.byte(at: cursor) == 0x2e,
      bytes.byte(at: cursor &+ 1) &- Ascii.zero < 10
    {
      cursor &+= 1
      let part = Self.fraction(bytes, &cursor, to: end)
      if unit == 1_000_000 { fraction = part }
    }
    let at: Int64?
    switch unit {
    case 1_000_000: at = believed(value, fraction)
    case 1_000: at = believed(value / 1_000, value % 1_000 &* 1_000)
    default: at = believed(value / 1_000_000, value % 1_000_000)
    }
    return at ?? Self.impossible
  }

  /// A time in any form that a field of JSON may have.
  mutating func readAny(_ bytes: RawSpan, from start: Int, to end: Int) -> Int64? {
    var cursor = start
    if end &- start >= 19, bytes.byte(at: start &+ 4) == Ascii.hyphen {
      guard let at = readISO(bytes, &cursor, to: end), cursor == end else { return nil }
      return at
    }
    if end &- start >= 20, bytes.firstIndex(of: 0x2f, from: start, to: start &+ 3) < start &+ 3 {
      return read(bytes, from: start, to: end, allowsLocal: true) ?? Self.impossible
    }
    let point = bytes.nearIndex(of: 0x2e, from: start, to: end)
    // Seconds have ten digits for some centuries, milliseconds thirteen.
    let unit: Int64 = point &- start < 12 ? 1_000_000 : point &- start < 15 ? 1_000 : 1
    guard let at = readUnix(bytes, &cursor, to: end, unit: unit), cursor == end else { return nil }
    return at
  }
}
