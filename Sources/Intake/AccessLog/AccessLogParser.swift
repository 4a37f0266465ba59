package import Clickstream

/// Turns chunks of lines into records, each line by itself.
package struct AccessLogParser: Sendable {
  package let format: AccessLogFormat
  private var clock: TimestampReader

  /// A parser for one format; times more than 24 hours after `now` are not believed.
  package init(format: AccessLogFormat, now: Instant) {
    self.format = format
    clock = TimestampReader(now: now)
  }

  /// From now on times more than 24 hours after `now` are not believed.
  package mutating func setClock(_ now: Instant) { clock.setClock(now) }

  /// Parses every line of `chunk`; what `batch` held before is gone.
  package mutating func parse(_ chunk: LineChunk, into batch: inout AccessBatch) {
    batch.reset(capacity: chunk.lines.count)
    let bytes = unsafe chunk.bytes.span.bytes
    let layout = format.fields
    let fields = layout.span
    var clock = self.clock
    // The next zero byte and backslash of the whole chunk: most lines have neither.
    var zero = bytes.firstIndex(of: 0, from: 0, to: chunk.byteCount)
    var backslash = bytes.firstIndex(of: Ascii.backslash, from: 0, to: chunk.byteCount)
    var record = AccessRecord()
    for line in chunk.lines {
      guard !line.isEmpty else {
        batch.emptyLines &+= 1
        continue
      }
      if zero < line.start { zero = bytes.firstIndex(of: 0, from: line.start, to: chunk.byteCount) }
      if backslash < line.start {
        backslash = bytes.firstIndex(of: Ascii.backslash, from: line.start, to: chunk.byteCount)
      }
      if zero < line.end {
        batch.rejects.append(chunk.reject(line, .nul, at: zero, expected: .noZeroByte))
        continue
      }
      var scanner = AccessLineScanner(line: line, hasEscapes: backslash < line.end)
      record = AccessRecord()
      record.line = line
      if let expected = scanner.scan(bytes, fields: fields, clock: &clock, into: &record) {
        batch.rejects.append(
          chunk.reject(
            line, expected == .possibleTime ? .timestamp : .format, at: scanner.cursor,
            expected: expected))
      } else {
        batch.records.append(record)
      }
    }
    if !chunk.overlong.isEmpty {
      batch.rejects.append(contentsOf: chunk.overlong.map(LineReject.init))
      batch.rejects.sort { $0.position < $1.position }
    }
    self.clock = clock
  }
}

extension LineChunk {
  @inline(never)
  fileprivate func reject(
    _ line: ByteRange, _ reason: RejectReason, at cursor: Int, expected: Expectation
  ) -> LineReject {
    LineReject(
      position: position(of: line), length: Int64(line.length), reason: reason,
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
