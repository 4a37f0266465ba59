import Clickstream

/// Walks over one JSON object and takes the fields that the layout knows.
///
/// Texts are left as they stand, with their escapes; keys that nobody asks for are passed over.
/// A key that comes twice in an object that is looked into is refused.
struct JSONLineScanner {
  static let levelLimit = 32
  static let keyLimit = 256

  private(set) var cursor: Int
  private let end: Int
  private let hasEscapes: Bool
  /// Hashes of the keys of all open objects, and where they stand; reused from line to line.
  private var keys: ContiguousArray<UInt64> = []
  private var places: ContiguousArray<ByteRange> = []
  /// Four bits a kind of field: the rank of what was taken.
  private var ranks: UInt64 = 0
  private var timeStart = -1

  init(line: ByteRange, hasEscapes: Bool) {
    cursor = line.start
    end = line.end
    self.hasEscapes = hasEscapes
  }

  /// Takes over the memory of the scanner of the line before.
  init(line: ByteRange, hasEscapes: Bool, after previous: inout JSONLineScanner) {
    self.init(line: line, hasEscapes: hasEscapes)
    swap(&keys, &previous.keys)
    swap(&places, &previous.places)
    keys.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }

  /// Fills the record; returns what was missing at the cursor, or nil.
  mutating func scan(
    _ bytes: RawSpan, _ layout: borrowing JSONLayout, clock: inout TimestampReader,
    into record: inout AccessRecord
  ) -> Expectation? {
    skipBlanks(bytes)
    guard current(bytes) == 0x7b else { return .json }
    if let expected = object(bytes, layout, 0, level: 1, &clock, &record) { return expected }
    skipBlanks(bytes)
    guard cursor == end else { return .json }
    if timeStart >= 0 {
      cursor = timeStart
      return .possibleTime
    }
    return nil
  }

  /// The byte at the cursor; 0 at the end.
  @inline(__always)
  private func current(_ bytes: RawSpan) -> UInt8 { cursor < end ? bytes.byte(at: cursor) : 0 }

  @inline(__always)
  private mutating func skipBlanks(_ bytes: RawSpan) {
    while cursor < end {
      switch bytes.byte(at: cursor) {
      case 0x20, 0x09, 0x0d: cursor &+= 1
      default: return
      }
    }
  }

  /// An object whose keys mean something; the cursor stands at its brace.
  private mutating func object(
    _ bytes: RawSpan, _ layout: borrowing JSONLayout, _ number: Int, level: Int,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    guard level <= Self.levelLimit else { return .fewerLevels }
    let base = keys.count
    // One bit a key: most keys are seen to be new without a look at the others.
    var seen: UInt64 = 0
    var guess = 0
    cursor &+= 1
    skipBlanks(bytes)
    if current(bytes) == 0x7d {
      cursor &+= 1
      return nil
    }
    while true {
      guard current(bytes) == Ascii.quote else { return .json }
      let start = cursor
      guard let key = text(bytes) else { return .json }
      let hash = KeyHash.of(bytes, from: key.start, to: key.end)
      let bit: UInt64 = 1 &<< (hash &>> 58)
      if seen & bit != 0, isKnown(hash, key, bytes, since: base) {
        cursor = start
        return .uniqueKey
      }
      guard keys.count &- base < Self.keyLimit else { return .fewerKeys }
      seen |= bit
      keys.append(hash)
      places.append(key)
      skipBlanks(bytes)
      guard current(bytes) == Ascii.colon else { return .json }
      cursor &+= 1
      skipBlanks(bytes)
      let found = Self.entry(hash, key, bytes, layout.objects[number], &guess)
      if let expected = value(bytes, layout, number, found, level: level, &clock, &record) {
        return expected
      }
      skipBlanks(bytes)
      switch current(bytes) {
      case Ascii.comma:
        cursor &+= 1
        skipBlanks(bytes)
      case 0x7d:
        cursor &+= 1
        keys.removeSubrange(base...)
        places.removeSubrange(base...)
        return nil
      default: return .json
      }
    }
  }

  private func isKnown(_ hash: UInt64, _ key: ByteRange, _ bytes: RawSpan, since base: Int) -> Bool
  {
    for index in base..<keys.count where keys[index] == hash {
      let other = places[index]
      if other.length == key.length,
        (0..<Int(key.length)).allSatisfy({
          bytes.byte(at: other.start + $0) == bytes.byte(at: key.start + $0)
        })
      {
        return true
      }
    }
    return false
  }

  /// The index of a key's entry, or -1; keys mostly come in the order of the entries.
  @inline(__always)
  private static func entry(
    _ hash: UInt64, _ key: ByteRange, _ bytes: RawSpan, _ entries: [JSONLayout.Entry],
    _ guess: inout Int
  ) -> Int {
    var index = guess
    for _ in 0..<entries.count {
      if index >= entries.count { index = 0 }
      if entries[index].hash == hash, entries[index].key.count == Int(key.length),
        (0..<Int(key.length)).allSatisfy({
          entries[index].key[$0] == bytes.byte(at: key.start &+ $0)
        })
      {
        guess = index &+ 1
        return index
      }
      index &+= 1
    }
    return -1
  }

