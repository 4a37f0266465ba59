import Clickstream
import Intake

extension FuzzCheck {
  /// Every format on every cut of the stream: the same outcome of the same lines.
  static let accessLog = FuzzCheck("access-log") { bytes in
    for format in formats(for: bytes) {
      let whole = try StreamOutcome([bytes], format: format, lineLimit: 300, chunkSize: 4_096)
      for pieces in Pieces.ways(bytes) {
        let cut = try StreamOutcome(pieces, format: format, lineLimit: 300, chunkSize: 64)
        try require(cut == whole, "\(format.name): the outcome depends on the cuts")
      }
    }
  }

  /// The format that the lines seem to have, and one more that differs from input to input.
  private static func formats(for bytes: [UInt8]) -> [AccessLogFormat] {
    let all = AccessLogFormat.all
    let other = all[bytes.reduce(0) { $0 &* 31 &+ Int($1) } & 0xffff % all.count]
    if case .found(let format) = FormatDetector.detect(bytes) { return [format, other] }
    return [.combined, other]
  }

  /// What compiles is a format: its text is it again, and it takes lines; what does not compile is
  /// told with its place.
  static let formatCompiler = FuzzCheck("format-compiler", sizeLimit: 2_048) { bytes in
    // Behind the first line feed stand lines for the format to read.
    let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
    do {
      let format = try AccessLogFormat.compile(String(decoding: parts[0], as: UTF8.self))
      try require(try AccessLogFormat.compile(format.text) == format, "its text is another format")
      for warning in format.warnings { try requirePrintable(warning, "a warning") }
      try requirePrintable(format.name, "the name")
      let stream = Array(parts.count > 1 ? parts[1] : [])
      let whole = try StreamOutcome([stream], format: format, lineLimit: 300, chunkSize: 4_096)
      for pieces in Pieces.ways(stream).dropFirst().prefix(1) {
        try require(
          try StreamOutcome(pieces, format: format, lineLimit: 300, chunkSize: 64) == whole,
          "the outcome depends on the cuts")
      }
    } catch let problem as FormatProblem {
      try requirePrintable(problem.description, "a problem")
      if let column = problem.column {
        try require((1...parts[0].count * 3 + 1).contains(column), "column \(column)")
      }
    }
  }

  /// What an input is told to be does not depend on its cuts, and says nothing a terminal obeys.
  static let detection = FuzzCheck("detection") { bytes in
    let kind = InputKind.sniff(bytes, name: "input")
    switch kind {
    case .accessLog(let format):
      let outcome = try StreamOutcome(
        [bytes], format: format, lineLimit: max(1, bytes.count), chunkSize: 4_096)
      let isGzip = bytes.starts(with: [0x1f, 0x8b])
      try require(
        isGzip || outcome.lines.contains { !$0.hasSuffix("empty") },
        "a log without a line")
    case .unknown(let diagnosis):
      try requirePrintable(diagnosis.summary, "the diagnosis")
      try requirePrintable(diagnosis.sample, "the sample")
      try require(diagnosis.sample.utf8.count <= 90, "a long sample")
    case .empty:
      try require(bytes.allSatisfy { [9, 10, 13, 32].contains($0) }, "an empty input with words")
    case .ledger(let name): try require(Ledger.named(name) != nil, "a ledger that is none")
    case .forms, .mbox, .message: break
    }
    for pieces in Pieces.ways(bytes).prefix(2) where !bytes.starts(with: [0x1f, 0x8b]) {
      var source = try ByteSource(pieces: pieces)
      try require(
        InputKind.sniff(try source.head(), name: "input") == kind, "the kind depends on the cuts")
    }
  }

  /// Lines alone, with limits in reach: each byte is in one line or its end.
  static let lines = FuzzCheck("lines") { bytes in
    guard let first = bytes.first, !bytes.dropFirst().starts(with: [0x1f, 0x8b]) else { return }
    let limit = 1 + Int(first)
    let stream = Array(bytes.dropFirst())
    let whole = try LineList([stream], limit: limit, chunkSize: 4_096)
    try require(whole.bytes == stream, "bytes are lost")
    try require(whole.count == LineList.expectedCount(stream), "\(whole.count) lines")
    for pieces in Pieces.ways(stream) {
      for chunkSize in [1, 5, 64] {
        let cut = try LineList(pieces, limit: limit, chunkSize: chunkSize)
        try require(
          cut == whole,
          "lines depend on the cuts: \(cut.lines) in reads of \(chunkSize), not \(whole.lines)")
      }
    }
  }

  /// A time in the quick form and the same in a form that takes the slow path are one instant; and
  /// a time that was read is printed and read as itself.
  static let times = FuzzCheck("times", sizeLimit: 128) { bytes in
    if let instant = Instant(rfc3339: String(decoding: bytes, as: UTF8.self)) {
      try require(
        Instant(rfc3339: instant.rfc3339) == instant, "\(instant.rfc3339) is read as another time")
    }
    guard !bytes.contains(where: { $0 == 10 || $0 == 0 }) else { return }
    let quick = try readTime(bytes)
    // `…:03 +0000` with a fraction of nothing.
    guard bytes.count == 26, bytes[20] == UInt8(ascii: " ") else { return }
    let slow = try readTime(Array(bytes[..<20]) + Array(".000".utf8) + Array(bytes[20...]))
    try require(quick == slow, "two readers of times disagree")
  }

  private static func readTime(_ time: [UInt8]) throws -> Instant? {
    let line =
      Array("::1 - - [".utf8) + time + Array(#"] "GET / HTTP/1.1" 200 1 "-" "-""#.utf8)
    var reader = LineReader(try ByteSource(pieces: [line]))
    var parser = AccessLogParser(format: .combined, now: checkClock)
    var chunk = LineChunk()
    var batch = AccessBatch()
    guard try reader.read(into: &chunk) else { return nil }
    parser.parse(chunk, into: &batch)
    return batch.records.first?.at
  }
}

/// The lines of a stream as the reader tells them.
private struct LineList: Equatable {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [[Int64]] = []
  var count: Int { lines.count }

  init(_ pieces: [[UInt8]], limit: Int, chunkSize: Int) throws {
    var reader = LineReader(
      try ByteSource(pieces: pieces), lineLimit: limit, chunkSize: chunkSize)
    var chunk = LineChunk()
    while try reader.read(into: &chunk) {
      bytes += chunk.bytes[..<chunk.byteCount]
      try require(
        chunk.byteCount <= limit + chunkSize + 4,
        "a chunk of \(chunk.byteCount) bytes, \(limit) and \(chunkSize)")
      for line in chunk.overlong {
        try require(line.length > Int64(limit), "a line is called long")
        lines.append([line.position, line.length, Int64(line.head.count)])
      }
      for line in chunk.lines {
        try require(Int(line.length) <= limit, "a line over the limit")
        lines.append([chunk.position(of: line), Int64(line.length)])
      }
    }
    lines.sort { $0[0] < $1[0] }
  }

  /// Line feeds, and a last line without one; a byte order mark alone is no line.
  static func expectedCount(_ stream: [UInt8]) -> Int {
    let isOpen = stream.last.map { $0 != 10 } ?? false
    let isMark = stream == [0xef, 0xbb, 0xbf]
    return stream.count { $0 == 10 } + (isOpen && !isMark ? 1 : 0)
  }
}
