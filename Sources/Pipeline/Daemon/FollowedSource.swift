import Clickstream
import Intake
import Settings
import Warehouse

/// An input that a daemon follows: its files, and how it stands.
final class FollowedSource {
  let input: CatalogInput
  let lease: SourceLease
  /// How its last owner left it.
  let standing: SourceStanding?
  var follower: SourceFollower
  private(set) var files: [FileIdentity: FollowedFile] = [:]
  var siblings: Set<FileIdentity> = []
  var hasLooked = false
  private(set) var maildirs: [String: FollowedMaildir] = [:]
  /// Files as an earlier daemon saw them, by identity; hints.
  var hints: [FileIdentity: FollowedFileRow] = [:]
  /// The kind of lines that it last brought, for files that begin with a line without an end.
  private(set) var lastLines: RecognisedLines?
  var progress = Warehouse.SourceProgress()
  var rate = RateMeter()
  /// Up to where lines of streams were there before the input was to be followed.
  private var passedOver: [Int64: Int64] = [:]
  private var since: Instant
  private let silentAfter: Int?
  private let mailRoom: MailRoom
  /// Rows as they were last written down.
  private var written: [FileIdentity: FollowedFileRow] = [:]
  /// Files that wait for another one that is read into the same stream.
  private var standby: [Int64: Set<FileIdentity>] = [:]
  /// What changed since it was last written down.
  var isChanged = true
  private var gone: Set<FileIdentity> = []

  /// - Parameter silentAfter: seconds of silence that are too many; nil: none are.
  init(
    _ input: CatalogInput, lease: SourceLease, left standing: SourceStanding?,
    rotateWait: Duration, silentAfter: Int?, mailRoom: MailRoom, now: Instant
  ) {
    self.input = input
    self.lease = lease
    self.standing = standing
    self.silentAfter = silentAfter
    self.mailRoom = mailRoom
    // Whoever restarts often must not make silence look short.
    since = min(now, standing?.since ?? now)
    follower = SourceFollower(rotateWait: rotateWait)
    progress.lastLine = standing?.lastLine
  }

  /// The same daemon goes on with it by other settings: what it counted still counts.
  func goOn(from other: FollowedSource) {
    progress.lines = other.progress.lines
    progress.rejected = other.progress.rejected
    progress.lastLine = other.progress.lastLine
    rate = other.rate
    since = other.since
  }

  func file(_ identity: FileIdentity) -> FollowedFile? { files[identity] }

  /// Notes what a file that is known looks like now.
  func see(_ sighting: FileSighting) {
    files[sighting.identity]?.see(sighting)
  }

  /// The file of a sighting, which is made where it is new.
  func file(at sighting: FileSighting) -> FollowedFile {
    if let file = files[sighting.identity] {
      if file.row.path != sighting.path { isChanged = true }
      file.see(sighting)
      return file
    }
    let file = FollowedFile(sighting)
    if let hint = hints[sighting.identity], sighting.size >= hint.size {
      if let current = hint.current { file.noteCurrent(current) }
      if hint.generation == 0 || hint.passedOver == FollowedFileRow.everything {
        file.passOver(hint.passedOver)
      }
    }
    files[sighting.identity] = file
    return file
  }

  /// With `start: end` what is there when it is first looked at is passed over.
  ///
  /// - Returns: whether that must be written down before anything is read.
  func passOverWhatIsThere() -> Bool {
    guard lease.isNew, !hasLooked, input.source.start == .end else { return false }
    // What an owner that was killed at once wrote down holds.
    for file in files.values where file.row.passedOver == 0 { file.passOver(file.row.size) }
    return true
  }

  /// Up to where the lines of a file are passed over, now that its stream is known.
  func placeToBegin(of file: FollowedFile, in generation: Int64, isGzip: Bool) -> Int64 {
    let isSame = file.row.generation == 0 || file.row.generation == generation
    let own = isSame ? file.row.passedOver : 0
    if isGzip, own > 0 {
      // Its size on disk says nothing of what it holds; but it does not grow.
      file.passOver(FollowedFileRow.everything)
    } else {
      if own > 0, own < FollowedFileRow.everything {
        passedOver[generation] = max(passedOver[generation] ?? 0, own)
      }
      file.passOver(passedOver[generation] ?? 0)
    }
    return file.row.passedOver
  }

  func forget(_ identity: FileIdentity) {
    guard files.removeValue(forKey: identity) != nil else { return }
    gone.insert(identity)
    isChanged = true
  }

  /// Looks at the Maildirs that lie under its pattern.
  func look(at paths: [String], now: Duration) {
    maildirs = Dictionary(
      paths.map { ($0, maildirs[$0] ?? FollowedMaildir(path: $0, room: mailRoom)) },
      uniquingKeysWith: { $1 })
    for maildir in maildirs.values { maildir.look(at: now) }
  }

  /// Messages that are remembered as stored.
  var knownMessages: Int { maildirs.values.reduce(0) { $0 + $1.knownCount } }