  private mutating func value(
    _ bytes: RawSpan, _ layout: borrowing JSONLayout, _ number: Int, _ found: Int, level: Int,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    guard found >= 0 else { return skip(bytes, level: level) }
    switch layout.objects[number][found].meaning {
    case .object(let nested):
      guard current(bytes) == 0x7b else { return skip(bytes, level: level) }
      return object(bytes, layout, nested, level: level + 1, &clock, &record)
    case .field(let field):
      // Of a list, as Caddy writes headers, the first counts.
      if current(bytes) == Ascii.openingBracket {
        let start = cursor
        cursor &+= 1
        skipBlanks(bytes)
        if current(bytes) == Ascii.quote, let range = text(bytes) {
          let rank = layout.objects[number][found].rank
          if let expected = take(field, range, rank, bytes, layout, &clock, &record) {
            return expected
          }
        }
        cursor = start
        return skip(bytes, level: level)
      }
      guard let range = scalar(bytes) else { return skip(bytes, level: level) }
      return take(
        field, range, layout.objects[number][found].rank, bytes, layout, &clock, &record)
    }
  }

  /// A text without its quotes, a number or a word; nil for what begins with a bracket.
  @inline(__always)
  private mutating func scalar(_ bytes: RawSpan) -> ByteRange? {
    switch current(bytes) {
    case Ascii.quote: return text(bytes)
    case 0x7b, Ascii.openingBracket, 0: return nil
    default:
      let start = cursor
      skipWord(bytes)
      // `null` is no value.
      let isNull = cursor &- start == 4 && bytes.byte(at: start) == UInt8(ascii: "n")
      return isNull ? .empty : ByteRange(start, cursor)
    }
  }

  private mutating func take(
    _ field: LogField, _ range: ByteRange, _ rank: UInt8, _ bytes: RawSpan,
    _ layout: borrowing JSONLayout, _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    let shift = UInt64(field.role) &* 4
    if range.isEmpty, !field.isRequestLine {
      // The server found none in what it was sent.
      if field == .method || field == .target || field == .path {
        record.flags.insert(.malformedRequest)
      }
      return nil
    }
    let taken = UInt8(truncatingIfNeeded: ranks &>> shift & 0xf)
    guard taken <= rank else { return nil }
    let outcome = FieldReader.take(
      field, range, bytes, mark: hasEscapes ? Ascii.backslash : 0, layout.customTime, &clock,
      &record)
    switch outcome {
    case .taken, .impossible:
      ranks = ranks & ~(0xf &<< shift) | UInt64(rank &+ 1) &<< shift
      if field.isTime { timeStart = outcome == .impossible ? range.start : -1 }
      return nil
    case .unreadable:
      cursor = range.start
      return field.expectation
    }
  }

  /// A text without its quotes; the cursor stands at the opening one and ends after the closing.
  @inline(__always)
  private mutating func text(_ bytes: RawSpan) -> ByteRange? {
    let start = cursor &+ 1
    var quote = bytes.firstQuote(from: start, to: end)
    if hasEscapes {
      while quote < end, isEscaped(bytes, quote, since: start) {
        quote = bytes.firstQuote(from: quote &+ 1, to: end)
      }
    }
    guard quote < end else { return nil }
    cursor = quote &+ 1
    return ByteRange(start, quote)
  }

  @inline(__always)
  private func isEscaped(_ bytes: RawSpan, _ quote: Int, since start: Int) -> Bool {
    var before = quote
    while before > start, bytes.byte(at: before &- 1) == Ascii.backslash { before &-= 1 }
    return (quote &- before) & 1 == 1
  }

  @inline(__always)
  private mutating func skipWord(_ bytes: RawSpan) {
    while cursor < end {
      switch bytes.byte(at: cursor) {
      case Ascii.comma, 0x7d, Ascii.closingBracket, 0x20, 0x09, Ascii.quote, 0x7b,
        Ascii.openingBracket, Ascii.colon:
        return
      default: cursor &+= 1
      }
    }
  }

  /// Passes over a value of any kind.
  private mutating func skip(_ bytes: RawSpan, level: Int) -> Expectation? {
    var depth = 0
    repeat {
      let start = cursor
      switch current(bytes) {
      case Ascii.quote: guard text(bytes) != nil else { return .json }
      case 0x7b, Ascii.openingBracket:
        depth += 1
        guard level + depth <= Self.levelLimit else { return .fewerLevels }
        cursor &+= 1
      case 0x7d, Ascii.closingBracket:
        guard depth > 0 else { return .json }
        depth -= 1
        cursor &+= 1
      case Ascii.comma, Ascii.colon, 0x20, 0x09:
        guard depth > 0 else { return .json }
        cursor &+= 1
      case 0: return .json
      default:
        skipWord(bytes)
        guard cursor > start else { return .json }
      }
    } while depth > 0
    return nil
  }
}

extension LogField {
  /// Fields that say the same in other words have one number, 0 to 15.
  var role: UInt8 {
    switch self {
    case .ignored, .captures: 0
    case .address, .addressAndPort: 1
    case .forwarded: 2
    case .host: 3
    case .user: 4
    case .request, .absoluteRequest: 5
    case .method: 6
    case .target, .url, .path: 7
    case .query: 8
    case .protocolVersion: 9
    case .status: 10
    case .bytes: 11
    case .referrer: 12
    case .agent: 13
    case .cookie, .date, .clock: 0
    case .clfTime, .localTime, .isoTime, .unixSeconds, .unixMilliseconds, .unixMicroseconds,
      .customTime:
      14
    case .seconds, .milliseconds, .microseconds, .nanoseconds: 15
    }
  }
}
