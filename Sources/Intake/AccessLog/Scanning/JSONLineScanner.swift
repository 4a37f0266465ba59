import Clickstream

/// Walks over JSON objects, one a line, and takes the fields that the layout knows.
///
/// Texts are left as they stand, with their escapes; keys that nobody asks for are passed over.
/// A key that comes twice in an object that is looked into is refused.
struct JSONLineScanner: Sendable {
  static let levelLimit = 32
  static let keyLimit = 256

  private(set) var cursor = 0
  private var end = 0
  private var hasEscapes = false
  private var known: KnownKeys
  private var shape = JSONShape()
  /// Hashes of the keys of all open objects that are not among the known, and where they stand.
  private var strangers: ContiguousArray<(hash: UInt64, place: ByteRange)> = []
  /// Four bits a kind of field: the rank of what was taken.
  private var ranks: UInt64 = 0
  private var timeStart = -1

  init(_ layout: JSONLayout) { known = KnownKeys(layout) }

  /// Fills the record; returns what was missing at the cursor, or nil.
  mutating func scan(
    _ bytes: RawSpan, _ line: ByteRange, hasEscapes: Bool, clock: inout TimestampReader,
    into record: inout AccessRecord
  ) -> Expectation? {
    (cursor, end, self.hasEscapes) = (line.start, line.end, hasEscapes)
    (ranks, timeStart) = (0, -1)
    if !hasEscapes, shape.isWorthATry() {
      let untouched = record
      switch scanShape(bytes, &clock, &record) {
      case .taken:
        shape.fitted()
        return impossibleTime()
      case .refused(let expected): return expected
      case .other: break
      }
      shape.failed()
      record = untouched
      (cursor, ranks, timeStart) = (line.start, 0, -1)
    }
    if !hasEscapes { shape.begin(at: cursor) }
    let expected = scanKeys(bytes, &clock, &record)
    shape.end(bytes, at: end, isTaken: expected == nil)
    return expected ?? impossibleTime()
  }

  private mutating func impossibleTime() -> Expectation? {
    guard timeStart >= 0 else { return nil }
    cursor = timeStart
    return .possibleTime
  }

  /// What became of a line that was held against the remembered shape.
  private enum ShapeOutcome {
    case taken
    case refused(Expectation)
    /// It has another shape.
    case other
  }

  /// Takes the values of a line that is like one before.
  private mutating func scanShape(
    _ bytes: RawSpan, _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> ShapeOutcome {
    var place = cursor
    for index in shape.slots.indices {
      let slot = shape.slots[index]
      guard let start = shape.valueStart(slot, bytes, after: place, to: end) else { return .other }
      if slot.isText {
        place = bytes.nearIndex(of: Ascii.quote, from: start, to: end)
        guard place < end else { return .other }
      } else {
        cursor = start
        skipWord(bytes)
        place = cursor
        guard place > start else { return .other }
      }
      guard slot.field != .ignored else { continue }
      let range = slot.isText ? ByteRange(start, place) : word(bytes, from: start, to: place)
      if let expected = take(slot.field, range, slot.rank, bytes, &clock, &record) {
        return .refused(expected)
      }
    }
    guard shape.isTail(bytes, from: place, to: end) else { return .other }
    return .taken
  }

  /// Takes the values of any line, key by key.
  private mutating func scanKeys(
    _ bytes: RawSpan, _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    strangers.removeAll(keepingCapacity: true)
    skipBlanks(bytes)
    guard current(bytes) == 0x7b else { return .json }
    if let expected = object(bytes, 0, level: 1, &clock, &record) { return expected }
    skipBlanks(bytes)
    return cursor == end ? nil : .json
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
    _ bytes: RawSpan, _ number: Int, level: Int,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    guard level <= Self.levelLimit else { return .fewerLevels }
    let base = strangers.count
    let opened = known.open()
    var count = 0
    var previous = number
    cursor &+= 1
    skipBlanks(bytes)
    if current(bytes) == 0x7d {
      cursor &+= 1
      return nil
    }
    while true {
      let start = cursor
      var key = known[previous].next
      if known.stands(key, bytes, at: start, to: end) {
        cursor = start &+ known[key].length &- 1
      } else {
        guard current(bytes) == Ascii.quote, let text = text(bytes) else { return .json }
        key = known.find(text, bytes, in: number) ?? -1
        if key >= 0 {
          known.link(key, after: previous)
        } else if !isNew(text, bytes, since: base) {
          cursor = start
          return .uniqueKey
        }
      }
      if key >= 0 {
        guard known.meet(key, in: opened) else {
          cursor = start
          return .uniqueKey
        }
        previous = key
      }
      guard count < Self.keyLimit else { return .fewerKeys }
      count &+= 1
      skipBlanks(bytes)
      guard current(bytes) == Ascii.colon else { return .json }
      cursor &+= 1
      skipBlanks(bytes)
      let expected: Expectation?
      switch key >= 0 ? known[key].meaning : .ignored {
      case .object(let nested) where current(bytes) == 0x7b:
        expected = object(bytes, nested, level: level + 1, &clock, &record)
      case .field(let field):
        expected = value(bytes, field, known[key].rank, level: level, &clock, &record)
      case .object, .ignored: expected = skip(bytes, level: level)
      }
      if let expected { return expected }
      skipBlanks(bytes)
      switch current(bytes) {
      case Ascii.comma:
        cursor &+= 1
        skipBlanks(bytes)
      case 0x7d:
        cursor &+= 1
        if strangers.count > base { strangers.removeSubrange(base...) }
        return nil
      default: return .json
      }
    }
  }

  /// Keeps a key that is not among the known; false where it was there before.
  @inline(never)
  private mutating func isNew(_ key: ByteRange, _ bytes: RawSpan, since base: Int) -> Bool {
    let hash = KeyHash.of(bytes, from: key.start, to: key.end)
    for (otherHash, other) in strangers[base...] where otherHash == hash {
      if other.length == key.length,
        (0..<Int(key.length)).allSatisfy({
          bytes.byte(at: other.start + $0) == bytes.byte(at: key.start + $0)
        })
      {
        return false
      }
    }
    strangers.append((hash, key))
    return true
  }

  @inline(__always)
  private mutating func value(
    _ bytes: RawSpan, _ field: LogField, _ rank: UInt8, level: Int,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    // Of a list, as Caddy writes headers, the first counts.
    if current(bytes) == Ascii.openingBracket {
      let start = cursor
      cursor &+= 1
      skipBlanks(bytes)
      guard current(bytes) == Ascii.quote, let range = text(bytes) else {
        cursor = start
        return skip(bytes, level: level)
      }
      if shape.isLearning { shape.note(field, rank, range, isText: true, bytes) }
      if let expected = take(field, range, rank, bytes, &clock, &record) { return expected }
      return skipNested(bytes, level: level, depth: 1)
    }
    let isText = current(bytes) == Ascii.quote
    let start = cursor
    guard let range = scalar(bytes) else { return skip(bytes, level: level) }
    if shape.isLearning {
      let place = isText ? range : ByteRange(start, cursor)
      shape.note(field, rank, place, isText: isText, bytes)
    }
    return take(field, range, rank, bytes, &clock, &record)
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
      return word(bytes, from: start, to: cursor)
    }
  }

