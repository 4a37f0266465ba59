import Clickstream

/// Walks over one line, field by field.
///
/// Every step starts at a field's first byte and leaves the cursor after its last, or where
/// something else was expected. Steps are inlined: this is the hot path.
struct AccessLineScanner {
  var cursor: Int
  let end: Int
  let hasEscapes: Bool
  /// The address is a list with commas.
  var hasList = false

  @inline(__always)
  private init(cursor: Int, end: Int, hasEscapes: Bool, hasList: Bool) {
    self.cursor = cursor
    self.end = end
    self.hasEscapes = hasEscapes
    self.hasList = hasList
  }

  @inline(__always)
  init(line: ByteRange, hasEscapes: Bool) {
    cursor = line.start
    end = line.end
    self.hasEscapes = hasEscapes
  }

  /// Fills the record; returns what was missing at the cursor, or nil.
  mutating func scan(
    _ bytes: RawSpan, _ layout: borrowing LineLayout, steps: Span<LineLayout.Step>,
    literals: Span<UInt8>, clock: inout TimestampReader, into record: inout AccessRecord
  ) -> Expectation? {
    // What is lent to nobody stays in registers.
    var line = copy
    let expected = line.walk(
      bytes, layout, steps: steps, literals: literals, clock: &clock, into: &record)
    (cursor, hasList) = (line.cursor, line.hasList)
    return expected
  }

  /// Does what is seldom needed, and so is a call, on a copy: see `scan`.
  @inline(__always)
  mutating func aside<Result>(_ work: (inout Self) -> Result) -> Result {
    var other = copy
    let result = work(&other)
    (cursor, hasList) = (other.cursor, other.hasList)
    return result
  }

  /// A copy field by field: one of the whole is taken for the same place by the optimiser.
  @inline(__always)
  private var copy: Self {
    Self(cursor: cursor, end: end, hasEscapes: hasEscapes, hasList: hasList)
  }

