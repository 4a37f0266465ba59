package import Clickstream

/// Turns chunks of lines into records, each line by itself.
///
/// Only the layout of a W3C log is carried on from line to line: its `#Fields:` lines say what the
/// columns are. Where reading begins in the middle of a file, `learn(fieldsLine:)` is told what came before.
package struct AccessLogParser: Sendable {
  package let format: AccessLogFormat
  private var layout: Layout
  private var clock: TimestampReader
  private let clients: ClientAddress
  private var json = JSONLineScanner(line: .empty, hasEscapes: false)

  /// - Parameters:
  ///   - format: the format of all lines.
  ///   - now: the clock; times more than 24 hours after it are not believed.
  ///   - zone: where times are local that come without a zone; nil: UTC in formats that never have
  ///     one, and no time at all in the others.
  ///   - trustedProxies: networks whose word about the client is taken.
  package init(
    format: AccessLogFormat, now: Instant, zone: Zone? = nil, trustedProxies: [Network] = []
  ) {
    self.format = format
    layout = format.layout
    clock = TimestampReader(now: now, zone: zone)
    clients = ClientAddress(trusted: trustedProxies)
  }

  /// From now on times more than 24 hours after `now` are not believed.
  package mutating func setClock(_ now: Instant) { clock.setClock(now) }

  /// Takes in the `#Fields:` line that was in force before the first chunk; nil: that of the format.
  package mutating func learn(fieldsLine: [UInt8]?) {
    guard case .columns = format.layout else { return }
    guard let fieldsLine else {
      layout = format.layout
      return
    }
    layout = .columns(try? W3CHeader.layout(of: fieldsLine, name: format.name))
  }

  private mutating func learn(_ line: ByteRange, _ bytes: RawSpan) {
    guard W3CHeader.isFields(bytes, line) else { return }
    layout = .columns(W3CHeader.columns(bytes, line, name: format.name))
  }

  /// Parses every line of `chunk`; what `batch` held before is gone.
  package mutating func parse(_ chunk: LineChunk, into batch: inout AccessBatch) {
    batch.reset(capacity: chunk.lines.count)
    switch layout {
    case .line(let layout): parse(chunk, into: &batch, layout)
    case .json(let layout): parse(chunk, into: &batch, layout)
    case .columns: parseColumns(chunk, into: &batch)
    }
    if !chunk.overlong.isEmpty {
      batch.rejects.append(contentsOf: chunk.overlong.map(LineReject.init))
      batch.rejects.sort { $0.position < $1.position }
    }
  }

  private mutating func parse(
    _ chunk: LineChunk, into batch: inout AccessBatch, _ layout: LineLayout
  ) {
    let bytes = unsafe chunk.bytes.span.bytes
    let layoutSteps = layout.steps
    let steps = layoutSteps.span
    let (clients, isWrapped, lacksMethod) = (clients, format.isWrapped, format.lacksMethod)
    var clock = self.clock
    var marks = LineMarks(bytes, chunk.byteCount)
    var record = AccessRecord()
    for line in chunk.lines {
      guard !line.isEmpty else {
        batch.emptyLines &+= 1
        continue
      }
      if let zero = marks.zero(in: line, bytes) {
        batch.rejects.append(chunk.reject(line, at: zero, expected: .noZeroByte))
        continue
      }
      var content = line
      if isWrapped { content = Self.unwrapped(line, bytes) }
      var scanner = AccessLineScanner(line: content, hasEscapes: marks.hasEscapes(line, bytes))
      record = AccessRecord()
      record.line = line
      if let expected = scanner.scan(bytes, layout, steps: steps, clock: &clock, into: &record) {
        batch.rejects.append(chunk.reject(line, at: scanner.cursor, expected: expected))
        continue
      }
      if scanner.hasList { (record.forwarded, record.address) = (record.address, .empty) }
      if !record.forwarded.isEmpty { clients.settle(&record, bytes) }
      if layout.needsFinish { Self.finish(&record, layout.escapes, lacksMethod: lacksMethod) }
      batch.records.append(record)
    }
    self.clock = clock
  }

  private mutating func parse(
    _ chunk: LineChunk, into batch: inout AccessBatch, _ layout: JSONLayout
  ) {
    let bytes = unsafe chunk.bytes.span.bytes
    var marks = LineMarks(bytes, chunk.byteCount)
    for line in chunk.lines {
      guard !line.isEmpty else {
        batch.emptyLines &+= 1
        continue
      }
      if let zero = marks.zero(in: line, bytes) {
        batch.rejects.append(chunk.reject(line, at: zero, expected: .noZeroByte))
        continue
      }
      let content = format.isWrapped ? Self.unwrapped(line, bytes) : line
      json = JSONLineScanner(
        line: content, hasEscapes: marks.hasEscapes(line, bytes), after: &json)
      var record = AccessRecord()
      record.line = line
      record.at = Instant(microseconds: TimestampReader.impossible)
      var expected = json.scan(bytes, layout, clock: &clock, into: &record)
      var column = json.cursor
      if expected == nil {
        expected = Self.missing(record)
        column = line.end
      }
      if let expected {
        batch.rejects.append(chunk.reject(line, at: column, expected: expected))
        continue
      }
      if !record.forwarded.isEmpty { clients.settle(&record, bytes) }
      Self.finish(&record, .json, lacksMethod: format.lacksMethod)
      batch.records.append(record)
    }
  }

  /// What a record of JSON lacks, where every key may be missing.
  private static func missing(_ record: AccessRecord) -> Expectation? {
    if record.at.microseconds == TimestampReader.impossible { return .timeField }
    if record.address.isEmpty, record.forwarded.isEmpty { return .clientField }
    return record.request.isEmpty && record.target.isEmpty
      && !record.flags.contains(.malformedRequest) ? .requestField : nil
  }

  private mutating func parseColumns(_ chunk: LineChunk, into batch: inout AccessBatch) {
    let bytes = unsafe chunk.bytes.span.bytes
    var marks = LineMarks(bytes, chunk.byteCount)
    for line in chunk.lines {
      guard !line.isEmpty else {
        batch.emptyLines &+= 1
        continue
      }
      if let zero = marks.zero(in: line, bytes) {
        batch.rejects.append(chunk.reject(line, at: zero, expected: .noZeroByte))
        continue
      }
      if bytes.byte(at: line.start) == 0x23 {
        learn(line, bytes)
        batch.comments.append(line)
        continue
      }
      guard case .columns(let columns?) = layout else {
        batch.rejects.append(chunk.reject(line, at: line.start, expected: .fieldsLine))
        continue
      }
      var scanner = ColumnScanner(line: line)
      var record = AccessRecord()
      record.line = line
      if let expected = scanner.scan(bytes, columns, clock: &clock, into: &record) {
        batch.rejects.append(chunk.reject(line, at: scanner.cursor, expected: expected))
        continue
      }
      if !record.forwarded.isEmpty { clients.settle(&record, bytes) }
      Self.finish(
        &record, columns.encoding, lacksMethod: !columns.columns.contains(.method))
      batch.records.append(record)
    }
  }

  /// Says what fields that came one by one make of the request.
  @inline(__always)
  private static func finish(
    _ record: inout AccessRecord, _ encoding: TextEncoding, lacksMethod: Bool
  ) {
    record.encoding = encoding
    guard record.request.isEmpty else { return }
    if lacksMethod { record.flags.insert(.lacksMethod) }
    if record.target.isEmpty || (record.method.isEmpty && !lacksMethod) {
      record.flags.insert(.malformedRequest)
    }
  }

  private static func unwrapped(_ line: ByteRange, _ bytes: RawSpan) -> ByteRange {
    ByteRange(line.start + SyslogPrefix.length(bytes, from: line.start, to: line.end), line.end)
  }
}