  /// `null` is no value.
  @inline(__always)
  private func word(_ bytes: RawSpan, from start: Int, to end: Int) -> ByteRange {
    let isNull = end &- start == 4 && bytes.byte(at: start) == UInt8(ascii: "n")
    return isNull ? .empty : ByteRange(start, end)
  }

  private mutating func take(
    _ field: LogField, _ range: ByteRange, _ rank: UInt8, _ bytes: RawSpan,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Expectation? {
    let shift = UInt64(field.role) &* 4
    // A server that found no request writes nothing, or a hyphen as in other formats.
    if field.isPartOfRequest, FieldReader.present(range, bytes).isEmpty {
      record.flags.insert(.malformedRequest)
      return nil
    }
    if range.isEmpty, !field.isRequestLine { return nil }
    let taken = UInt8(truncatingIfNeeded: ranks &>> shift & 0xf)
    guard taken <= rank else { return nil }
    let outcome = FieldReader.take(
      field, range, bytes, mark: hasEscapes ? Ascii.backslash : 0, &clock, &record)
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
    var quote = bytes.nearIndex(of: Ascii.quote, from: start, to: end)
    if hasEscapes {
      while quote < end, isEscaped(bytes, quote, since: start) {
        quote = bytes.nearIndex(of: Ascii.quote, from: quote &+ 1, to: end)
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
  @inline(__always)
  private mutating func skip(_ bytes: RawSpan, level: Int) -> Expectation? {
    switch current(bytes) {
    case 0x7b, Ascii.openingBracket: return skipNested(bytes, level: level, depth: 0)
    default: return skipScalar(bytes) ? nil : .json
    }
  }

  /// Passes over a text, a number or a word; false where there is none.
  @inline(__always)
  private mutating func skipScalar(_ bytes: RawSpan) -> Bool {
    let start = cursor
    guard current(bytes) == Ascii.quote else {
      skipWord(bytes)
      guard cursor > start else { return false }
      if shape.isLearning {
        shape.note(.ignored, 0, ByteRange(start, cursor), isText: false, bytes)
      }
      return true
    }
    guard let range = text(bytes) else { return false }
    if shape.isLearning { shape.note(.ignored, 0, range, isText: true, bytes) }
    return true
  }

  /// Passes over brackets and what is between them, `depth` of them being open.
  @inline(never)
  private mutating func skipNested(_ bytes: RawSpan, level: Int, depth: Int) -> Expectation? {
    var depth = depth
    repeat {
      switch current(bytes) {
      case 0x7b, Ascii.openingBracket:
        depth += 1
        guard level + depth <= Self.levelLimit else { return .fewerLevels }
        cursor &+= 1
      case 0x7d, Ascii.closingBracket:
        depth -= 1
        cursor &+= 1
      case Ascii.comma, Ascii.colon, 0x20, 0x09: cursor &+= 1
      default: guard skipScalar(bytes) else { return .json }
      }
    } while depth > 0
    return nil
  }
}

extension LogField {
  /// What makes up a request that comes in parts.
  fileprivate var isPartOfRequest: Bool {
    switch self {
    case .method, .target, .path, .url: true
    default: false
    }
  }

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
    case .cookie, .browser, .date, .clock: 0
    case .clfTime, .localTime, .isoTime, .unixSeconds, .unixMilliseconds, .unixMicroseconds,
      .customTime:
      14
    case .seconds, .milliseconds, .microseconds, .nanoseconds: 15
    }
  }
}