  @inline(__always)
  private mutating func walk(
    _ bytes: RawSpan, _ layout: borrowing LineLayout, steps: Span<LineLayout.Step>,
    literals: Span<UInt8>, clock: inout TimestampReader, into record: inout AccessRecord
  ) -> Expectation? {
    var timeStart = -1
    let mark = layout.escapes.mark(hasBackslash: hasEscapes)
    for index in steps.indices {
      let differing =
        (bytes.word(at: cursor) ^ steps[index].leadWord) & steps[index].leadMask
      let afterLead = cursor &+ Int(steps[index].leadLength)
      let lead = steps[index].lead
      if lead == .short, differing == 0, afterLead <= end {
        cursor = afterLead
      } else if lead == .blanks, cursor < end, bytes.byte(at: cursor) == Ascii.blank {
        cursor = bytes.afterBlanks(from: cursor, to: end)
      } else if let expected = aside({ $0.literal(bytes, literals, steps[index].before) }) {
        return expected
      }
      switch steps[index].shape {
      case .host:
        guard let word = word(bytes) else { return .host }
        record.host = HostName.withoutPort(word, bytes)
      case .address: if !address(bytes, &record) { return .address }
      case .ident:
        let count = Int(steps[index].count)
        if count == 1 {
          if word(bytes) == nil { return .ident }
        } else if let found = bytes.index(ofWordEnd: count, from: cursor, to: end) {
          cursor = found
        } else if let expected = aside({ $0.passWords(bytes, count) }) {
          return expected
        }
      case .user: if !user(bytes, &record) { return .user }
      case .time:
        let start = cursor &+ 1
        if let expected = time(bytes, &clock, &record) { return expected }
        if record.at.microseconds == TimestampReader.impossible { timeStart = start }
      case .request:
        guard let range = quoted(bytes) else { return missing(.request) }
        if hasEscapes, contains(bytes, range) { record.flags.insert(.requestHasEscapes) }
        RequestLine.split(range, bytes, into: &record)
      case .status: if !status(bytes, &record) { return .status }
      case .bytes: if !byteCount(bytes, &record) { return .bytes }
      case .referrer:
        guard let range = quoted(bytes) else { return missing(.referrer) }
        record.referrer = FieldReader.present(range, bytes)
        if hasEscapes, contains(bytes, range) { record.flags.insert(.referrerHasEscapes) }
      case .agent: if !agent(bytes, &record) { return .agent }
      case .skipped:
        guard
          let found = bytes.index(
            of: steps[index].stop, times: Int(steps[index].count), from: cursor, to: end)
        else {
          cursor = bytes.afterLast(steps[index].stop, from: cursor, to: end)
          return .value
        }
        cursor = found
      case .delimiteds:
        let (stop, after, count) = (steps[index].stop, steps[index].after, steps[index].count)
        if let found = Self.delimitedsEnd(bytes, from: cursor, to: end, stop, count) {
          cursor = found
        } else if let expected = aside({
          $0.passDelimited(bytes, literals, stop, after, count)
        }) {
          return expected
        }
      case .list: if !list(bytes) { return .value }
      case .captures:
        if cursor &+ 1 < end, bytes.byte(at: cursor &+ 1) == 0x7b,
          let expected = aside({ $0.captures(bytes) })
        {
          return expected
        }
      case .itself:
        let start = cursor
        if steps[index].field == .unixSeconds,
          let at = clock.readThousandths(bytes, at: start, to: end)
        {
          record.at = Instant(microseconds: at)
          cursor = start &+ 14
        } else if steps[index].field == .localTime,
          let at = clock.readLocalThousandths(bytes, at: start, to: end)
        {
          record.at = Instant(microseconds: at)
          cursor = start &+ 24
        } else if let expected = aside({ $0.itself(bytes, steps[index].field, &clock, &record) }) {
          guard expected == .possibleTime else { return expected }
          timeStart = start
        }
      case .word, .quoted, .bounded, .delimited, .rest:
        let (shape, field) = (steps[index].shape, steps[index].field)
        let (stop, after) = (steps[index].stop, steps[index].after)
        let start = cursor
        let range: ByteRange
        if shape == .quoted {
          guard let found = quoted(bytes) else { return missing(field.expectation) }
          range = found
        } else if shape == .word {
          guard word(bytes) != nil else { return field.expectation }
          if bytes.byte(at: cursor &- 1) == Ascii.comma, cursor < end, field.isList,
            !aside({ $0.furtherWords(bytes) })
          {
            return field.expectation
          }
          range = ByteRange(start, cursor)
        } else if shape == .delimited, let found = delimitedSimply(bytes, stop) {
          range = found
        } else if shape == .bounded, stop != 0 {
          cursor = bytes.nearIndex(of: stop, from: start, to: end)
          guard cursor < end else {
            cursor = start
            return field.expectation
          }
          range = ByteRange(start, cursor)
        } else if shape == .bounded, let found = boundedByTwo(bytes, literals, after) {
          range = found
        } else {
          guard let found = aside({ $0.general(bytes, shape, literals, after) }) else {
            return shape == .bounded ? field.expectation : missing(field.expectation)
          }
          range = found
        }
        if field == .ignored { continue }
        switch FieldReader.take(field, range, bytes, mark: mark, &clock, &record) {
        case .taken: break
        case .impossible: timeStart = start
        case .unreadable:
          cursor = range.start
          return field.expectation
        }
      case .none: break
      }
    }
    // Mostly bare words, in which nothing is looked for.
    if cursor < end,
      !layout.allowsMore || bytes.byte(at: cursor) != Ascii.blank
        || bytes.nearIndex(of: Ascii.quote, from: cursor, to: end) < end,
      let expected = aside({ $0.trailing(bytes, layout, &record) })
    {
      return expected
    }
    if timeStart >= 0 {
      cursor = timeStart
      return .possibleTime
    }
    return nil
  }

  /// The end of the last of `count` fields of CSV without a quote that is written twice.
  ///
  /// Nil where it is not so simple.
  @inline(__always)
  private static func delimitedsEnd(
    _ bytes: RawSpan, from start: Int, to end: Int, _ stop: UInt8, _ count: UInt8
  ) -> Int? {
    var index = start
    for passed in 0..<count {
      if passed > 0 {
        guard bytes.byte(at: index) == stop else { return nil }
        index &+= 1
      }
      if index < end, bytes.byte(at: index) == Ascii.quote {
        index = bytes.nearIndex(of: Ascii.quote, from: index &+ 1, to: end) &+ 1
        guard index <= end, bytes.byte(at: index) != Ascii.quote else { return nil }
      } else {
        index = bytes.nearIndex(of: stop, from: index, to: end)
        guard index < end else { return nil }
      }
    }
    return index
  }

