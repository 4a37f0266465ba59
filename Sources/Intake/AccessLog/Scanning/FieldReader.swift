import Clickstream

/// Puts a field, whose bytes were found, into the record.
enum FieldReader {
  /// What came of a field.
  enum Outcome: Equatable {
    case taken
    case unreadable
    /// A time that is none, or is not believed.
    case impossible
  }

  /// Reads `range` as `field`; `mark` is the byte by which the layout's escapes are known, or 0.
  @inline(__always)
  static func take(
    _ field: LogField, _ range: ByteRange, _ bytes: RawSpan, mark: UInt8,
    _ clock: inout TimestampReader, _ record: inout AccessRecord
  ) -> Outcome {
    let value = present(range, bytes)
    if mark == 0, takeBytes(field, value, &record) { return .taken }
    switch field {
    case .ignored, .captures: break
    case .address: setAddress(value, bytes, &record)
    case .addressAndPort: record.address = withoutPort(value, bytes)
    case .forwarded: record.forwarded = value
    case .host: record.host = HostName.withoutPort(range, bytes)
    case .user:
      record.user = value
      flag(.userHasEscapes, value, bytes, mark, &record)
    case .request, .absoluteRequest:
      flag(.requestHasEscapes, range, bytes, mark, &record)
      RequestLine.split(range, bytes, into: &record)
      if field == .absoluteRequest { splitHost(bytes, &record) }
    case .method:
      record.method = value
    case .target, .path:
      record.target = value
      flag(.requestHasEscapes, value, bytes, mark, &record)
    case .url:
      record.target = value
      flag(.requestHasEscapes, value, bytes, mark, &record)
      splitHost(bytes, &record)
    case .query:
      record.query =
        !value.isEmpty && bytes.byte(at: value.start) == 0x3f
        ? ByteRange(value.start + 1, value.end) : value
      flag(.requestHasEscapes, value, bytes, mark, &record)
    case .protocolVersion: record.protocolVersion = value
    case .status: return status(value, bytes, &record)
    case .bytes: return count(value, bytes, &record)
    case .referrer:
      record.referrer = value
      flag(.referrerHasEscapes, value, bytes, mark, &record)
    case .agent:
      record.agent = value
      flag(.agentHasEscapes, value, bytes, mark, &record)
    case .browser: if record.agent.isEmpty { record.agent = value }
    case .cookie: record.cookie = VisitorCookie.find(in: range, bytes)
    case .clfTime, .localTime, .isoTime, .unixSeconds, .unixMilliseconds, .unixMicroseconds,
      .customTime:
      return time(field, range, bytes, &clock, &record)
    // Joined when the line has been read.
    case .date, .clock: return .unreadable
    case .seconds: return duration(value, bytes, nanoseconds: 1_000_000_000, &record)
    case .milliseconds: return duration(value, bytes, nanoseconds: 1_000_000, &record)
    case .microseconds: return duration(value, bytes, nanoseconds: 1_000, &record)
    case .nanoseconds: return duration(value, bytes, nanoseconds: 1, &record)
    }
    return .taken
  }

  /// Takes a field that is its bytes and nothing else; false where it is another.
  @inline(__always)
  static func takeBytes(
    _ field: LogField, _ value: ByteRange, _ record: inout AccessRecord
  ) -> Bool {
    switch field {
    case .method: record.method = value
    case .target, .path: record.target = value
    case .referrer: record.referrer = value
    case .agent: record.agent = value
    case .protocolVersion: record.protocolVersion = value
    default: return false
    }
    return true
  }

  /// `-` means that there is no value.
  @inline(__always)
  static func present(_ range: ByteRange, _ bytes: RawSpan) -> ByteRange {
    range.length == 1 && bytes.byte(at: range.start) == Ascii.hyphen ? .empty : range
  }

  @inline(__always)
  private static func flag(
    _ flag: AccessRecord.Flags, _ range: ByteRange, _ bytes: RawSpan, _ mark: UInt8,
    _ record: inout AccessRecord
  ) {
    if mark != 0, bytes.nearIndex(of: mark, from: range.start, to: range.end) < range.end {
      record.flags.insert(flag)
    }
  }

  @inline(__always)
  private static func setAddress(
    _ value: ByteRange, _ bytes: RawSpan, _ record: inout AccessRecord
  ) {
    record.address = value
    // A list stands for itself: it is walked as what proxies wrote.
    if bytes.nearIndex(of: Ascii.comma, from: value.start, to: value.end) < value.end {
      record.forwarded = value
      record.address = .empty
    }
  }

  /// Without `:port`, which stands behind IPv6 addresses without brackets too.
  private static func withoutPort(_ value: ByteRange, _ bytes: RawSpan) -> ByteRange {
    guard let colon = HostName.portColon(value, bytes), colon + 1 < value.end else {
      return value
    }
    return ByteRange(value.start, colon)
  }