/// The next zero byte and backslash of the whole chunk: most lines have neither.
private struct LineMarks {
  private var zero: Int
  private var backslash: Int
  private let end: Int

  @inline(__always)
  init(_ bytes: RawSpan, _ end: Int) {
    self.end = end
    zero = bytes.firstIndex(of: 0, from: 0, to: end)
    backslash = bytes.firstIndex(of: Ascii.backslash, from: 0, to: end)
  }

  /// The first zero byte of a line, lines coming in order.
  @inline(__always)
  mutating func zero(in line: ByteRange, _ bytes: RawSpan) -> Int? {
    if zero < line.start { zero = bytes.firstIndex(of: 0, from: line.start, to: end) }
    return zero < line.end ? zero : nil
  }

  @inline(__always)
  mutating func hasEscapes(_ line: ByteRange, _ bytes: RawSpan) -> Bool {
    if backslash < line.start {
      backslash = bytes.firstIndex(of: Ascii.backslash, from: line.start, to: end)
    }
    return backslash < line.end
  }
}

extension LineChunk {
  @inline(never)
  fileprivate func reject(
    _ line: ByteRange, at cursor: Int, expected: Expectation
  ) -> LineReject {
    LineReject(
      position: position(of: line), length: Int64(line.length), reason: expected.reason,
      column: cursor - line.start + 1, expected: expected,
      head: head(from: line.start, to: line.end, limit: RejectedRecord.rawLimit))
  }
}

extension LineReject {
  fileprivate init(_ line: LineChunk.OverlongLine) {
    self.init(
      position: line.position, length: line.length, reason: .lineTooLong,
      column: line.head.count + 1, expected: .shorterLine, head: line.head)
  }
}
