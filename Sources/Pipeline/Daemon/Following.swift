package import Clickstream
import Enrichment
import Intake
import Settings
import Warehouse

/// The work of a daemon: follows its inputs, reads what is new, commits it.
///
/// One task at a time uses it. The sources share the connections, the memory of what is stored,
/// and the room for lines.
package final class Following {
  package struct Clock: Sendable {
    /// The wall clock.
    let now: @Sendable () -> Instant
    /// The time since any fixed moment; never goes back, whatever the wall clock does.
    let elapsed: @Sendable () -> Duration

    package init(
      now: @escaping @Sendable () -> Instant, elapsed: @escaping @Sendable () -> Duration
    ) {
      self.now = now
      self.elapsed = elapsed
    }
  }

  let settings: FollowingSettings
  let work: FollowingWork
  let clock: Clock
  let log: DaemonLog
  private(set) var sources: [FollowedSource] = []
  /// Open files whose end has not been met since they grew.
  var unread: Set<FileIdentity> = []
  /// Something was found that a look at the folders must follow.
  var wantsScan = true
  /// Rows were stored since indexes were last looked after, and when that was.
  var mayLackIndexes = false
  var indexed: Duration?
  /// When what is too old was destroyed last.
  var dropped: Duration?
  /// Gaps that were found and not told of yet.
  var gaps: [(source: FollowedSource, gap: SourceGap)] = []
  /// The file that was first in the last pass, so that another one is in the next.
  private var first = 0
  /// Chunks that are read of a file before it is the turn of the next.
  private static let turn = 8
  /// Files that are opened at one look: each holds a chunk until it is its turn.
  private static let mostOpened = 64
  private var opened = 0
  /// Not all files were opened at the last look.
  var isPutOff = false
  /// Whether the look that is going on may go on.
  private(set) var isRunning: () -> Bool = { true }
  /// When other files were read last while one was compared with what is stored.
  var breathed = Duration.zero

  init(settings: FollowingSettings, work: FollowingWork, clock: Clock, log: DaemonLog) {
    self.settings = settings
    self.work = work
    self.clock = clock
    self.log = log
  }

  func add(_ source: FollowedSource) { sources.append(source) }

  /// Looks at the file system, and does what follows from it.
  ///
  /// - Parameter isRunning: asked before each file is opened, for that may take long; what is not
  ///   done is due at the next look.
  package func scan(while isRunning: @escaping () -> Bool = { true }) async throws {
    self.isRunning = isRunning
    defer { self.isRunning = { true } }
    breathed = clock.elapsed()
    wantsScan = false
    opened = 0
    isPutOff = false
    work.queue.now = clock.now()
    let found = sources.map { ScannedFiles($0.input.source) }
    var met: Set<FileIdentity> = []
    for (source, found) in zip(sources, found) {
      // A file of two inputs is followed in the first that names it.
      let files = found.files.filter { !met.contains($0.identity) }
      met.formUnion(files.map(\.identity).filter { !found.siblings.contains($0) })
      try await look(at: files, of: source, found, while: isRunning)
    }
  }

  private func look(
    at files: [FileSighting], of source: FollowedSource, _ found: ScannedFiles,
    while isRunning: () -> Bool
  ) async throws {
    source.siblings = found.siblings
    for sighting in files { _ = source.file(at: sighting) }
    if source.passOverWhatIsThere() {
      try await work.queue.finish()
      try await writeDown(source)
    }
    source.hasLooked = true
    let actions = source.follower.observe(
      files, descriptors: source.descriptors, at: clock.elapsed())
    for action in actions {
      if case .open = action {
        opened += 1
        if opened > Self.mostOpened || !isRunning() {
          wantsScan = true
          isPutOff = true
          continue
        }
      }
      try await perform(action, source)
    }
    source.look(at: found.maildirs, now: clock.elapsed())
    settings.watch(
      ScannedFiles.folders(
        of: source.input.source, maildirs: found.maildirs, files: found.files))
    let obstacle = found.isEmpty ? ReadAccess.obstacle(to: source.input.source.path) : nil
    source.note(
      found.isEmpty ? obstacle?.text ?? "no file has such a name yet" : source.maildirNote ?? "")
    if let problem = found.problems.first ?? obstacle?.trouble ?? source.problem {
      report(problem, of: source)
    } else {
      source.recover()
    }
  }

  /// Reads on in all open files until nothing is new, while `isRunning` says so; sends it all off.
  ///
  /// - Returns: whether anything was read.
  package func read(while isRunning: () -> Bool) async throws -> Bool {
    work.queue.now = clock.now()
    var hasRead = false
    var pending = sources.flatMap { source in
      source.follower.files.compactMap { identity, file in
        file.phase == .open ? (source: source, identity: identity) : nil
      }
    }
    if !pending.isEmpty {
      first = (first + 1) % pending.count
      pending = Array(pending[first...] + pending[..<first])
    }
    while !pending.isEmpty, isRunning() {
      var remaining: [(source: FollowedSource, identity: FileIdentity)] = []
      for (source, identity) in pending where isRunning() {
        guard let file = source.file(identity), let open = file.open else { continue }
        guard open.isUntouched else {
          try await perform(.truncated(identity), source)
          wantsScan = true
          continue
        }
        let before = open.taken
        open.records.setClock(work.queue.now)
        let hasMore = try await turn(identity, file, open, source)
        // So that not every file has a batch in the making.
        try await open.stream.send(&work.queue)
        settle(file, source)
        if open.taken > before || unread.contains(identity) { hasRead = true }
        if hasMore { remaining.append((source, identity)) }
      }
      pending = remaining
    }
    for source in sources {
      if try await readMail(source, while: isRunning) { hasRead = true }
    }
    return hasRead
  }

  /// Reads a little of one file; whether there is more.
  private func turn(
    _ identity: FileIdentity, _ file: FollowedFile, _ open: OpenFile, _ source: FollowedSource
  ) async throws -> Bool {
    work.enricher.use(source.input.directory)
    for _ in 0..<Self.turn {
      switch try await open.step(work) {
      case .lines: continue
      case .end:
        if open.isGzip {
          try await end(identity, file, open, source)
          return false
        }
        unread.remove(identity)
        source.follower.noteRead(identity, taken: open.taken)
        file.noteCurrent(clock.now())
        return false
      case .fault(let error):
        try await broken(identity, file, open, source, error)
        return false
      }
    }
    source.follower.noteRead(identity, taken: open.taken)
    return true
  }

  /// What stood before a fault was taken; the file is tried again.
  func broken(
    _ identity: FileIdentity, _ file: FollowedFile, _ open: OpenFile, _ source: FollowedSource,
    _ error: ByteSourceError
  ) async throws {
    try await open.stream.send(&work.queue)
    settle(file, source)
    file.close(.unreadable, note: error.description)
    source.follower.noteFailed(identity, at: clock.elapsed())
    unread.remove(identity)
    report(error.description, of: source)
  }

  /// Waits until all that was read is committed.
  package func commit() async throws { try await work.queue.finish() }

  /// After a batch failed: closes all files, so that they are found again as the database has them.
  package func startOver() {
    work.forget()
    unread.removeAll()
    wantsScan = true
    for source in sources {
      for (identity, file) in source.files where file.open != nil {
        file.close(.waiting, note: "is looked at anew")
        source.follower.renew(identity)
      }
    }
  }

  /// Reads files to their end that have no name any more: whoever goes on could not find them.
  func finishGone(while isRunning: () -> Bool = { true }) async throws {
    for source in sources {
      for (identity, file) in source.follower.files
      where file.phase == .open && file.isGone && isRunning() {
        try await finish(identity, source, while: isRunning)
      }
    }
    try await commit()
  }

  /// Takes files as whole that were rotated away and are not written to any more, without waiting
  /// whether that stays so.
  func finishQuiet() async throws {
    for source in sources {
      for (identity, file) in source.follower.files
      where file.phase == .open && file.isLeaving && !isFresh(file.sighting) {
        try await perform(.finish(identity), source)
      }
    }
  }

  func report(_ message: String, of source: FollowedSource) {
    let isNew = source.progress.error != message
    source.fail(message, at: clock.now())
    if isNew { log.problem(message, source: source.lease.name) }
  }

  func note(_ gap: SourceGap, of source: FollowedSource) async throws {
    let (lease, now) = (source.lease, clock.now())
    try await work.session.steady { try await $0.note(gap, of: lease, now: now) }
    var found = gap
    found.found = now
    gaps.append((source, found))
    log.gap(gap, source: lease.name)
  }

  /// When something is due although nothing happens.
  package var nextDue: Duration? { sources.compactMap { $0.follower.nextDue() }.min() }

  /// Whether everything that was seen is read, or cannot be read as it is.
  var isCurrent: Bool { unread.isEmpty && sources.allSatisfy(\.isCurrent) }

  /// The open file that reads a stream, in whichever input.
  func isRead(_ generation: Int64) -> Bool {
    sources.contains { $0.reader(of: generation) != nil }
  }

  /// Files that waited for one that ended are looked at again.
  func wakeStandby(of generation: Int64) {
    for source in sources where source.wakeStandby(of: generation) { wantsScan = true }
  }

  /// After the inputs were gone through once: what an earlier daemon left unread and is gone.
  package func afterFirstPass() async throws {
    guard !isPutOff else { return }
    for source in sources {
      // What is still being written may hold what is looked for.
      guard !source.hints.isEmpty, !source.files.values.contains(where: \.isStillWritten) else {
        continue
      }
      let present = Set(sources.flatMap { $0.files.values.map(\.row.generation) })
      for row in source.lostFiles(present) {
        let known = row.size - row.taken
        // Of what was packed nobody knows how many bytes of its stream are missing.
        try await note(
          SourceGap(
            path: row.path, reason: .vanished,
            generation: row.taken == row.position ? row.generation : 0,
            position: row.position, bytes: known > 0 ? known : nil), of: source)
      }
    }
  }

  /// Gaps that an earlier daemon noted, and of which it told nobody.
  func recallGaps(after last: Following? = nil) async throws {
    let before = Set(last?.sources.map(\.lease.id) ?? [])
    for source in sources where !before.contains(source.lease.id) {
      let lease = source.lease
      gaps += try await work.session.steady { try await $0.untoldGaps(of: lease) }
        .map { (source, $0) }
    }
  }

  /// Operators have been told of gaps, by input.
  func noteTold(_ told: [String: [SourceGap]]) async throws {
    for source in sources {
      guard let gaps = told[source.lease.name] else { continue }
      let (lease, now) = (source.lease, clock.now())
      try await work.session.steady { try await $0.markTold(gaps, of: lease, now: now) }
    }
  }

  func takeGaps() -> [(source: String, gap: SourceGap)] {
    defer { gaps = [] }
    return gaps.map { ($0.source.lease.name, $0.gap) }
  }
}
