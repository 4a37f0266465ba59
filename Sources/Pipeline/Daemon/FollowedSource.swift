import Clickstream
import Intake
import Settings
import Warehouse

/// An input that a daemon follows: its files, and how it stands.
final class FollowedSource {
  let input: CatalogInput
  let lease: SourceLease
  /// Nobody followed it before: with `start: end` what is there is passed over.
  let isNew: Bool
  var follower: SourceFollower
  private(set) var files: [FileIdentity: FollowedFile] = [:]
  var siblings: Set<FileIdentity> = []
  var maildirs: [String: FollowedMaildir] = [:]
  /// Files as an earlier daemon saw them, by identity; hints.
  var hints: [FileIdentity: FollowedFileRow] = [:]
  /// The kind of lines that it last brought, for files whose first lines tell nothing.
  var lastLines: RecognisedLines?
  var progress = Warehouse.SourceProgress()
  var rate = RateMeter()
  var hasScanned = false
  /// What changed since it was last written down.
  var isChanged = true
  var gone: [String] = []

  init(_ input: CatalogInput, lease: SourceLease, rotateWait: Duration) {
    self.input = input
    self.lease = lease
    isNew = lease.epoch == 1
    follower = SourceFollower(rotateWait: rotateWait)
  }

  func file(_ identity: FileIdentity) -> FollowedFile? { files[identity] }

  /// Notes what a file that is known looks like now.
  func see(_ sighting: FileSighting) {
    files[sighting.identity]?.see(sighting)
  }

  /// The file of a sighting, which is made where it is new.
  func file(at sighting: FileSighting) -> FollowedFile {
    if let file = files[sighting.identity] {
      file.see(sighting)
      return file
    }
    let file = FollowedFile(sighting)
    files[sighting.identity] = file
    return file
  }

  func forget(_ identity: FileIdentity) {
    guard let file = files.removeValue(forKey: identity) else { return }
    if !files.values.contains(where: { $0.row.path == file.row.path }) {
      gone.append(file.row.path)
    }
    isChanged = true
  }

  /// The open file that reads a stream.
  func reader(of generation: Int64) -> FileIdentity? {
    files.first { $0.value.open != nil && $0.value.row.generation == generation }?.key
  }

  /// What the system says of the files that are open.
  var descriptors: [FileSighting] { files.values.compactMap(\.descriptor) }

  func fail(_ message: String, at now: Instant) {
    guard progress.error != message else { return }
    progress.error = message
    progress.errorAt = now
    isChanged = true
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
}
