import Clickstream
import Intake
import Support

/// What became of a line, independent of chunks.
struct Outcome: Equatable, Comparable {
  var position: Int64
  var text: String

  static func < (left: Outcome, right: Outcome) -> Bool { left.position < right.position }
}

/// 2030-01-01, the clock of these tests.
let testClock = Instant(seconds: 1_893_456_000)

extension LineChunk {
  func text(_ range: ByteRange) -> String { String(decoding: copy(range), as: UTF8.self) }
}

/// Reads a whole stream and says what became of each line, of the stream, and of its end.
func outcomes(
  _ pieces: [[UInt8]], format: AccessLogFormat = .combined, lineLimit: Int = 1 << 20,
  chunkSize: Int = 1 << 16
) throws -> (lines: [Outcome], stream: [UInt8], fault: ByteSourceError?) {
  var reader = LineReader(
    try ByteSource(pieces: pieces), lineLimit: lineLimit, chunkSize: chunkSize)
  var parser = AccessLogParser(format: format, now: testClock)
  var chunk = LineChunk()
  var batch = AccessBatch()
  var lines: [Outcome] = []
  var stream: [UInt8] = []
  do {
    while try reader.read(into: &chunk) {
      stream += chunk.bytes[..<chunk.byteCount]
      parser.parse(chunk, into: &batch)
      precondition(batch.lineCount == chunk.lines.count + chunk.overlong.count)
      lines += batch.records.map { describe($0, chunk) }
      lines += batch.rejects.map {
        Outcome(
          position: $0.position,
          text: "\($0.reason) \($0.length) \($0.detail) \(Escapes.sample($0.head, limit: 500))")
      }
      lines += batch.comments.map {
        Outcome(position: chunk.position(of: $0), text: "comment \(chunk.text($0))")
      }
      lines += chunk.lines.filter(\.isEmpty).map {
        Outcome(position: chunk.position(of: $0), text: "empty")
      }
      if chunk.isUnterminated { lines.append(Outcome(position: .max, text: "unterminated")) }
    }
  } catch {
    return (lines.sorted(), stream, error)
  }
  return (lines.sorted(), stream, nil)
}

func describe(_ record: AccessRecord, _ chunk: LineChunk) -> Outcome {
  let fields = [
    record.line, record.host, record.address, record.user, record.method, record.target,
    record.query, record.protocolVersion, record.referrer, record.agent,
    record.cookie, record.forwarded,
  ].map(chunk.text).joined(separator: "|")
  return Outcome(
    position: chunk.position(of: record.line),
    text: "\(fields)|\(record.at.microseconds)|\(record.status)|\(record.bytes)"
      + "|\(record.duration)|\(record.flags.rawValue)")
}

/// The one record of a line, with its chunk.
func parseOne(
  _ line: [UInt8], format: AccessLogFormat = .combined
) throws -> (record: AccessRecord?, reject: LineReject?, chunk: LineChunk) {
  var reader = LineReader(try ByteSource(pieces: [line]))
  var parser = AccessLogParser(format: format, now: testClock)
  var chunk = LineChunk()
  var batch = AccessBatch()
  guard try reader.read(into: &chunk) else { return (nil, nil, chunk) }
  parser.parse(chunk, into: &batch)
  return (batch.records.first, batch.rejects.first, chunk)
}

extension [UInt8] {
  /// Cut at random places.
  func pieces(seed: UInt64) -> [[UInt8]] {
    var generator = SplitMix64(seed: seed)
    var result: [[UInt8]] = []
    var start = 0
    while start < count {
      let end = Swift.min(count, start + Int.random(in: 1...200, using: &generator))
      result.append(Array(self[start..<end]))
      start = end
    }
    return result
  }

  /// One byte a piece.
  var singles: [[UInt8]] { map { [$0] } }
}
