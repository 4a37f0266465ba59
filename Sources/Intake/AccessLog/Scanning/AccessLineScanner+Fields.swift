import Clickstream

/// The fields of the formats that everyone knows.
extension AccessLineScanner {
  /// The user name, which may hold blanks and even something that looks like a time: the true time
  /// is the one right before the first quote, and no server writes a bare quote into a name.
  @inline(__always)
  mutating func user(
    _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Bool {
    let start = cursor
    guard cursor < end, bytes.byte(at: cursor) != Ascii.openingBracket, word(bytes) != nil else {
      return false
    }
    if cursor &+ 31 > end || bytes.byte(at: cursor &+ 1) != Ascii.openingBracket
      || bytes.byte(at: cursor &+ 30) != Ascii.quote
    {
      aside { $0.anchorUser(bytes, from: start, &record) }
    }
    record.user = FieldReader.present(ByteRange(start, cursor), bytes)
    if hasEscapes, contains(bytes, record.user) { record.flags.insert(.userHasEscapes) }
    return true
  }

  @inline(never)
  private mutating func anchorUser(
    _ bytes: RawSpan, from start: Int, _ record: inout AccessRecord
  ) {
    let quote = bytes.firstIndex(of: Ascii.quote, from: cursor, to: end)
    guard quote < end, quote - 2 > cursor, bytes.byte(at: quote - 1) == Ascii.blank,
      bytes.byte(at: quote - 2) == Ascii.closingBracket,
      let bracket = bytes.lastIndex(of: Ascii.openingBracket, from: cursor, to: quote),
      bytes.byte(at: bracket - 1) == Ascii.blank, bracket - 1 > start
    else { return }
    if bracket - 1 > cursor { record.flags.insert(.userHasBlanks) }
    cursor = bracket - 1
  }

  @inline(__always)
  mutating func time(
    _ bytes: RawSpan, _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    guard cursor < end, bytes.byte(at: cursor) == Ascii.openingBracket else { return .time }
    let start = cursor &+ 1
    if let microseconds = clock.readFixed(bytes, at: start, to: end) {
      record.at = Instant(microseconds: microseconds)
      cursor = start &+ TimestampReader.fixedLength &+ 1
      return nil
    }
    let bracket = bytes.firstIndex(of: Ascii.closingBracket, from: start, to: min(end, start + 64))
    guard bracket < min(end, start + 64) else {
      cursor = bracket
      return .closingBracket
    }
    let microseconds = clock.read(bytes, from: start, to: bracket)
    record.at = Instant(microseconds: microseconds ?? TimestampReader.impossible)
    cursor = bracket + 1
    return nil
  }

  @inline(__always)
  mutating func status(
    _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Bool {
    if cursor &+ 3 <= end {
      let first = bytes.byte(at: cursor) &- Ascii.zero
      let second = bytes.byte(at: cursor &+ 1) &- Ascii.zero
      let third = bytes.byte(at: cursor &+ 2) &- Ascii.zero
      if first < 10, second < 10, third < 10,
        cursor &+ 3 == end || bytes.byte(at: cursor &+ 3) == Ascii.blank
      {
        record.status = Int16(first) &* 100 &+ Int16(second) &* 10 &+ Int16(third)
        cursor &+= 3
        return true
      }
    }
    return isAbsent(bytes)
  }

  @inline(__always)
  mutating func byteCount(
    _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Bool {
    var (value, count) = bytes.number(at: cursor, to: end)
    var next = cursor &+ count
    while count == 8, next < end {
      let digit = bytes.byte(at: next) &- Ascii.zero
      guard digit < 10 else { break }
      value = value &* 10 &+ Int64(digit)
      next &+= 1
    }
    if next == cursor { return isAbsent(bytes) || aside({ $0.earlyCount(bytes, &record) }) }
    guard next == end || bytes.byte(at: next) == Ascii.blank else { return false }
    // Eighteen digits always fit; more are counted with care.
    if next &- cursor > 18 {
      guard FieldReader.count(ByteRange(cursor, next), bytes, &record) == .taken else {
        return false
      }
    } else {
      record.bytes = value
    }
    cursor = next
    return true
  }

  /// `+212`: HAProxy wrote the line before the answer was over.
  @inline(never)
  private mutating func earlyCount(_ bytes: RawSpan, _ record: inout AccessRecord) -> Bool {
    let start = cursor
    guard start < end, bytes.byte(at: start) == 0x2b, let word = word(bytes),
      FieldReader.count(word, bytes, &record) == .taken
    else { return fail(at: start) }
    return true
  }

  @inline(__always)
  private mutating func fail(at start: Int) -> Bool {
    cursor = start
    return false
  }

  @inline(__always)
  private mutating func isAbsent(_ bytes: RawSpan) -> Bool {
    guard cursor < end, bytes.byte(at: cursor) == Ascii.hyphen,
      cursor + 1 == end || bytes.byte(at: cursor + 1) == Ascii.blank
    else { return false }
    cursor += 1
    return true
  }
}
