import Clickstream
import Enrichment
import Intake
import Warehouse

/// Reads one stream of lines from its source into the database, from where the database stands.
struct LineStream {
  /// Batches on their way, oldest first: two at most.
  private typealias InFlight = [BatchInFlight]

  let session: LoadingSession
  let path: String
  let kind: StreamRow.Kind
  let format: String
  let site: Int64?
  let now: Instant
  let batches: BatchSize
  /// A stream that was taken back is loaded afresh, and not passed by.
  let reloadsUndone: Bool
  let progress: @Sendable (IngestUpdate) -> Void
  var records: RecordReader
  var summary: IngestSummary.Input

  /// A fault of the source after good bytes; they were loaded.
  private(set) var fault: ByteSourceError?
  private(set) var wasInterrupted = false

  init(
    session: LoadingSession, path: String, kind: StreamRow.Kind, format: String, site: Int64?,
    now: Instant, batches: BatchSize, reloadsUndone: Bool,
    progress: @escaping @Sendable (IngestUpdate) -> Void,
    records: RecordReader,
    summary: IngestSummary.Input
  ) {
    self.session = session
    self.path = path
    self.kind = kind
    self.format = format
    self.site = site
    self.now = now
    self.batches = batches
    self.reloadsUndone = reloadsUndone
    self.progress = progress
    self.records = records
    self.summary = summary
  }

  /// Loads what is new in `source`; false where another loader moved the stream meanwhile and the
  /// source must be read again from its beginning.
  mutating func load(_ source: consuming ByteSource) async throws -> Bool {
    let size = source.status?.size
    var reader = LineReader(source, chunkSize: batches.chunk)
    var finder = StreamFinder(ids: session.ids)
    guard let found = try await finder.find(in: &reader, session) else {
      summary.note = "empty"
      return true
    }
    if finder.fault != nil { fault = finder.fault }
    let from: StreamMark
    var replaced: StreamBatch.Replaced?
    let generation: Int64
    switch found {
    case .nothingNew:
      summary.note = "already loaded"
      return true
    case .resume(let known, let mark):
      (generation, from) = (known, mark)
    case .new(let ownId, let parent, let partingBlock, let mark):
      var id = ownId
      if finder.hasOthers {
        switch try await undone() {
        case .same(let taken): return try await passOrForget(taken)
        // What tells it from all streams is farther on than what tells it from those that count.
        case .parts(let position, let then) where position > finder.parting: id = then
        default: break
        }
      }
      (generation, from) = (id, mark)
      replaced = finder.outgrown
      let stream = Warehouse.NewStream(
        generation: id, site: site, kind: kind, name: FileName.last(of: path), format: format,
        head: finder.head, parent: parent, partingBlock: partingBlock, origin: mark,
        beginnings: finder.beginnings)
      let now = now
      try await session.steady { _ = try await $0.create(stream, now: now) }
      if parent != nil { summary.note = "shares its beginning with another stream" }
    }
    guard let row = try await session.own(generation), row.position == from.position,
      row.chain == from.chain, row.state != .undone
    else {
      try await session.disown()
      return false
    }
    if let line = row.openLine {
      replaced = StreamBatch.Replaced(
        generation: generation, position: from.position, line: line)
    }
    do {
      try await load(row, from: from, replacing: replaced, held: finder.held, &reader, size: size)
    } catch {
      try? await session.disown()
      throw error
    }
    try await session.disown()
    if from.position > 0, summary.note.isEmpty {
      summary.note = summary.read == 0 ? "already loaded" : "went on from byte \(from.position)"
    }
    return true
  }

  private func undone() async throws -> UndoneStream.Finding {
    // Standard input cannot be read twice.
    guard path != "-" else { throw IngestError.undone(path) }
    return try await UndoneStream.find(in: path, session)
  }

  /// What is done with a stream that was taken back; false where it is to be read as a new one.
  private mutating func passOrForget(_ generation: Int64) async throws -> Bool {
    guard reloadsUndone else {
      summary.note = "taken back by undo, passed by: name it to `footfall ingest` to load it again"
      return true
    }
    _ = try await session.steady { try await $0.forget(generation) }
    return false
  }

