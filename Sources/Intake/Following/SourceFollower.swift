package import Clickstream

/// What happens to the files of one input, and what is to be done about it: no clock, no I/O.
///
/// It is told what a look at the folder showed, and what became of its actions. A file is followed
/// while it grows; one that was renamed, unlinked or rotated is read until it has been quiet for
/// a while, and then has ended.
package struct SourceFollower: Sendable {
  package enum Action: Equatable, Sendable {
    /// Open the file and find out which stream it holds.
    case open(FileIdentity)
    /// Read what is new in the open file.
    case read(FileIdentity)
    /// The open file holds less than was read: it was truncated.
    case truncated(FileIdentity)
    /// Take its last line as whole, and close it.
    case finish(FileIdentity)
    /// It is gone; so many bytes were never read.
    case vanished(FileIdentity, unread: Int64)
    /// It is gone, and nothing of it is missing.
    case forget(FileIdentity)
  }

  /// How a file stands.
  package enum Phase: Equatable, Sendable {
    /// To be opened.
    case fresh
    /// Open; so many bytes on disk were read.
    case open
    /// Closed, with nothing left to read; opened again when it changes.
    case closed
    /// It could not be opened or used; tried again when it changes or some time has passed.
    case failed
  }

  package struct File: Equatable, Sendable {
    package fileprivate(set) var sighting: FileSighting
    package fileprivate(set) var phase = Phase.fresh
    /// Bytes on disk that were read.
    package fileprivate(set) var taken: Int64 = 0
    /// Bytes that were cut off it before they were read.
    fileprivate var lost: Int64 = 0
    /// It was cut while it was open, to no less than was read of it.
    fileprivate var isCut = false
    /// It was a copy of what is read elsewhere, and may still be growing into the whole of it.
    fileprivate var isCopy = false
    /// It will not be written to for long: it was renamed, unlinked, or has a rotated name.
    package fileprivate(set) var isLeaving: Bool
    package fileprivate(set) var isGone = false
    /// When it last grew or changed.
    fileprivate var changed: Duration
    /// When a file that is closed or failed is opened again; nil: when it changes.
    fileprivate var retry: Duration?
    /// How long that takes after the next failure, unless it changes before.
    fileprivate var pause = RetryPause()
    /// When it was first missed, with bytes unread; a rename may hide a file from one look.
    fileprivate var missed: Duration?
    /// Somebody else reads it.
    fileprivate var isOthers = false

    /// Bytes on disk that were seen and not read.
    package var behind: Int64 { max(0, sighting.size - taken) }
  }

  /// How long a file must be missed before it is gone.
  private static let secondLook = Duration.milliseconds(500)
  package private(set) var files: [FileIdentity: File] = [:]
  private let rotateWait: Duration

  /// - Parameter rotateWait: how long a file that was rotated away must be quiet before it has ended.
  package init(rotateWait: Duration) { self.rotateWait = rotateWait }

  /// Compares a look at the folder with the one before.
  ///
  /// - Parameters:
  ///   - sightings: the files that stand under the input's pattern.
  ///   - descriptors: those that are open, as the system tells of their descriptors: also of files
  ///     that have no name any more.
  ///   - now: the time since any fixed moment.
  /// - Returns: what is to be done: what is gone is told first, for it is found only once; then
  ///   older files before newer ones.
  package mutating func observe(
    _ sightings: [FileSighting], descriptors: [FileSighting], at now: Duration
  ) -> [Action] {
    var gone: [Action] = []
    var actions: [Action] = []
    let seen = Set(sightings.map(\.identity))
    for sighting in descriptors where !seen.contains(sighting.identity) {
      leave(sighting, at: now)
    }
    for sighting in ordered(sightings) { see(sighting, at: now) }
    for identity in order {
      guard let file = files[identity] else { continue }
      if !seen.contains(identity), file.phase != .open {
        if let action = part(from: identity, file, at: now) { gone.append(action) }
        continue
      }
      files[identity]?.missed = nil
      if file.lost > 0 {
        gone.append(.vanished(identity, unread: file.lost))
        files[identity]?.lost = 0
      }
      if let action = due(identity, file, at: now) { actions.append(action) }
    }
    return gone + actions
  }

  /// Notes what a file looks like under its name.
  private mutating func see(_ sighting: FileSighting, at now: Duration) {
    guard var file = files[sighting.identity] else {
      files[sighting.identity] = File(
        sighting: sighting, isLeaving: RotatedName.isRotated(sighting.path), changed: now)
      return
    }
    if file.sighting.path != sighting.path || file.isGone {
      file.isLeaving = RotatedName.isRotated(sighting.path)
      file.changed = now
      retryNow(&file)
    }
    if file.sighting.changed != sighting.changed { retryNow(&file) }
    file.isGone = false
    note(sighting, &file, at: now)
    files[sighting.identity] = file
  }

  private func note(_ sighting: FileSighting, _ file: inout File, at now: Duration) {
    let isChanged =
      sighting.size != file.sighting.size || sighting.modified != file.sighting.modified
    if isChanged {
      file.changed = now
      if file.phase == .open {
        file.isCut = file.isCut || sighting.size < file.sighting.size
      } else if sighting.size < file.sighting.size || sighting.size < file.taken {
        file.lost += file.behind
        file.taken = 0
        file.isCopy = false
      }
      if file.isCopy {
        // Whoever makes a copy is not yet done: each look would read all of it again.
        file.retry = file.retry ?? now + rotateWait
      } else if file.phase == .closed {
        file.phase = .fresh
      }
      retryNow(&file)
    }
    file.sighting = sighting
  }

  /// Something about the file changed: what failed may go well now.
  private func retryNow(_ file: inout File) {
    file.pause = RetryPause()
    if file.phase == .failed { file.phase = .fresh }
  }

  /// Notes an open file that has no name under the pattern any more.
  private mutating func leave(_ sighting: FileSighting, at now: Duration) {
    guard var file = files[sighting.identity] else { return }
    if !file.isGone {
      file.isGone = true
      file.isLeaving = true
      file.changed = now
    }
    // The descriptor knows the size, but not the name that people know.
    note(
      FileSighting(
        path: file.sighting.path, identity: sighting.identity, size: sighting.size,
        modified: sighting.modified, changed: sighting.changed), &file, at: now)
    files[sighting.identity] = file
  }

  /// A file is gone that was not open; nil where that is not certain yet.
  private mutating func part(
    from identity: FileIdentity, _ file: File, at now: Duration
  ) -> Action? {
    let unread = file.isOthers ? 0 : file.lost + file.behind
    // What is known to be gone by its descriptor needs no second look.
    if unread > 0, !file.isGone {
      guard let missed = file.missed else {
        files[identity]?.missed = now
        return nil
      }
      guard now - missed >= Self.secondLook else { return nil }
    }
    files[identity] = nil
    return unread == 0 ? .forget(identity) : .vanished(identity, unread: unread)
  }

  /// What a file needs now.
  private func due(_ identity: FileIdentity, _ file: File, at now: Duration) -> Action? {
    switch file.phase {
    case .fresh: return .open(identity)
    case .closed, .failed: return file.retry.map { now >= $0 } == true ? .open(identity) : nil
    case .open:
      if file.isCut || file.sighting.size < file.taken { return .truncated(identity) }
      if file.behind > 0 { return .read(identity) }
      return file.isLeaving && now - file.changed >= rotateWait ? .finish(identity) : nil
    }
  }

  private func ordered(_ sightings: [FileSighting]) -> [FileSighting] {
    sightings.map { (RotatedName($0.path), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Identities, older files first; what has no name any more is older than what has.
  private var order: [FileIdentity] {
    files.map {
      (identity: $0.key, isGone: $0.value.isGone, name: RotatedName($0.value.sighting.path))
    }
    .sorted { left, right in
      left.isGone != right.isGone ? left.isGone : left.name < right.name
    }
    .map(\.identity)
  }
}

extension SourceFollower {
  /// The file is open, and so many bytes of it were read.
  package mutating func noteOpen(_ identity: FileIdentity, taken: Int64) {
    files[identity]?.phase = .open
    files[identity]?.isCut = false
    files[identity]?.taken = taken
    files[identity]?.isCopy = false
    files[identity]?.retry = nil
    files[identity]?.isOthers = false
  }

  /// So many bytes on disk were read.
  package mutating func noteRead(_ identity: FileIdentity, taken: Int64) {
    files[identity]?.taken = taken
  }

  /// The file is closed with nothing left to read; a file that is gone is forgotten.
  ///
  /// - Parameter isCopy: it holds what is read elsewhere; when it changes it is looked at again
  ///   only after a while.
  package mutating func noteClosed(_ identity: FileIdentity, isCopy: Bool = false) {
    guard var file = files[identity] else { return }
    file.phase = .closed
    file.isCopy = isCopy
    file.retry = nil
    file.taken = file.sighting.size
    files[identity] = file.isGone ? nil : file
  }

  /// The file could not be opened or used: it is tried again when it changes, and after a pause that
  /// doubles.
  package mutating func noteFailed(_ identity: FileIdentity, at now: Duration) {
    guard let pause = files[identity]?.pause.next() else { return }
    noteWaiting(identity, until: now + pause)
  }

  /// The file waits for something else than a change of its own.
  ///
  /// An empty one is looked at again only when it changes.
  ///
  /// - Parameter isOthers: somebody else reads it: where it goes, nothing of it is missing.
  package mutating func noteWaiting(
    _ identity: FileIdentity, until retry: Duration, isOthers: Bool = false
  ) {
    guard var file = files[identity] else { return }
    file.isOthers = isOthers
    file.phase = .failed
    file.isCopy = false
    file.retry = file.sighting.size == 0 ? nil : retry
    files[identity] = file
  }

  /// The open file was cut: what it held is settled, and what it holds now has not been seen.
  package mutating func noteTruncated(_ identity: FileIdentity) {
    renew(identity)
    guard let file = files[identity] else { return }
    files[identity]?.sighting = FileSighting(
      path: file.sighting.path, identity: identity, size: 0, modified: 0)
  }

  /// The file must be looked at from its beginning.
  package mutating func renew(_ identity: FileIdentity) {
    guard var file = files[identity] else { return }
    file.phase = .fresh
    file.taken = 0
    file.isCopy = false
    file.retry = nil
    files[identity] = file
  }

  /// The earliest time at which something is due without anything happening; nil: never.
  package func nextDue() -> Duration? {
    files.values.compactMap { file -> Duration? in
      if let missed = file.missed { return missed + Self.secondLook }
      switch file.phase {
      case .open: return file.isLeaving && file.behind == 0 ? file.changed + rotateWait : nil
      case .closed, .failed: return file.retry
      case .fresh: return nil
      }
    }.min()
  }
}