  /// The open file that reads a stream.
  func reader(of generation: Int64) -> FileIdentity? {
    files.first { $0.value.open != nil && $0.value.row.generation == generation }?.key
  }

  /// What the system says of the files that are open.
  var descriptors: [FileSighting] { files.values.compactMap(\.descriptor) }

  /// Why something of it cannot be read, or done; nil where all is well.
  var problem: String? {
    files.values.filter { $0.row.state == .unreadable }.min { $0.row.path < $1.row.path }?.row.note
      ?? maildirs.values.sorted { $0.path < $1.path }.lazy.compactMap(\.problem).first
  }

  /// What is to be known of its Maildirs and is no trouble.
  var maildirNote: String? {
    maildirs.values.sorted { $0.path < $1.path }.lazy.compactMap(\.note).first
  }

  /// All is well again.
  func recover() {
    guard !progress.error.isEmpty else { return }
    progress.error = ""
    progress.errorAt = nil
    isChanged = true
  }

  /// Whether nothing is left to do that can be done now.
  var isCurrent: Bool {
    !maildirs.values.contains(where: \.hasUnread)
      && follower.files.allSatisfy { identity, file in
        switch file.phase {
        case .fresh: false
        case .open: file.behind == 0
        case .closed: true
        case .failed: files[identity]?.isStillWritten != true
        }
      }
  }

  func fail(_ message: String, at now: Instant) {
    guard progress.error != message else { return }
    progress.error = message
    progress.errorAt = now
    isChanged = true
  }

  /// Notes what is to be known and is no trouble.
  func note(_ text: String) {
    guard progress.note != text else { return }
    progress.note = text
    isChanged = true
  }

  /// Notes the kind of the lines that it brings.
  ///
  /// - Returns: whether that was not known before: files that fitted nothing are tried again.
  func learn(_ lines: RecognisedLines) -> Bool {
    defer { lastLines = lines }
    guard lastLines == nil else { return false }
    for (identity, file) in files where file.row.state == .unreadable { follower.renew(identity) }
    return true
  }

  func note(lines: Int64, rejected: Int64, now: Instant, at elapsed: Duration) {
    guard lines > 0 else { return }
    progress.lines += lines
    progress.rejected += rejected
    progress.lastLine = now
    rate.add(lines, at: elapsed)
    isChanged = true
  }

  /// Bytes on disk that were seen and not read.
  var bytesBehind: Int64 {
    follower.files.values.reduce(0) { $0 + ($1.phase == .closed ? 0 : $1.behind) }
  }

  /// Reads what an earlier daemon knew of the files.
  func recall(_ session: LoadingSession) async throws {
    let id = lease.id
    for row in try await session.steady({ try await $0.followedFiles(of: id) }) {
      hints[row.identity] = row
      written[row.identity] = row
      if row.generation != 0, (1..<FollowedFileRow.everything).contains(row.passedOver) {
        passedOver[row.generation] = row.passedOver
      }
    }
  }

  /// Notes that a file waits for another one that is read into the same stream.
  func wait(_ identity: FileIdentity, for generation: Int64) {
    standby[generation, default: []].insert(identity)
  }

  /// The other one ended: those that waited are looked at again.
  func wakeStandby(of generation: Int64) -> Bool {
    guard let waiting = standby.removeValue(forKey: generation) else { return false }
    for identity in waiting { follower.renew(identity) }
    return true
  }

  /// Files that are gone and stand written down.
  func takeGone() -> [FileIdentity] {
    defer { gone = [] }
    // Its number may have been given to another file.
    let identities = gone.filter { files[$0] == nil }
    for identity in identities { written[identity] = nil }
    return Array(identities)
  }

  /// The files that stand otherwise than they were last written down.
  func changedRows() -> [FollowedFileRow] {
    let rows = files.map { identity, file in
      var row = file.row
      if file.open != nil, follower.files[identity]?.isGone == true {
        row.note = "has this name no more; it is read to its end"
      }
      return row
    }
    let changed = rows.filter { written[$0.identity] != $0 }
    for row in changed { written[row.identity] = row }
    return changed
  }

  /// How it stands, for those who ask.
  func state() -> DaemonState.Source {
    DaemonState.Source(
      name: lease.name, files: files.count, bytesBehind: bytesBehind, lines: progress.lines,
      rejected: progress.rejected, linesPerSecond: progress.linesPerSecond,
      lastLine: progress.lastLine, since: since, silentAfter: silentAfter, error: progress.error)
  }

  /// Files that an earlier daemon had not read to their end, and of whose stream nothing is left.
  ///
  /// - Parameter present: the streams of all files that are there.
  func lostFiles(_ present: Set<Int64>) -> [FollowedFileRow] {
    let lost = hints.values.filter { row in
      guard [.following, .waiting, .unreadable].contains(row.state) else { return false }
      // Another file may have its inode by now.
      let here = files[row.identity]
      if row.generation == 0 { return row.size > 0 && here == nil }
      return !present.contains(row.generation) && (here == nil || here?.row.generation != 0)
    }
    gone.formUnion(hints.keys)
    hints = [:]
    return lost.sorted { $0.path < $1.path }
  }
}