  private mutating func load(
    _ row: StreamRow, from: StreamMark, replacing replaced: StreamBatch.Replaced?,
    held: [LineChunk], _ reader: inout LineReader, size: Int64?
  ) async throws {
    var chain = ContentChain(ids: session.ids, from: from)
    var batch = begin(row, at: from)
    batch.replaced = replaced
    var inFlight: InFlight = []
    var held = held[...]
    var chunk = LineChunk()
    var isRunning = true
    while isRunning {
      if let next = held.popFirst() {
        chunk = next
      } else if fault != nil {
        break
      } else {
        do {
          guard try reader.read(into: &chunk) else { break }
        } catch {
          fault = error
          break
        }
      }
      if chunk.isUnterminated {
        guard isNewOpenLine(chunk, after: chain.mark, replacing: batch.replaced?.line) else {
          break
        }
        if batch.lines > 0 {
          // It is a batch of its own, so that what became of it can be told and taken back.
          batch.blocks = chain.takeBlocks()
          try await launch(batch, &inFlight)
          batch = begin(row, at: chain.mark)
        }
        try await take(chunk, from: from.position, &batch, after: &inFlight)
        finishOpenLine(chunk, chain, &batch)
        noteFault(&reader)
        break
      }
      try await take(chunk, from: from.position, &batch, after: &inFlight)
      chunk.forEachLine { line in
        guard line.start >= from.position else { return }
        batch.lines += 1
        chunk.withBytes(of: line) { chain.add($0, end: line.end) }
      }
      batch.end = chain.mark
      if batch.lines >= batches.lines
        || batch.end.position - batch.start.position >= batches.bytes
      {
        batch.blocks = chain.takeBlocks()
        try await launch(batch, &inFlight)
        batch = begin(row, at: chain.mark)
        report(reader, size: size, isFinished: false)
      }
      if Task.isCancelled { isRunning = false }
    }
    wasInterrupted = !isRunning
    if batch.lines > 0 {
      batch.blocks = chain.takeBlocks()
      try await launch(batch, &inFlight)
    }
    try await finish(&inFlight)
    report(reader, size: size, isFinished: true)
  }

  /// What cut the stream off is told only by reading past its last line.
  private mutating func noteFault(_ reader: inout LineReader) {
    var rest = LineChunk()
    do {
      _ = try reader.read(into: &rest)
    } catch {
      fault = fault ?? error
    }
  }

  private func begin(_ row: StreamRow, at mark: StreamMark) -> StreamBatch {
    StreamBatch(
      generation: row.generation, epoch: row.epoch, name: FileName.last(of: path), start: mark,
      end: mark)
  }

  /// Parses and enriches a chunk into the batch.
  private mutating func take(
    _ chunk: LineChunk, from start: Int64, _ batch: inout StreamBatch,
    after inFlight: inout InFlight
  ) async throws {
    let missing = records.prepare(chunk, from: start)
    if !missing.isEmpty {
      // One task at a time uses the connection.
      try await finish(&inFlight)
      records.add(try await session.salts(of: missing, now: now))
    }
    records.read(chunk, from: start, into: &batch)
  }

  /// Whether the open last line says more than what is stored of it.
  private func isNewOpenLine(
    _ chunk: LineChunk, after mark: StreamMark, replacing stored: StreamRow.OpenLine?
  ) -> Bool {
    let length = chunk.end - mark.position
    guard length > 0 else { return false }
    // A copy that was cut off earlier in the same line says less.
    return stored.map { length > $0.length } ?? true
  }

  /// Ends the batch with a last line that has no line feed: stored now, replaced once it has grown.
  private func finishOpenLine(
    _ chunk: LineChunk, _ chain: ContentChain, _ batch: inout StreamBatch
  ) {
    batch.lines += 1
    batch.end = chain.mark
    var open = StreamRow.OpenLine(chain: 0, length: chunk.end - chain.mark.position, event: nil)
    chunk.forEachLine { line in
      open.chain = chunk.withBytes(of: line) { chain.next($0) }
    }
    if let event = batch.content.events.last, event.position >= chain.mark.position {
      open.event = (event.visitor, event.at)
    }
    batch.openLine = open
  }

  /// Commits a batch beside the making of the next one.
  ///
  /// It is not cancelled with this task: what is in hand is finished.
  private mutating func launch(_ batch: StreamBatch, _ inFlight: inout InFlight) async throws {
    summary.read += batch.lines
    summary.bytes += batch.end.position - batch.start.position + (batch.openLine?.length ?? 0)
    summary.counted += batch.content.counted
    summary.ignored += batch.content.ignored.values.reduce(0, +)
    var sealed = batch
    sealed.seal()
    if inFlight.count == 2 { try await finishOldest(&inFlight) }
    let (session, now, ready, previous) = (session, now, sealed, inFlight.last)
    // Told here, for tasks need not begin in the order in which they were made.
    let slot = previous.map { 1 - $0.slot } ?? 0
    let sent = Latch()
    let task = Task {
      try await session.load(ready, now: now, in: slot, sent: sent, after: previous)
    }
    inFlight.append(BatchInFlight(result: task, sent: sent, slot: slot))
  }

  private mutating func finishOldest(_ inFlight: inout InFlight) async throws {
    do {
      let result = try await inFlight.removeFirst().result.value
      summary.kept += result.events + result.contacts
      summary.rejected += result.rejected
      if result.hasRefusedTexts { records.forgetStored() }
    } catch {
      records.forgetStored()
      for batch in inFlight { _ = await batch.result.result }
      inFlight.removeAll()
      throw error
    }
  }

  private mutating func finish(_ inFlight: inout InFlight) async throws {
    while !inFlight.isEmpty { try await finishOldest(&inFlight) }
  }

  private func report(_ reader: borrowing LineReader, size: Int64?, isFinished: Bool) {
    progress(
      IngestUpdate(
        path: path, bytes: reader.source.rawPosition, size: size, lines: summary.read,
        isFinished: isFinished))
  }
}

enum FileName {
  /// The part of a path after the last slash.
  static func last(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