  /// Parts `https://host:443/path` or `host/path` into host and target.
  private static func splitHost(_ bytes: RawSpan, _ record: inout AccessRecord) {
    let target = record.target
    guard !target.isEmpty, bytes.byte(at: target.start) != 0x2f else { return }
    var start = target.start
    let head = bytes.word(at: start)
    if head & ~0 >> 8 == plainScheme, target.length > 7 {
      start &+= 7
    } else if head == safeScheme, target.length > 8 {
      start &+= 8
    } else {
      start = anySchemeEnd(target, bytes)
    }
    let slash = bytes.nearIndex(of: 0x2f, from: start, to: target.end)
    record.host = HostName.withoutPort(ByteRange(start, slash), bytes)
    // `https://host` alone: its own second slash is the path.
    record.target =
      slash < target.end
      ? ByteRange(slash, target.end)
      : start > target.start ? ByteRange(start - 1, start) : target
  }

  /// The bytes `http://` and `https://`, the first lowest.
  private static let plainScheme: UInt64 = 0x2f_2f3a_7074_7468
  private static let safeScheme: UInt64 = 0x2f2f_3a73_7074_7468

  @inline(never)
  private static func anySchemeEnd(_ target: ByteRange, _ bytes: RawSpan) -> Int {
    let start = target.start
    let colon = bytes.nearIndex(of: Ascii.colon, from: start, to: min(target.end, start + 8))
    if colon + 2 < target.end, bytes.byte(at: colon) == Ascii.colon,
      bytes.byte(at: colon + 1) == 0x2f, bytes.byte(at: colon + 2) == 0x2f
    {
      return colon + 3
    }
    return start
  }

  @inline(__always)
  private static func status(
    _ value: ByteRange, _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Outcome {
    guard !value.isEmpty else { return .taken }
    guard value.length == 3 || value.length == 1 else { return .unreadable }
    var status: Int16 = 0
    for index in value.range {
      let digit = bytes.byte(at: index) &- Ascii.zero
      guard digit < 10 else { return .unreadable }
      status = status &* 10 &+ Int16(digit)
    }
    // Caddy writes 0 where the client went away.
    guard value.length == 3 || status == 0 else { return .unreadable }
    record.status = status
    return .taken
  }

  @inline(__always)
  static func count(
    _ value: ByteRange, _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Outcome {
    let (few, digits) = bytes.number(at: value.start, to: value.end)
    if digits == value.length, digits > 0, digits < 8 {
      record.bytes = few
      return .taken
    }
    return anyCount(value, bytes, &record)
  }

  @inline(never)
  private static func anyCount(
    _ value: ByteRange, _ bytes: RawSpan, _ record: inout AccessRecord
  ) -> Outcome {
    guard !value.isEmpty else { return .taken }
    var index = value.start
    // HAProxy marks counts that were written early with a plus.
    if bytes.byte(at: index) == 0x2b { index &+= 1 }
    guard index < value.end else { return .unreadable }
    var (count, digits) = bytes.number(at: index, to: value.end)
    index &+= digits
    while index < value.end {
      let digit = bytes.byte(at: index) &- Ascii.zero
      guard digit < 10 else { return .unreadable }
      let (product, overflow) = count.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { return .unreadable }
      count = sum
      index &+= 1
    }
    record.bytes = count
    return .taken
  }

  private static func time(
    _ field: LogField, _ range: ByteRange, _ bytes: RawSpan, _ clock: inout TimestampReader,
    _ record: inout AccessRecord
  ) -> Outcome {
    var (start, end) = (range.start, range.end)
    if end - start > 2, bytes.byte(at: start) == Ascii.openingBracket,
      bytes.byte(at: end - 1) == Ascii.closingBracket
    {
      (start, end) = (start + 1, end - 1)
    }
    let at: Int64?
    if field == .customTime, clock.hasPattern {
      var cursor = start
      at = clock.readPattern(bytes, &cursor, to: end).flatMap { cursor == end ? $0 : nil }
    } else {
      at = clock.readAny(bytes, from: start, to: end)
    }
    guard let at else { return .unreadable }
    record.at = Instant(microseconds: at)
    return at == TimestampReader.impossible ? .impossible : .taken
  }

  /// A number of units with a fraction; a list, as behind several upstreams, counts as its last.
  @inline(__always)
  private static func duration(
    _ value: ByteRange, _ bytes: RawSpan, nanoseconds unit: Int64, _ record: inout AccessRecord
  ) -> Outcome {
    if let duration = DurationText.readPlain(bytes, value, unit: unit) {
      record.duration = duration
      return .taken
    }
    return anyDuration(value, bytes, nanoseconds: unit, &record)
  }

  @inline(never)
  private static func anyDuration(
    _ value: ByteRange, _ bytes: RawSpan, nanoseconds unit: Int64, _ record: inout AccessRecord
  ) -> Outcome {
    guard !value.isEmpty else { return .taken }
    var duration = DurationText.read(bytes, from: value.start, to: value.end, unit: unit)
    if duration == nil,
      let blank = bytes.lastIndex(of: Ascii.blank, from: value.start, to: value.end)
    {
      duration = DurationText.read(bytes, from: blank + 1, to: value.end, unit: unit)
    }
    guard let duration else { return .unreadable }
    if duration >= 0 { record.duration = duration }
    return .taken
  }
}
