import Clickstream
import Enrichment
import Intake
import Warehouse

/// A stream of lines while it is read: where it stands, and the batch in the making.
struct LineStream {
  /// What a file turned out to be.
  enum Opening {
    /// It has no line yet.
    case empty
    /// All that it holds is stored, in this stream.
    case known(generation: Int64)
    /// Another open file is read into its stream.
    case elsewhere(generation: Int64)
    /// It was undone.
    case undone(generation: Int64)
    /// A daemon follows it.
    case followed(generation: Int64)
    /// It goes on with no stream that is known, and only such files are wanted.
    case stranger
    /// Somebody else moved or holds it: look again.
    case moved
    case opened(LineStream)
  }

  /// What one step of reading came upon.
  enum Step {
    case lines
    /// The end, for now or for good.
    case end
    /// A fault of the source after good bytes, which were taken.
    case fault(ByteSourceError)
  }

  /// What is known of a file before it is read.
  struct Origin: Sendable {
    var path: String
    var kind: StreamRow.Kind
    var format: String
    var site: Int64?
    var source: Int64?
    /// The right of the daemon that reads it; nil where it is loaded by hand.
    var lease: SourceLease?
  }

  /// What is wanted of a file.
  struct Request {
    /// A stream that was undone is loaded afresh.
    var loadsUndone = false
    /// Only what goes on with a known stream.
    var onlyKnown = false
    /// The file as it was seen last, to find its stream without reading all of it.
    var hint: FollowedFileRow?
    /// Whether another open file is read into a stream.
    var isReadElsewhere: (Int64) -> Bool = { _ in false }
  }

  let origin: Origin
  /// The stream as this reader found it.
  let row: StreamRow
  /// Byte offset from which lines are new.
  let start: Int64
  /// For people: empty, or what is special about the file.
  private(set) var note = ""
  private let batches: BatchSize
  private var chain: ContentChain
  private var batch: StreamBatch
  private var held: ArraySlice<LineChunk>
  private var fault: ByteSourceError?
  /// What the lines before the first held chunk said of the columns; told once.
  private var fieldsLine: [UInt8]?
  private var hasBegun = false
  private var replay: ReplayWatch
  /// It says again, as far as is known, what a stored stream says.
  private(set) var isReplay = false
  /// Lines and bytes taken.
  private(set) var lines: Int64 = 0
  private(set) var bytes: Int64 = 0
  private(set) var counted: Int64 = 0
  private(set) var ignored: Int64 = 0
  private(set) var rejected: Int64 = 0

  private init(
    _ origin: Origin, row: StreamRow, from mark: StreamMark, replacing: StreamBatch.Replaced?,
    held: [LineChunk], fault: ByteSourceError?, batches: BatchSize, ids: Ids
  ) {
    self.origin = origin
    self.row = row
    start = mark.position
    self.batches = batches
    chain = ContentChain(ids: ids, from: mark)
    batch = Self.batch(origin, row, at: mark)
    batch.replaced = replacing
    self.held = held[...]
    self.fault = fault
    replay = ReplayWatch(ids: ids, from: mark.position)
  }

  /// Bytes that two files share of their beginnings by more than the head that all logs of a server have.
  private static let notableBeginning: Int64 = 8_192

  /// Where reading stands: the end of the last whole line that was taken.
  var mark: StreamMark { chain.mark }
  /// Whether a batch is in the making.
  var hasBatch: Bool { batch.lines > 0 }

  private static func batch(_ origin: Origin, _ row: StreamRow, at mark: StreamMark) -> StreamBatch
  {
    var batch = StreamBatch(
      generation: row.generation, epoch: row.epoch, name: FileName.last(of: origin.path),
      start: mark, end: mark)
    batch.lease = origin.lease
    return batch
  }

  /// Finds out which stream a file holds, and takes it over.
  static func open(
    _ origin: Origin, _ reader: inout LineReader, session: LoadingSession, batches: BatchSize,
    request: Request, now: Instant, breathe: () async throws -> Void = {}
  ) async throws -> Opening {
    var finder = StreamFinder(ids: session.ids)
    guard
      let found = try await finder.find(
        in: &reader, session, hint: request.hint, breathe: breathe)
    else { return .empty }
    let from: StreamMark
    var replaced: StreamBatch.Replaced?
    let generation: Int64
    var note = ""
    switch found {
    case .nothingNew(let known): return .known(generation: known)
    case .resume(let known, let mark, let state, let isFollowed):
      if state == .undone { return .undone(generation: known) }
      if isFollowed, origin.lease == nil { return .followed(generation: known) }
      if request.isReadElsewhere(known) { return .elsewhere(generation: known) }
      (generation, from) = (known, mark)
    case .new where request.onlyKnown: return .stranger
    case .new(let ownId, let parent, let partingBlock, let mark):
      var id = ownId
      if finder.hasOthers {
        switch try await UndoneStream.find(in: origin.path, session) {
        case .same(let undone):
          guard request.loadsUndone else { return .undone(generation: undone) }
          _ = try await session.steady { try await $0.forget(undone) }
          return .moved
        // What tells it from all streams is farther on than what tells it from those that count.
        case .parts(let position, let then) where position > finder.parting: id = then
        default: break
        }
      }
      // Both begin with one line, and more of the other is not stored yet: look again.
      if request.isReadElsewhere(id) { return .moved }
      (generation, from) = (id, mark)
      replaced = finder.outgrown
      let stream = Warehouse.NewStream(
        generation: id, site: origin.site, kind: origin.kind,
        name: FileName.last(of: origin.path), format: origin.format, head: finder.head,
        parent: parent, partingBlock: partingBlock, origin: mark, beginnings: finder.beginnings,
        source: origin.source)
      try await session.steady { _ = try await $0.create(stream, now: now) }
      if parent != nil {
        note = "shares its beginning with another stream"
      } else if finder.parting >= Self.notableBeginning {
        note = "begins as another file does and parts from it within 64 KiB: it is read whole"
      }
    }
    guard let row = try await session.own(generation, for: origin.lease) else {
      if case .resume(_, _, _, true) = found { return .followed(generation: generation) }
      return .moved
    }
    guard row.position == from.position, row.chain == from.chain, row.state != .undone else {
      try await session.disown()
      return .moved
    }
    if let line = row.openLine {
      replaced = StreamBatch.Replaced(generation: generation, position: from.position, line: line)
    }
    var stream = LineStream(
      origin, row: row, from: from, replacing: replaced, held: finder.held, fault: finder.fault,
      batches: batches, ids: session.ids)
    stream.note = note
    stream.fieldsLine = finder.fieldsLine
    return .opened(stream)
  }

