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
  private var prefix = SyslogPrefix()
  /// For formats of JSON.
  private var json: JSONLineScanner?

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
    clock = TimestampReader(now: now, zone: zone, pattern: format.layout.customTime)
    clients = ClientAddress(trusted: trustedProxies)
    if case .json(let layout) = format.layout { json = JSONLineScanner(layout) }
  }

  /// The `#Fields:` line in force where a file begins, empty where none is; nil where lines do not
  /// say what their columns are.
  package var firstFieldsLine: String? {
    guard case .columns(let columns) = format.layout else { return nil }
    return columns?.header ?? ""
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

  /// Parses every line of `chunk`; what `batch` held before is gone.
  package mutating func parse(_ chunk: LineChunk, into batch: inout AccessBatch) {
    batch.reset(capacity: chunk.lines.count)
    switch layout {
    case .line(let layout): parse(chunk, into: &batch, layout)
    case .json: parseJSON(chunk, into: &batch)
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
    let layoutLiterals = layout.literals
    let literals = layoutLiterals.span
    let (clients, isWrapped, lacksMethod) = (clients, format.isWrapped, format.lacksMethod)
    var (clock, prefix) = (clock, prefix)
    let escapesByBackslash = layout.escapes != .plain && layout.escapes != .doubledQuotes
    var marks = LineMarks(bytes, chunk.byteCount)
    var (room, count) = batch.lendRoom()
    var records = room.mutableSpan
    for line in chunk.lines {
      guard marks.isContent(line, bytes, chunk, &batch) else { continue }
      let content = isWrapped ? prefix.without(line, bytes) : line
      var scanner = AccessLineScanner(
        line: content, hasEscapes: escapesByBackslash && marks.hasEscapes(line, bytes))
      records[count] = AccessRecord()
      records[count].line = line
      if let expected = scanner.scan(
        bytes, layout, steps: steps, literals: literals, clock: &clock, into: &records[count])
      {
        if Self.isHeader(content, bytes, layout.header) {
          batch.comments.append(line)
        } else {
          batch.rejects.append(chunk.reject(line, at: scanner.cursor, expected: expected))
        }
        continue
      }
      if scanner.hasList {
        records[count].forwarded = records[count].address
        records[count].address = .empty
      }
      if !records[count].forwarded.isEmpty { clients.settle(&records[count], bytes) }
      if layout.needsFinish {
        if records[count].status < 0 { records[count].status = layout.missingStatus }
        Self.finish(&records[count], layout.escapes, lacksMethod: lacksMethod)
      }
      count &+= 1
    }
    batch.giveBack(room, count: count)
    (self.clock, self.prefix) = (clock, prefix)
  }

  /// Whether a line only says what the columns are.
  @inline(never)
  static func isHeader(_ line: ByteRange, _ bytes: RawSpan, _ header: [UInt8]) -> Bool {
    !header.isEmpty && line.length > header.count
      && header.indices.allSatisfy { bytes.byte(at: line.start + 1 + $0) == header[$0] }
  }

  private mutating func parseJSON(_ chunk: LineChunk, into batch: inout AccessBatch) {
    guard var scanner = json.take() else { return }
    let bytes = unsafe chunk.bytes.span.bytes
    var marks = LineMarks(bytes, chunk.byteCount)
    var (room, count) = batch.lendRoom()
    var records = room.mutableSpan
    for line in chunk.lines {
      guard marks.isContent(line, bytes, chunk, &batch) else { continue }
      let content = format.isWrapped ? prefix.without(line, bytes) : line
      records[count] = AccessRecord()
      records[count].line = line
      records[count].at = Instant(microseconds: TimestampReader.impossible)
      var expected = scanner.scan(
        bytes, content, hasEscapes: marks.hasEscapes(line, bytes), clock: &clock,
        into: &records[count])
      var column = scanner.cursor
      if expected == nil {
        expected = Self.missing(records[count])
        column = line.end
      }
      if let expected {
        batch.rejects.append(chunk.reject(line, at: column, expected: expected))
        continue
      }
      if !records[count].forwarded.isEmpty { clients.settle(&records[count], bytes) }
      Self.finish(&records[count], .json, lacksMethod: format.lacksMethod)
      count &+= 1
    }
    batch.giveBack(room, count: count)
    json = scanner
  }

  /// What a record of JSON lacks, where every key may be missing.
  private static func missing(_ record: AccessRecord) -> Expectation? {
    if record.at.microseconds == TimestampReader.impossible { return .timeField }
    if record.address.isEmpty, record.forwarded.isEmpty { return .clientField }
    return record.target.isEmpty && !record.flags.contains(.malformedRequest) ? .requestField : nil
  }

  private mutating func parseColumns(_ chunk: LineChunk, into batch: inout AccessBatch) {
    let bytes = unsafe chunk.bytes.span.bytes
    var marks = LineMarks(bytes, chunk.byteCount)
    var rest = chunk.lines[...]
    while case .columns(let columns) = layout,
      let comment = parse(&rest, of: chunk, &marks, into: &batch, columns)
    {
      if W3CHeader.isFields(bytes, comment) {
        layout = .columns(W3CHeader.columns(bytes, comment, name: format.name))
        batch.fieldsLines.append(comment)
      }
      batch.comments.append(comment)
    }
  }

  /// Parses lines up to the next comment, and returns it.
  private mutating func parse(
    _ lines: inout ArraySlice<ByteRange>, of chunk: LineChunk, _ marks: inout LineMarks,
    into batch: inout AccessBatch, _ layout: ColumnLayout?
  ) -> ByteRange? {
    let bytes = unsafe chunk.bytes.span.bytes
    let layoutColumns = layout?.columns ?? []
    let columns = layoutColumns.span
    let encoding = layout?.encoding ?? .plus
    let hasDate = layout?.hasDate ?? false
    let lacksMethod = !layoutColumns.contains(.method)
    let lacksStatus = !layoutColumns.contains(.status)
    var (room, count) = batch.lendRoom()
    defer { batch.giveBack(room, count: count) }
    var records = room.mutableSpan
    while let line = lines.popFirst() {
      guard marks.isContent(line, bytes, chunk, &batch) else { continue }
      if bytes.byte(at: line.start) == 0x23 { return line }
      guard !columns.isEmpty else {
        batch.rejects.append(chunk.reject(line, at: line.start, expected: .fieldsLine))
        continue
      }
      var scanner = ColumnScanner(line: line)
      records[count] = AccessRecord()
      records[count].line = line
      if let expected = scanner.scan(
        bytes, columns, encoding, hasDate: hasDate, hasTabs: marks.hasTabs(line, bytes),
        clock: &clock, into: &records[count])
      {
        batch.rejects.append(chunk.reject(line, at: scanner.cursor, expected: expected))
        continue
      }
      if !records[count].forwarded.isEmpty { clients.settle(&records[count], bytes) }
      if lacksStatus { records[count].status = 200 }
      Self.finish(&records[count], encoding, lacksMethod: lacksMethod)
      count &+= 1
    }
    return nil
  }

  /// Says what fields that came one by one make of the request.
  @inline(__always)
  private static func finish(
    _ record: inout AccessRecord, _ encoding: TextEncoding, lacksMethod: Bool
  ) {
    record.encoding = encoding
    if encoding == .colons { record.flags.insert(.requestHasEscapes) }
    if lacksMethod { record.flags.insert(.lacksMethod) }
    if record.target.isEmpty || (record.method.isEmpty && !lacksMethod) {
      record.flags.insert(.malformedRequest)
    }
  }
}

/// The next zero byte, backslash and tab of the whole chunk: most lines have none of them.
private struct LineMarks {
  private var zero: Int
  /// These are looked for where they are asked for.
  private var backslash = -1
  private var tab = -1
  private let end: Int

  @inline(__always)
  init(_ bytes: RawSpan, _ end: Int) {
    self.end = end
    zero = bytes.firstIndex(of: 0, from: 0, to: end)
  }

  /// Whether there is something to parse in a line, lines coming in order; else it is counted as
  /// empty, or refused for its zero byte.
  @inline(__always)
  mutating func isContent(
    _ line: ByteRange, _ bytes: RawSpan, _ chunk: LineChunk, _ batch: inout AccessBatch
  ) -> Bool {
    guard !line.isEmpty else {
      batch.emptyLines &+= 1
      return false
    }
    guard let zero = zero(in: line, bytes) else { return true }
    batch.rejects.append(chunk.reject(line, at: zero, expected: .noZeroByte))
    return false
  }

  /// The first zero byte of a line.
  @inline(__always)
  private mutating func zero(in line: ByteRange, _ bytes: RawSpan) -> Int? {
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

  @inline(__always)
  mutating func hasTabs(_ line: ByteRange, _ bytes: RawSpan) -> Bool {
    if tab < line.start { tab = bytes.firstIndex(of: Ascii.tab, from: line.start, to: end) }
    return tab < line.end
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
