import Clickstream
import Enrichment
import Intake
import Mail
import Settings
import Warehouse

extension Following {
  /// Does what the follower asks for.
  func perform(
    _ action: SourceFollower.Action, _ source: FollowedSource
  ) async throws {
    switch action {
    case .open(let identity): try await open(identity, source)
    case .read(let identity):
      if source.file(identity)?.open == nil { source.follower.renew(identity) }
    case .truncated(let identity): try await truncated(identity, source)
    case .finish(let identity): try await finish(identity, source)
    case .vanished(let identity, let unread):
      try await vanished(identity, unread: unread, source)
      // It may have been cut while it was closed, and still be there.
      if source.follower.files[identity] == nil { source.forget(identity) }
    case .forget(let identity): source.forget(identity)
    }
  }

  /// Opens a file and finds out which stream it holds.
  private func open(_ identity: FileIdentity, _ source: FollowedSource) async throws {
    guard let sighting = source.follower.files[identity]?.sighting else { return }
    let file = source.file(at: sighting)
    source.isChanged = true
    do {
      try await open(file, identity, sighting, source)
    } catch let error as ByteSourceError {
      fail(file, identity, source, error.description)
    } catch let error as MailSourceError {
      fail(file, identity, source, error.description)
    } catch let error as IngestError where error.isOfOneInput {
      fail(file, identity, source, error.description)
    } catch is PutOff {
      isPutOff = true
      wantsScan = true
      wait(file, identity, source, "is looked at anew", retryAfter: .zero)
    }
  }

  /// The daemon is to end, or to read its settings again.
  private struct PutOff: Error {}

  /// Lets the other files go on where comparing one with what is stored takes long.
  ///
  /// - Throws: `PutOff`.
  private func breathe() async throws {
    let began = clock.elapsed()
    guard began - breathed >= settings.breath else { return }
    guard isRunning() else { throw PutOff() }
    let isRunning = isRunning
    _ = try await read { [clock] in
      clock.elapsed() - began < Self.longestBreath && isRunning()
    }
    try await commit()
    breathed = clock.elapsed()
  }

  private static var longestBreath: Duration { .seconds(1) }

  private func open(
    _ file: FollowedFile, _ identity: FileIdentity, _ sighting: FileSighting,
    _ source: FollowedSource
  ) async throws {
    var bytes = try ByteSource(path: sighting.path)
    guard bytes.status?.identity == identity else {
      // Somebody put another file there; the next look sees it.
      wantsScan = true
      return source.follower.noteWaiting(identity, until: clock.elapsed() + RetryPause.shortest)
    }
    file.isPacked = bytes.isGzip
    if bytes.isGzip, isFresh(sighting) {
      return waitForWriter(file, identity, source)
    }
    if let generation = try await wasRead(sighting, source) {
      file.close(.read, note: "is stored already", generation: generation)
      return source.follower.noteClosed(identity, isCopy: true)
    }
    let head = try bytes.head()
    let recognised = try source.input.recognise(
      head, path: sighting.path, topics: work.topics, now: clock.now())
    let lines: RecognisedLines
    switch recognised {
    case .lines(let found): lines = found
    case .empty: return wait(file, identity, source, "holds nothing yet")
    case .mail:
      guard !isFresh(sighting) else {
        return waitForWriter(file, identity, source)
      }
      try await loadMail(at: sighting.path, source)
      file.close(.read, note: "mail")
      return source.follower.noteClosed(identity)
    case .ledger(let list):
      let note =
        "is a list of the ledger \(list.ledger), which footfall ingest and import load whole"
      file.close(.passedBy, note: note)
      log.passedBy(sighting.path, note, source: source.lease.name)
      return source.follower.noteClosed(identity)
    case .unknown(let explanation, _):
      // A line that is still being written fits nothing.
      let hasLine = head.contains(UInt8(ascii: "\n"))
      let isLong = head.count > LineReader.defaultLineLimit
      guard bytes.isGzip || isLong || hasLine else {
        return wait(file, identity, source, "has no whole line yet")
      }
      // One that does not end for long tells nothing of those after it; other files may.
      guard isLong, !hasLine, let known = source.lastLines else {
        return fail(file, identity, source, "\(sighting.path): \(explanation); see footfall check")
      }
      lines = known
    }
    try await open(file, identity, bytes, lines, source)
  }

