import Clickstream

/// The steps of formats of the operator's own.
extension AccessLineScanner {
  /// Takes the words after one that ended in a comma, up to one that does not.
  @inline(never)
  mutating func furtherWords(_ bytes: RawSpan) -> Bool {
    repeat {
      cursor &+= 1
      guard word(bytes) != nil else { return false }
    } while bytes.byte(at: cursor &- 1) == Ascii.comma && cursor < end
    return true
  }

  /// Passes over as many words, a blank between each and the next.
  @inline(never)
  mutating func passWords(_ bytes: RawSpan, _ count: Int) -> Expectation? {
    for index in 0..<count {
      if index > 0 {
        // The word before ended at a blank or with the line.
        guard cursor < end else { return .blank }
        cursor &+= 1
      }
      guard word(bytes) != nil else { return .ident }
    }
    return nil
  }

  /// Passes over as many fields of CSV, `stop` between each and the next.
  @inline(never)
  mutating func passDelimited(
    _ bytes: RawSpan, _ literals: Span<UInt8>, _ stop: UInt8, _ after: Range<UInt16>,
    _ count: UInt8
  ) -> Expectation? {
    for index in 0..<count {
      if index > 0 {
        guard cursor < end, bytes.byte(at: cursor) == stop else { return .literal(stop) }
        cursor &+= 1
      }
      guard delimited(bytes, literals, after) != nil else { return missing(.value) }
    }
    return nil
  }

  /// A field of a shape that is not among the fast ones; nil where its end is missing.
  @inline(never)
  mutating func general(
    _ bytes: RawSpan, _ shape: LineLayout.Step.Shape, _ literals: Span<UInt8>,
    _ after: Range<UInt16>
  ) -> ByteRange? {
    switch shape {
    case .bounded: bounded(bytes, literals, after)
    case .delimited: delimited(bytes, literals, after)
    default: rest()
    }
  }

  @inline(__always)
  private mutating func rest() -> ByteRange {
    let start = cursor
    cursor = end
    return ByteRange(start, end)
  }

  /// A field of CSV without its quotes; nil where its end is missing.
  @inline(__always)
  private mutating func delimited(
    _ bytes: RawSpan, _ literals: Span<UInt8>, _ after: Range<UInt16>
  ) -> ByteRange? {
    let start = cursor
    guard start < end, bytes.byte(at: start) == Ascii.quote else {
      return after.isEmpty ? rest() : bounded(bytes, literals, after)
    }
    var quote = bytes.nearIndex(of: Ascii.quote, from: start &+ 1, to: end)
    while quote &+ 1 < end, bytes.byte(at: quote &+ 1) == Ascii.quote {
      quote = bytes.nearIndex(of: Ascii.quote, from: quote &+ 2, to: end)
    }
    guard quote < end else {
      cursor = end
      return nil
    }
    cursor = quote &+ 1
    return ByteRange(start &+ 1, quote)
  }

  /// A field up to the literal that ends it; nil where that is missing.
  @inline(__always)
  private mutating func bounded(
    _ bytes: RawSpan, _ literals: Span<UInt8>, _ after: Range<UInt16>
  ) -> ByteRange? {
    guard !after.isEmpty else { return nil }
    let start = cursor
    let first = literals[Int(after.lowerBound)]
    var search = start
    while search < end {
      let found = bytes.nearIndex(of: first, from: search, to: end)
      guard found < end, end - found >= after.count else { return nil }
      var index = 1
      while index < after.count,
        bytes.byte(at: found &+ index) == literals[Int(after.lowerBound) &+ index]
      {
        index &+= 1
      }
      if index == after.count {
        cursor = found
        return ByteRange(start, found)
      }
      search = found &+ 1
    }
    return nil
  }

  /// Takes groups in braces, each behind a blank.
  @inline(never)
  mutating func captures(_ bytes: RawSpan) -> Expectation? {
    var next = cursor
    while next + 1 < end, bytes.byte(at: next) == Ascii.blank, bytes.byte(at: next + 1) == 0x7b {
      let close = bytes.firstIndex(of: 0x7d, from: next, to: end)
      guard close < end else { return .literal(0x7d) }
      next = close + 1
    }
    cursor = next
    return nil
  }

  /// Takes a time that knows its end; `possibleTime` leaves the cursor after it.
  @inline(never)
  mutating func itself(
    _ bytes: RawSpan, _ field: LogField, _ clock: inout TimestampReader,
    _ record: inout AccessRecord
  ) -> Expectation? {
    var next = cursor
    let at: Int64?
    switch field {
    case .clfTime, .localTime: at = clock.readCLF(bytes, &next, to: end)
    case .isoTime: at = clock.readISO(bytes, &next, to: end)
    case .unixSeconds: at = clock.readUnix(bytes, &next, to: end, unit: 1_000_000)
    case .unixMilliseconds: at = clock.readUnix(bytes, &next, to: end, unit: 1_000)
    case .unixMicroseconds: at = clock.readUnix(bytes, &next, to: end, unit: 1)
    default: at = clock.readPattern(bytes, &next, to: end)
    }
    guard let at else { return field.expectation }
    cursor = next
    record.at = Instant(microseconds: at)
    return at == TimestampReader.impossible ? .possibleTime : nil
  }

  /// Takes a literal; several blanks in it stand for one or more.
  @inline(never)
  mutating func literal(
    _ bytes: RawSpan, _ literals: Span<UInt8>, _ range: Range<UInt16>
  ) -> Expectation? {
    var index = Int(range.lowerBound)
    let last = Int(range.upperBound)
    while index < last {
      let wanted = literals[index]
      guard cursor < end, bytes.byte(at: cursor) == wanted else {
        return wanted == Ascii.blank ? .blank : .literal(wanted)
      }
      cursor &+= 1
      index &+= 1
      if wanted == Ascii.blank, index < last, literals[index] == Ascii.blank {
        while index < last, literals[index] == Ascii.blank { index &+= 1 }
        cursor = bytes.afterBlanks(from: cursor, to: end)
      }
    }
    return nil
  }

  /// Takes the fields after the format's last, quoted or bare.
  ///
  /// Of the quoted ones a visitor cookie is kept, and what proxies forwarded.
  @inline(never)
  mutating func trailing(
    _ bytes: RawSpan, _ layout: borrowing LineLayout, _ record: inout AccessRecord
  ) -> Expectation? {
    guard layout.allowsMore else { return .blank }
    var isFirst = record.cookie.isEmpty
    while cursor < end {
      guard bytes.byte(at: cursor) == Ascii.blank else { return .blank }
      cursor += 1
      guard cursor < end, bytes.byte(at: cursor) == Ascii.quote else {
        cursor = bytes.firstBlank(from: cursor, to: end)
        continue
      }
      guard let range = quoted(bytes) else { return .closingQuote }
      if isFirst { record.cookie = VisitorCookie.find(in: range, bytes) }
      isFirst = false
      if record.forwarded.isEmpty, ClientAddress.looksForwarded(range, bytes) {
        record.forwarded = range
      }
    }
    return nil
  }
}

extension TextEncoding {
  /// The byte by which escapes of plain lines are known, 0 where there are none.
  @inline(__always)
  func mark(hasBackslash: Bool) -> UInt8 {
    switch self {
    case .plain, .colons: 0
    case .doubledQuotes: Ascii.quote
    default: hasBackslash ? Ascii.backslash : 0
    }
  }
}