  /// Takes the next lines into the batch, and sends it off when it is full.
  ///
  /// - Parameter room: what it held before is gone.
  mutating func step(
    _ reader: inout LineReader, _ room: inout LineRoom, _ records: inout RecordReader,
    _ enricher: inout Enricher, _ queue: inout BatchQueue
  ) async throws -> Step {
    if !hasBegun {
      records.learn(fieldsLine: fieldsLine)
      hasBegun = true
    }
    if let next = held.popFirst() {
      room.chunk = next
      // A slice keeps what was taken from it.
      if held.isEmpty { held = [] }
    } else if let fault {
      self.fault = nil
      return .fault(fault)
    } else {
      let isMore: Bool
      do {
        isMore = try reader.read(into: &room.chunk)
      } catch {
        return .fault(error)
      }
      guard isMore else {
        try await lookForReplay(isEnd: true, &queue)
        return .end
      }
    }
    if room.chunk.isUnterminated {
      try await takeOpenLine(&room, &records, &enricher, &queue)
      // What cut the stream off is told only by reading past its last line.
      return .lines
    }
    try await take(&room, &records, &enricher, &queue)
    room.chunk.forEachLine { line in
      guard line.start >= start else { return }
      batch.lines += 1
      room.chunk.withBytes(of: line) {
        chain.add($0, end: line.end)
        if replay.isWatching { replay.add($0, end: line.end) }
      }
    }
    batch.end = chain.mark
    try await lookForReplay(isEnd: false, &queue)
    if batch.lines >= batches.lines
      || batch.end.position - batch.start.position >= batches.bytes
    {
      try await send(&queue)
    }
    return .lines
  }

  private mutating func lookForReplay(isEnd: Bool, _ queue: inout BatchQueue) async throws {
    guard replay.isUndecided,
      try await replay.isReplay(isEnd: isEnd, queue.session, idle: { try await queue.finish() })
    else { return }
    isReplay = true
    note = ReplayWatch.note
  }

  /// Sends the batch off, if there is one.
  mutating func send(_ queue: inout BatchQueue) async throws {
    guard batch.lines > 0 else { return }
    batch.blocks = chain.takeBlocks()
    lines += batch.lines
    bytes += batch.end.position - batch.start.position + (batch.openLine?.length ?? 0)
    counted += batch.content.counted
    ignored += batch.content.ignored.values.reduce(0, +)
    rejected += Int64(batch.content.rejects.count)
    let ready = batch
    batch = Self.batch(origin, row, at: chain.mark)
    try await queue.launch(ready)
  }

  /// Parses and enriches a chunk into the batch.
  private mutating func take(
    _ room: inout LineRoom, _ records: inout RecordReader, _ enricher: inout Enricher,
    _ queue: inout BatchQueue
  ) async throws {
    if queue.takeRefusal() { enricher.forgetStored() }
    enricher.salts.renew(queue.now)
    let missing = records.prepare(room.chunk, from: start, &room.access, &enricher)
    if !missing.isEmpty {
      // One task at a time uses the connection.
      try await queue.finish()
      for (period, salt) in try await queue.session.salts(of: missing, now: queue.now) {
        enricher.salts.add(period, salt)
      }
    }
    records.read(room.chunk, from: start, room.access, &enricher, into: &batch)
  }

  /// Takes a last line that has no line feed: stored now, replaced once it has grown.
  ///
  /// It is a batch of its own, so that what became of it can be told and taken back.
  private mutating func takeOpenLine(
    _ room: inout LineRoom, _ records: inout RecordReader, _ enricher: inout Enricher,
    _ queue: inout BatchQueue
  ) async throws {
    let length = room.chunk.end - chain.mark.position
    // A copy that was cut off earlier in the same line says less.
    guard length > 0, length > batch.replaced?.line.length ?? 0 else { return }
    try await send(&queue)
    try await take(&room, &records, &enricher, &queue)
    batch.lines += 1
    batch.end = chain.mark
    var open = StreamRow.OpenLine(chain: 0, length: length, event: nil)
    room.chunk.forEachLine { line in
      open.chain = room.chunk.withBytes(of: line) { chain.next($0) }
    }
    if let event = batch.content.events.last, event.position >= chain.mark.position {
      open.event = (event.visitor, event.at)
    }
    batch.openLine = open
    try await send(&queue)
  }
}

/// Room for lines and for what is made of them, used again for whatever is read next.
struct LineRoom {
  var chunk = LineChunk()
  var access = AccessBatch()
}

enum FileName {
  /// The part of a path after the last slash.
  static func last(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
