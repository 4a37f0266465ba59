import Clickstream

/// How one format does on all lines of a file's beginning.
struct FormatTrial {
  let format: AccessLogFormat
  /// 2 a full match, 1 a match with doubts, 0 none; by the index among lines that are not empty.
  private(set) var scores: [Int] = []
  /// In the order of lines, to be looked up by position.
  private(set) var rejects: ContiguousArray<LineReject>

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
        continue
      }
      while reject < batch.rejects.endIndex,
        batch.rejects[reject].position < chunk.position(of: line)
      {
        reject += 1
      }
      let isReject =
        reject < batch.rejects.endIndex
        && batch.rejects[reject].position == chunk.position(of: line)
      // A time that is not believed does not speak against a format.
      scores.append(isReject && batch.rejects[reject].reason == .timestamp ? 2 : 0)
    }
  }

  func score(_ sample: some Sequence<Int>) -> Int { sample.reduce(0) { $0 + scores[$1] } }

  func fitting(_ sample: some Sequence<Int>) -> Int { sample.count { scores[$0] > 0 } }

  /// Of two that fit as well, the one with more fields explains more.
  var fields: Int {
    if case .line(let layout) = format.layout { layout.parts } else { 0 }
  }
}