  /// One such field without its quotes.
  @inline(__always)
  private mutating func delimitedSimply(_ bytes: RawSpan, _ stop: UInt8) -> ByteRange? {
    let start = cursor
    guard stop != 0, let found = Self.delimitedsEnd(bytes, from: start, to: end, stop, 1) else {
      return nil
    }
    cursor = found
    return bytes.byte(at: start) == Ascii.quote
      ? ByteRange(start &+ 1, found &- 1) : ByteRange(start, found)
  }

  /// A field up to a literal of two bytes, where the first of them does not stand in it.
  @inline(__always)
  private mutating func boundedByTwo(
    _ bytes: RawSpan, _ literals: Span<UInt8>, _ after: Range<UInt16>
  ) -> ByteRange? {
    guard after.count == 2 else { return nil }
    let start = cursor
    let first = literals[Int(after.lowerBound)]
    let found = bytes.nearIndex(of: first, from: start, to: end)
    guard found &+ 1 < end, bytes.byte(at: found &+ 1) == literals[Int(after.lowerBound) &+ 1]
    else {
      return nil
    }
    cursor = found
    return ByteRange(start, found)
  }

  @inline(__always)
  func contains(_ bytes: RawSpan, _ range: ByteRange) -> Bool {
    bytes.firstIndex(of: Ascii.backslash, from: range.start, to: range.end) < range.end
  }

  @inline(__always)
  mutating func word(_ bytes: RawSpan) -> ByteRange? {
    let start = cursor
    if cursor &+ 1 < end, bytes.byte(at: cursor) == Ascii.hyphen,
      bytes.byte(at: cursor &+ 1) == Ascii.blank
    {
      cursor &+= 1
      return ByteRange(start, cursor)
    }
    let blank = bytes.firstBlank(from: start, to: end)
    guard blank > start else { return nil }
    cursor = blank
    return ByteRange(start, blank)
  }

  /// One word; or several, where each but the last ends in a comma.
  @inline(__always)
  mutating func list(_ bytes: RawSpan) -> Bool {
    guard word(bytes) != nil else { return false }
    return bytes.byte(at: cursor &- 1) != Ascii.comma || cursor == end
      || aside({ $0.furtherWords(bytes) })
  }

  /// The client: one word, or a list of them.
  @inline(__always)
  private mutating func address(
    _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Bool {
    let start = cursor
    guard word(bytes) != nil else { return false }
    if bytes.byte(at: cursor &- 1) == Ascii.comma, cursor < end {
      guard aside({ $0.furtherWords(bytes) }) else { return false }
      hasList = true
    }
    record.address = FieldReader.present(ByteRange(start, cursor), bytes)
    return true
  }

  /// A quoted field without its quotes; nil leaves the cursor at the opening quote that is missing,
  /// or at the end where the closing one is.
  @inline(__always)
  mutating func quoted(_ bytes: RawSpan) -> ByteRange? {
    guard cursor < end, bytes.byte(at: cursor) == Ascii.quote else { return nil }
    let start = cursor &+ 1
    let quote = closingQuote(bytes, from: start)
    guard quote < end else {
      cursor = end
      return nil
    }
    cursor = quote &+ 1
    return ByteRange(start, quote)
  }

  func missing(_ opening: Expectation) -> Expectation {
    cursor == end ? .closingQuote : opening
  }

  /// The first quote that no backslash escapes, or the end of the line.
  @inline(__always)
  private func closingQuote(_ bytes: RawSpan, from start: Int) -> Int {
    hasEscapes
      ? escapedClosingQuote(bytes, from: start)
      : bytes.nearIndex(of: Ascii.quote, from: start, to: end)
  }

  @inline(never)
  private func escapedClosingQuote(_ bytes: RawSpan, from start: Int) -> Int {
    var search = start
    while true {
      let quote = bytes.firstIndex(of: Ascii.quote, from: search, to: end)
      var before = quote
      while before > search, bytes.byte(at: before - 1) == Ascii.backslash { before -= 1 }
      if quote == end || (quote - before) & 1 == 0 { return quote }
      search = quote + 1
    }
  }

  @inline(__always)
  private mutating func agent(
    _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Bool {
    guard cursor < end, bytes.byte(at: cursor) == Ascii.quote else { return false }
    let start = cursor &+ 1
    let quote = closingQuote(bytes, from: start)
    let range = ByteRange(start, quote)
    if quote == end {
      record.flags.insert(.unterminatedAgent)
      cursor = end
    } else {
      cursor = quote &+ 1
    }
    record.agent = FieldReader.present(range, bytes)
    if hasEscapes, contains(bytes, range) { record.flags.insert(.agentHasEscapes) }
    return true
  }
}