  private func open(
    _ file: FollowedFile, _ identity: FileIdentity, _ bytes: consuming ByteSource,
    _ lines: RecognisedLines, _ source: FollowedSource
  ) async throws {
    let path = bytes.path
    let isGzip = bytes.isGzip
    var reader = LineReader(bytes, chunkSize: work.batches.chunk)
    reader.holdsOpenLine = !isGzip
    let request = LineStream.Request(
      loadsUndone: false, onlyKnown: source.siblings.contains(identity),
      hint: isGzip ? nil : hint(for: identity, file, source),
      isReadElsewhere: isRead)
    // What is on its way may move the position that is looked for.
    try await work.queue.finish()
    let opening = try await LineStream.open(
      source.input.origin(of: path, lines, lease: source.lease), &reader, session: work.session,
      batches: work.batches, request: request, now: clock.now(),
      breathe: { try await breathe() })
    switch opening {
    case .opened(let stream):
      if source.learn(lines) { wantsScan = true }
      var records = RecordReader(lines.reader)
      records.passesOver = source.placeToBegin(
        of: file, in: stream.row.generation, isGzip: isGzip)
      let open = OpenFile(reader, stream, records)
      file.begin(open)
      source.follower.noteOpen(identity, taken: open.taken)
      // The end of what there is has not been met yet.
      unread.insert(identity)
    case .empty: wait(file, identity, source, "has no whole line yet")
    case .known(let generation):
      file.close(.read, note: "is stored already", generation: generation)
      source.follower.noteClosed(identity, isCopy: true)
    case .elsewhere(let generation):
      file.close(.read, note: "is read under another name", generation: generation)
      source.follower.noteClosed(identity, isCopy: true)
      source.wait(identity, for: generation)
    case .undone(let generation):
      file.close(.passedBy, note: UndoneStream.note, generation: generation)
      source.follower.noteClosed(identity)
    case .stranger:
      file.close(.passedBy, note: "is not named by the input")
      source.follower.noteClosed(identity)
    case .moved:
      wait(
        file, identity, source, "another footfall is loading it", retryAfter: RetryPause.shortest)
    case .followed:
      // To find that out again may take reading all of it.
      wait(
        file, identity, source, "another daemon follows it", retryAfter: .seconds(60),
        isOthers: true)
    }
  }

  /// The stream of a file that was read to its end and has not changed since, so that nobody need
  /// read it again; nil where that is not certain.
  private func wasRead(
    _ sighting: FileSighting, _ source: FollowedSource
  ) async throws -> Int64? {
    guard let hint = source.hints[sighting.identity], hint.state == .read, hint.generation != 0,
      hint.size == sighting.size, hint.modified == sighting.modifiedAt
    else { return nil }
    let isLoaded = try await work.session.steady { try await $0.isLoaded(hint.generation) }
    return isLoaded ? hint.generation : nil
  }

  /// What is known of a file from the last time that it was open, here or in an earlier daemon.
  private func hint(
    for identity: FileIdentity, _ file: FollowedFile, _ source: FollowedSource
  ) -> FollowedFileRow? {
    file.row.generation == 0 ? source.hints[identity] : file.row
  }

  /// Whether a file was written to just now.
  func isFresh(_ sighting: FileSighting) -> Bool {
    let age = clock.now().microseconds - sighting.modifiedAt.microseconds
    return age >= 0 && age < 1_000_000 * settings.rotateWaitSeconds
  }

  /// - Parameter retryAfter: nil where nothing but a change of the file helps.
  private func wait(
    _ file: FollowedFile, _ identity: FileIdentity, _ source: FollowedSource, _ note: String,
    retryAfter: Duration? = nil, isOthers: Bool = false
  ) {
    file.close(.waiting, note: note)
    let now = clock.elapsed()
    if let retryAfter {
      source.follower.noteWaiting(identity, until: now + retryAfter, isOthers: isOthers)
    } else {
      source.follower.noteFailed(identity, at: now)
    }
  }

