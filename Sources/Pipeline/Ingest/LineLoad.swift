import Clickstream
import Enrichment
import Intake
import Warehouse

/// Loads what is new in one file of lines, from its beginning to its end.
struct LineLoad {
  let session: LoadingSession
  let origin: LineStream.Origin
  let batches: BatchSize
  let now: Instant
  let progress: @Sendable (IngestUpdate) -> Void
  var records: RecordReader
  var summary: IngestSummary.Input
  /// What was asked for by name is loaded even where it was undone.
  let loadsUndone: Bool

  /// A fault of the source after good bytes; they were loaded.
  private(set) var fault: ByteSourceError?
  private(set) var wasInterrupted = false

  init(
    session: LoadingSession, origin: LineStream.Origin, batches: BatchSize, now: Instant,
    progress: @escaping @Sendable (IngestUpdate) -> Void, records: RecordReader,
    summary: IngestSummary.Input, loadsUndone: Bool
  ) {
    self.session = session
    self.origin = origin
    self.batches = batches
    self.now = now
    self.progress = progress
    self.records = records
    self.summary = summary
    self.loadsUndone = loadsUndone
  }

  /// Loads what is new in `source`; false where another loader moved the stream meanwhile and the
  /// source must be read again from its beginning.
  mutating func load(
    _ source: consuming ByteSource, _ enricher: inout Enricher
  ) async throws -> Bool {
    let size = source.status?.size
    var reader = LineReader(source, chunkSize: batches.chunk)
    let opening = try await LineStream.open(
      origin, &reader, session: session, batches: batches,
      request: LineStream.Request(loadsUndone: loadsUndone), now: now)
    var stream: LineStream
    switch opening {
    case .empty: summary.note = "empty"
    case .known: summary.note = "already loaded"
    case .undone: summary.note = UndoneStream.advice
    case .followed: summary.note = "left to the daemon that follows it"
    case .stranger, .elsewhere, .moved: return false
    case .opened(let opened):
      stream = opened
      do {
        try await load(&stream, &reader, &enricher, size: size)
      } catch {
        enricher.forgetStored()
        try? await session.disown()
        throw error
      }
      try await session.disown()
    }
    return true
  }

  private mutating func load(
    _ stream: inout LineStream, _ reader: inout LineReader, _ enricher: inout Enricher,
    size: Int64?
  ) async throws {
    var queue = BatchQueue(session: session, now: now)
    var room = LineRoom()
    var sent: Int64 = 0
    var isRunning = true
    reading: while isRunning {
      switch try await stream.step(&reader, &room, &records, &enricher, &queue) {
      case .lines: break
      case .end: break reading
      case .fault(let found):
        fault = found
        break reading
      }
      if stream.lines > sent {
        sent = stream.lines
        report(reader, size: size, lines: sent, isFinished: false)
      }
      if Task.isCancelled { isRunning = false }
    }
    wasInterrupted = !isRunning
    try await stream.send(&queue)
    try await queue.finish()
    summary.read += stream.lines
    summary.bytes += stream.bytes
    summary.counted += stream.counted
    summary.ignored += stream.ignored + queue.committed.erased
    summary.kept += queue.committed.events + queue.committed.contacts
    summary.rejected += queue.committed.rejected
    summary.note = stream.note
    if stream.start > 0, stream.note.isEmpty {
      summary.note =
        stream.lines == 0 ? "already loaded" : "went on from byte \(stream.start)"
    }
    if queue.committed.erased > 0 {
      let erased = ErasedRecords.note(queue.committed.erased, "record")
      summary.note = [summary.note, erased].filter { !$0.isEmpty }.joined(separator: "; ")
    }
    report(reader, size: size, lines: summary.read, isFinished: true)
  }

  private func report(
    _ reader: borrowing LineReader, size: Int64?, lines: Int64, isFinished: Bool
  ) {
    progress(
      IngestUpdate(
        path: origin.path, bytes: reader.source.rawPosition, size: size, lines: lines,
        isFinished: isFinished))
  }
}
