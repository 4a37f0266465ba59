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
  package static func detect(_ head: [UInt8]) -> Result {
    let chunk = lines(of: head)
    let lines = chunk.lines.filter { !$0.isEmpty }
    let trials = AccessLogFormat.all.map { Trial(format: $0, chunk: chunk) }
    let fitting = lines.indices.filter { index in trials.contains { $0.scores[index] > 0 } }
    guard !fitting.isEmpty, fitting.count * sparseness >= lines.count else {
      return .unknown(diagnose(head, chunk: chunk, lines: lines, trials: trials))
    }
    // A last line that may be cut off fits simpler formats too: it counts where nothing else does.
    let whole = head.last == Ascii.lineFeed ? fitting : fitting.filter { $0 != lines.count - 1 }
    let sample = (whole.isEmpty ? fitting : whole).prefix(sampleSize)
    var best = trials[0]
    var bestScore = 0
    for trial in trials {
      let score = sample.reduce(0) { $0 + trial.scores[$1] }
      if score > bestScore { (best, bestScore) = (trial, score) }
    }
    return .found(best.format)
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

  /// How one format does on all lines.
  private struct Trial {
    let format: AccessLogFormat
    /// 2 a full match, 1 a match with doubts, 0 none; by the index among lines that are not empty.
    var scores: [Int] = []
    /// Rejects in the order of lines, to be looked up by position.
    var rejects: ContiguousArray<LineReject>

    init(format: AccessLogFormat, chunk: LineChunk) {
      self.format = format
      var parser = AccessLogParser(format: format, now: Instant(microseconds: .max))
      var batch = AccessBatch()
      parser.parse(chunk, into: &batch)
      rejects = batch.rejects
      var record = batch.records.startIndex
      var reject = batch.rejects.startIndex
      for line in chunk.lines where !line.isEmpty {
        if record < batch.records.endIndex, batch.records[record].line == line {
          let found = batch.records[record]
          let isDoubtful = found.flags.contains(.userHasBlanks) || found.address.isEmpty
          scores.append(isDoubtful ? 1 : 2)
          record += 1
        } else {
          while batch.rejects[reject].position < chunk.position(of: line) { reject += 1 }
          scores.append(batch.rejects[reject].reason == .timestamp ? 2 : 0)
        }
      }
    }
  }

  private static func diagnose(
    _ head: [UInt8], chunk: LineChunk, lines: [ByteRange], trials: [Trial]
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
    let number = (chunk.lines.firstIndex(of: line) ?? 0) + 1
    // Whoever gets no further than to the time has met no log line at all.
    let isText = !reject.head.prefix(reject.column - 1).contains(Ascii.openingBracket)
    return Diagnosis(
      likeness: isText ? FileLikeness.text : nil,
      place: Diagnosis.Place(
        format: format, line: number, column: reject.column, expected: reject.expected),
      sample: Escapes.sample(reject.head))
  }
}
