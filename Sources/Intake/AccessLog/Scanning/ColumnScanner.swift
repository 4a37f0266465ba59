import Clickstream

/// The columns that a `#Fields:` line names.
struct ColumnLayout: Equatable, Sendable {
  var columns: [LogField]
  /// How agents are written.
  var encoding: TextEncoding
  /// Columns that say the date and the clock, which belong together; nil where one says both.
  var hasDate: Bool
  /// The line itself, without what is not printable in it.
  var header: String
}

/// Walks over one line of columns: parted by tabs where there are any, else by blanks.
struct ColumnScanner {
  private(set) var cursor: Int
  private let end: Int

  init(line: ByteRange) { self.init(from: line.start, to: line.end) }

  private init(from start: Int, to end: Int) {
    cursor = start
    self.end = end
  }

  /// Fills the record; returns what was missing at the cursor, or nil.
  mutating func scan(
    _ bytes: RawSpan, _ columns: Span<LogField>, _ encoding: TextEncoding, hasDate: Bool,
    hasTabs: Bool, clock: inout TimestampReader, into record: inout AccessRecord
  ) -> Expectation? {
    // What is lent to nobody stays in registers.
    var line = Self(from: cursor, to: end)
    let expected = line.walk(
      bytes, columns, encoding, hasDate: hasDate, hasTabs: hasTabs, clock: &clock, into: &record)
    cursor = line.cursor
    return expected
  }

  @inline(__always)
  private mutating func walk(
    _ bytes: RawSpan, _ columns: Span<LogField>, _ encoding: TextEncoding, hasDate: Bool,
    hasTabs: Bool, clock: inout TimestampReader, into record: inout AccessRecord
  ) -> Expectation? {
    let separator = hasTabs ? Ascii.tab : Ascii.blank
    let mark: UInt8 = encoding == .percent ? 0x25 : encoding == .plus ? 0x2b : 0
    var day: Int64 = 0
    var ofDay: (seconds: Int64, microseconds: Int64) = (0, 0)
    var timeStart = -1
    for index in columns.indices {
      if index > 0 {
        guard cursor < end else { return .columns }
        cursor &+= 1
        if separator == Ascii.blank {
          while cursor < end, bytes.byte(at: cursor) == Ascii.blank { cursor &+= 1 }
        }
      }
      let start = cursor
      guard let (range, isQuoted) = column(bytes, separator) else { return .columns }
      let field = columns[index]
      var next = range.start
      switch field {
      case .ignored: continue
      case .date:
        guard let found = clock.isoDay(bytes, &next, to: range.end), next == range.end else {
          cursor = start
          return .plainTime
        }
        if found == TimestampReader.impossible { timeStart = start } else { day = found }
      case .clock:
        guard let found = clock.readClock(bytes, &next, to: range.end), next == range.end else {
          cursor = start
          return .plainTime
        }
        ofDay = found
      default:
        let isMarked = field == .agent && !isQuoted && mark != 0
        if !isMarked,
          FieldReader.takeBytes(field, FieldReader.present(range, bytes), &record)
        {
          continue
        }
        let outcome = FieldReader.take(
          field, range, bytes, mark: isMarked ? mark : 0, &clock, &record)
        if outcome == .unreadable {
          cursor = start
          return field.expectation
        }
        if outcome == .impossible { timeStart = start }
      }
    }
    while cursor < end, bytes.byte(at: cursor) == Ascii.blank || bytes.byte(at: cursor) == Ascii.tab
    {
      cursor &+= 1
    }
    guard cursor == end else { return .columns }
    if hasDate, timeStart < 0 {
      guard let at = clock.believed(day &+ ofDay.seconds, ofDay.microseconds) else {
        cursor = end
        return .possibleTime
      }
      record.at = Instant(microseconds: at)
    }
    if timeStart >= 0 {
      cursor = timeStart
      return .possibleTime
    }
    return nil
  }

  /// One column, without its quotes; nil where there is none.
  @inline(__always)
  private mutating func column(
    _ bytes: RawSpan, _ separator: UInt8
  ) -> (ByteRange, isQuoted: Bool)? {
    let start = cursor
    guard start < end else { return nil }
    if bytes.byte(at: start) == Ascii.quote {
      var quote = bytes.firstIndex(of: Ascii.quote, from: start &+ 1, to: end)
      // A quote inside does not stand before a separator.
      while quote &+ 1 < end, bytes.byte(at: quote &+ 1) != separator {
        quote = bytes.firstIndex(of: Ascii.quote, from: quote &+ 1, to: end)
      }
      if quote < end {
        cursor = quote &+ 1
        return (ByteRange(start &+ 1, quote), true)
      }
    }
    cursor = bytes.nearIndex(of: separator, from: start, to: end)
    guard cursor > start || separator == Ascii.tab else { return nil }
    return (ByteRange(start, cursor), false)
  }
}
