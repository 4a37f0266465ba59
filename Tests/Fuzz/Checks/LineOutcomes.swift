import Clickstream
import Intake

/// 2030-01-01, the clock of the checks.
let checkClock = Instant(seconds: 1_893_456_000)

/// What became of a stream: its bytes, its lines, and how it ended.
struct StreamOutcome: Equatable {
  var bytes: [UInt8] = []
  /// What became of each line, with its position.
  var lines: [String] = []
  var isUnterminated = false
  var fault: ByteSourceError?

  /// Reads and parses a stream that comes in pieces; throws where a line is not accounted for.
  init(
    _ pieces: [[UInt8]], format: AccessLogFormat, lineLimit: Int, chunkSize: Int
  ) throws {
    var chunk = LineChunk()
    var batch = AccessBatch()
    var parser = AccessLogParser(format: format, now: checkClock)
    do {
      var reader = LineReader(
        try ByteSource(pieces: pieces), lineLimit: lineLimit, chunkSize: chunkSize)
      while try reader.read(into: &chunk) {
        try require(chunk.position == Int64(bytes.count), "a chunk does not follow the one before")
        bytes += chunk.bytes[..<chunk.byteCount]
        parser.parse(chunk, into: &batch)
        try require(
          batch.lineCount == chunk.lines.count + chunk.overlong.count,
          "\(batch.lineCount) outcomes of \(chunk.lines.count + chunk.overlong.count) lines")
        try add(chunk, batch)
        isUnterminated = chunk.isUnterminated
      }
      try require(reader.position == Int64(bytes.count), "the position is not the end")
    } catch let error as ByteSourceError {
      fault = error
    }
  }

  private mutating func add(_ chunk: LineChunk, _ batch: AccessBatch) throws {
    var found: [(position: Int64, text: String)] = []
    for record in batch.records {
      try record.check(in: chunk)
      found.append((chunk.position(of: record.line), record.text(in: chunk)))
    }
    for reject in batch.rejects {
      try reject.check()
      found.append((reject.position, "\(reject.reason) \(reject.length) \(reject.detail)"))
    }
    for line in chunk.lines where line.isEmpty {
      found.append((chunk.position(of: line), "empty"))
    }
    for line in batch.comments { found.append((chunk.position(of: line), "comment")) }
    found.sort { $0.position < $1.position }
    try require(
      Set(found.map(\.position)).count == found.count, "two outcomes of one line")
    lines += found.map { "\($0.position) \($0.text)" }
  }
}

extension AccessRecord {
  private var ranges: [ByteRange] {
    [
      host, address, forwarded, user, query, method, target, protocolVersion, referrer,
      agent, cookie,
    ]
  }

  /// Throws unless every field lies within the line and every value within its bounds.
  fileprivate func check(in chunk: LineChunk) throws {
    try require(chunk.lines.contains(line), "a record of no line")
    for range in ranges where !range.isEmpty {
      try require(
        range.start >= line.start && range.end <= line.end, "a field reaches out of its line")
    }
    try require(
      at >= .earliest && at <= checkClock.advanced(bySeconds: Instant.aheadLimit),
      "a time that is not believed")
    try require((-1...999).contains(status), "the status \(status)")
    try require(bytes >= -1 && duration >= -1, "\(bytes) bytes in \(duration)")
    for range in [target, referrer, agent, user] {
      let decoded = unsafe Escapes.decode(chunk.bytes.span.bytes, range, as: encoding)
      try require(decoded.count <= Int(range.length), "unescaping makes a field longer")
    }
  }

  fileprivate func text(in chunk: LineChunk) -> String {
    ranges.map { String(decoding: chunk.copy($0), as: UTF8.self) }.joined(separator: "|")
      + "|\(at.microseconds)|\(status)|\(bytes)|\(duration)|\(flags.rawValue)"
  }
}

extension LineReject {
  fileprivate func check() throws {
    try require(head.count <= RejectedRecord.rawLimit, "more is kept of a reject than 4 KiB")
    try require(Int64(head.count) <= length + 1, "more is kept of a line than it has")
    try require(column >= 1 && column <= Int(length) + 2, "column \(column) of \(length) bytes")
    try requirePrintable(detail, "the detail of a reject")
  }
}