  private func waitForWriter(
    _ file: FollowedFile, _ identity: FileIdentity, _ source: FollowedSource
  ) {
    file.close(.waiting, note: "is still being written", isStillWritten: true)
    source.follower.noteWaiting(identity, until: clock.elapsed() + RetryPause.shortest)
  }

  private func fail(
    _ file: FollowedFile, _ identity: FileIdentity, _ source: FollowedSource, _ message: String
  ) {
    file.close(.unreadable, note: message)
    source.follower.noteFailed(identity, at: clock.elapsed())
    report(message, of: source)
  }

  /// The file was cut, or written anew: what it holds now is another stream.
  private func truncated(_ identity: FileIdentity, _ source: FollowedSource) async throws {
    guard let file = source.file(identity), let open = file.open else { return }
    try await open.stream.send(&work.queue)
    try await work.queue.finish()
    let gap = SourceGap(
      path: file.row.path, reason: .truncated, generation: file.row.generation,
      position: open.stream.mark.position, bytes: nil)
    try await note(gap, of: source)
    settle(file, source)
    file.close(.waiting, note: "was truncated")
    file.holdsAnother()
    source.follower.noteTruncated(identity)
    renewCopies(of: gap.generation)
    wakeStandby(of: gap.generation)
    unread.remove(identity)
    wantsScan = true
  }

  /// Copies may hold more than what was read of the file that they are copies of.
  private func renewCopies(of generation: Int64) {
    for source in sources {
      for (identity, file) in source.files
      where file.open == nil && file.row.generation == generation && file.row.state == .read {
        source.follower.renew(identity)
      }
    }
  }

  /// The file will not grow: its last line is whole, its stream has ended.
  ///
  /// - Parameter isRunning: asked before each chunk; a file that is not read to its end stays open.
  func finish(
    _ identity: FileIdentity, _ source: FollowedSource, while isRunning: () -> Bool = { true }
  ) async throws {
    guard let file = source.file(identity), let open = file.open else {
      // It may have failed meanwhile, and is tried again.
      if source.follower.files[identity]?.phase == .open { source.follower.noteClosed(identity) }
      return
    }
    open.reader.holdsOpenLine = false
    work.enricher.use(source.input.directory)
    while isRunning() {
      switch try await open.step(work) {
      case .lines: continue
      case .end: return try await end(identity, file, open, source)
      case .fault(let error): return try await broken(identity, file, open, source, error)
      }
    }
  }

  /// Everything in the file was read, and it will not grow.
  func end(
    _ identity: FileIdentity, _ file: FollowedFile, _ open: OpenFile, _ source: FollowedSource
  ) async throws {
    try await open.stream.send(&work.queue)
    try await work.queue.finish()
    let row = open.stream.row
    try await work.session.steady { try await $0.mark(row, as: .done) }
    settle(file, source)
    file.noteCurrent(clock.now())
    let isGone = source.follower.files[identity]?.isGone ?? true
    file.close(.read, note: isGone ? "is gone" : "")
    source.follower.noteClosed(identity)
    if isGone { source.forget(identity) }
    unread.remove(identity)
    wakeStandby(of: row.generation)
  }

  /// Adds to the input's counts what was read of a file.
  func settle(_ file: FollowedFile, _ source: FollowedSource) {
    if let replay = file.takeReplay() {
      log.problem("\(file.row.path) \(replay)", source: source.lease.name)
    }
    let counts = file.takeCounts()
    file.noteProgress()
    source.note(
      lines: counts.lines, rejected: counts.rejected, now: clock.now(), at: clock.elapsed())
  }

  private func vanished(
    _ identity: FileIdentity, unread: Int64, _ source: FollowedSource
  ) async throws {
    guard let file = source.file(identity) else { return }
    // Of what is packed nobody knows how many bytes of its stream are missing.
    let read = file.isPacked ? file.row.position : max(0, file.row.size - unread)
    try await note(
      SourceGap(
        path: file.row.path, reason: .vanished,
        generation: file.isPacked ? 0 : file.row.generation,
        position: read, bytes: unread), of: source)
  }
}
