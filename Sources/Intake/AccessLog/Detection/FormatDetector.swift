import Clickstream

/// Finds out the format of an access log from its first lines.
package enum FormatDetector {
  package enum Result: Equatable, Sendable {
    case found(AccessLogFormat)
    case unknown(Diagnosis)
  }

  /// Lines that decide.
  private static let sampleSize = 20
  /// A file in which fewer than one line in this many is a log line is no log.
  private static let sparseness = 10

  /// The format that most of the first 20 lines that fit any format fit best.
  ///
  /// `head` is the beginning of the uncompressed stream, as `ByteSource.head` gives it. A time that
  /// is not believed does not speak against a format. Between equals the format wins that explains
  /// more of the line.
  package static func detect(_ head: [UInt8]) -> Result { detection(head).result }

  /// The format, and one sentence about why it was chosen: `combined: 20 of 20 lines fit; the
  /// nearest other is common, 20`.
  package static func detection(_ head: [UInt8]) -> (result: Result, reason: String) {
    let chunk = lines(of: head)
    if let headed = headed(chunk) ?? columns(chunk, head) { return headed }
    let lines = chunk.lines.filter { !$0.isEmpty }
    let trials = candidates(lines.first, chunk).map { FormatTrial(format: $0, chunk: chunk) }
    let fitting = lines.indices.filter { index in trials.contains { $0.scores[index] > 0 } }
    guard !fitting.isEmpty, fitting.count * sparseness >= lines.count else {
      let diagnosis = diagnose(head, chunk: chunk, lines: lines, trials: trials)
      return (.unknown(diagnosis), diagnosis.summary)
    }
    // A last line that may be cut off fits simpler formats too: it counts where nothing else does.
    let whole = head.last == Ascii.lineFeed ? fitting : fitting.filter { $0 != lines.count - 1 }
    let sample = (whole.isEmpty ? fitting : whole).prefix(sampleSize)
    let ranked = trials.enumerated().sorted { left, right in
      let scores = (left.element.score(sample), right.element.score(sample))
      if scores.0 != scores.1 { return scores.0 > scores.1 }
      if left.element.fields != right.element.fields {
        return left.element.fields > right.element.fields
      }
      return left.offset < right.offset
    }.map(\.element)
    let best = ranked[0]
    var reason =
      "\(best.format.name): \(best.fitting(sample)) of \(sample.count) "
      + "\(sample.count == 1 ? "line fits" : "lines fit")"
    if ranked.count > 1 {
      reason += "; the nearest other is \(ranked[1].format.name), \(ranked[1].fitting(sample))"
    }
    if best.format.isWrapped, best.format.text.hasPrefix("syslog ") {
      reason += "; behind the prefix of a log daemon"
    }
    return (.found(best.format), reason)
  }

  /// How many of the first lines a format that was named fits, and where the first does not.
  package static func fit(
    _ format: AccessLogFormat, _ head: [UInt8]
  ) -> (fitting: Int, lines: Int, problem: Diagnosis?) {
    let chunk = lines(of: head)
    let lines = chunk.lines.filter { line in
      guard !line.isEmpty else { return false }
      if case .columns = format.layout { return chunk.bytes[line.start] != 0x23 }
      return true
    }
    let trial = FormatTrial(format: format, chunk: chunk)
    let sample = Set(lines.prefix(sampleSize))
    let rejects = trial.rejects.filter { reject in
      reject.reason != .timestamp && sample.contains { chunk.position(of: $0) == reject.position }
    }
    let problem = rejects.first.map { reject in
      place(of: reject, format: format, chunk: chunk, likeness: nil)
    }
    return (sample.count - rejects.count, sample.count, problem)
  }

  /// What is tried on lines like the first.
  private static func candidates(_ first: ByteRange?, _ chunk: LineChunk) -> [AccessLogFormat] {
    guard let first else { return AccessLogFormat.all }
    let bytes = unsafe chunk.bytes.span.bytes
    var reader = SyslogPrefix()
    let prefix = reader.length(bytes, from: first.start, to: first.end)
    let line = chunk.copy(ByteRange(first.start + prefix, first.end))
    var formats = AccessLogFormat.all
    if line.first == 0x7b {
      formats = ["caddy", "traefik_json", "nginx_json"].map(FormatPresets.format)
      if let free = JSONKeys.freeFormat(of: line) { formats.append(free) }
    }
    return prefix > 0 ? formats.map { $0.isWrapped ? $0 : $0.wrapped() } : formats
  }

  /// A log whose first line is the one that a preset begins with.
  private static func headed(_ chunk: LineChunk) -> (result: Result, reason: String)? {
    guard let first = chunk.lines.first(where: { !$0.isEmpty }) else { return nil }
    let bytes = unsafe chunk.bytes.span.bytes
    for format in FormatPresets.headed.map(FormatPresets.format) {
      if case .line(let layout) = format.layout,
        AccessLogParser.isHeader(first, bytes, layout.header)
      {
        return (.found(format), "\(format.name): its first line names the columns")
      }
    }
    return nil
  }

  /// A log with a `#Fields:` line, which says by itself what it is.
  private static func columns(
    _ chunk: LineChunk, _ head: [UInt8]
  ) -> (result: Result, reason: String)? {
    let bytes = unsafe chunk.bytes.span.bytes
    guard let first = chunk.lines.first(where: { !$0.isEmpty }),
      bytes.byte(at: first.start) == 0x23,
      let line = chunk.lines.first(where: { !$0.isEmpty && W3CHeader.isFields(bytes, $0) })
    else { return nil }
    let text = String(decoding: chunk.copy(line).map { $0 < 0x7f ? $0 : 0x20 }, as: UTF8.self)
    do throws(FormatProblem) {
      let format = try AccessLogFormat.compile(text)
      return (.found(format), "\(format.name): its #Fields: line names the columns")
    } catch {
      let diagnosis = Diagnosis(
        likeness: "a W3C log, but \(error.what)", remedy: error.advice)
      return (.unknown(diagnosis), diagnosis.summary)
    }
  }

  /// The lines of `head`; the last counts too, for it may be a file's last without a line feed.
  private static func lines(of head: [UInt8]) -> LineChunk {
    let text = head.last == Ascii.lineFeed ? head : head + [Ascii.lineFeed]
    var reader = LineReader(ByteSource(plain: text), chunkSize: text.count)
    var chunk = LineChunk()
    // The bytes are in memory: nothing can fail, and one read takes them all.
    _ = try? reader.read(into: &chunk)
    return chunk
  }

  private static func diagnose(
    _ head: [UInt8], chunk: LineChunk, lines: [ByteRange], trials: [FormatTrial]
  ) -> Diagnosis {
    if let likeness = FileLikeness.recognise(head) { return Diagnosis(likeness: likeness) }
    guard let line = lines.first else { return Diagnosis(likeness: nil) }
    let position = chunk.position(of: line)
    let failures = trials.compactMap { trial in
      trial.rejects.first { $0.position == position }.map { (trial.format, $0) }
    }
    // Of two that came equally far, the one named first explains more.
    guard let first = failures.first else { return Diagnosis(likeness: nil) }
    let (format, reject) = failures.reduce(first) { $1.1.column > $0.1.column ? $1 : $0 }
    // Whoever gets no further than to the time has met no log line at all.
    let isText = !reject.head.prefix(reject.column - 1).contains(Ascii.openingBracket)
    return place(
      of: reject, format: format, chunk: chunk, likeness: isText ? FileLikeness.text : nil)
  }

  private static func place(
    of reject: LineReject, format: AccessLogFormat, chunk: LineChunk, likeness: String?
  ) -> Diagnosis {
    let index = chunk.lines.firstIndex { chunk.position(of: $0) == reject.position } ?? 0
    return Diagnosis(
      likeness: likeness,
      place: Diagnosis.Place(
        format: format, line: index + 1, column: reject.column, expected: reject.expected),
      sample: Escapes.sample(reject.head))
  }
}
