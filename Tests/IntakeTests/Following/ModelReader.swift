import Clickstream
import Intake
import Support

/// Reads model files as a daemon does: by content, each byte once.
struct ModelReader {
  var files = ModelFiles()
  var now = Duration.zero
  var follower = SourceFollower(rotateWait: .seconds(5))
  private var read: Set<Int> = []
  private var twice: [Int] = []
  private var storms = 0
  private var open: [FileIdentity: (file: ModelFile, taken: Int, last: Int?)] = [:]
  /// Bytes that were seen, and the files in which they were.
  private var seen: [Int: Set<FileIdentity>] = [:]
  private var told: [FileIdentity: Int] = [:]
  private var cut: Set<FileIdentity> = []

  /// Files whose bytes were seen and are gone, of which nobody was told.
  private var untold: [Set<FileIdentity>] {
    let missing = seen.filter { !read.contains($0.key) }
    let counts = missing.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return counts.filter { holders, count in
      let known = holders.reduce(0) { $0 + told[$1, default: 0] }
      return holders.isDisjoint(with: cut) && known < count
    }.map(\.key)
  }

  /// A random life of the files, at the end of which nothing happens for long.
  mutating func live(_ random: inout SplitMix64) {
    for _ in 0..<Int.random(in: 5...60, using: &random) {
      for _ in 0..<Int.random(in: 0...3, using: &random) { files.happen(&random) }
      now += .milliseconds(Int.random(in: 1...4_000, using: &random))
      look(reading: Int.random(in: 0...50, using: &random), &random)
    }
    for _ in 0..<40 {
      now += .seconds(60)
      look(reading: .max, &random)
    }
  }

  /// What broke the law.
  var faults: [String] {
    let left = files.names.values.flatMap(\.bytes).filter { !read.contains($0) }
    return [
      twice.isEmpty ? nil : "bytes were read twice",
      storms == 0 ? nil : "more was due than there are files",
      left.isEmpty ? nil : "bytes of files that are there were not read",
      untold.isEmpty ? nil : "bytes are missing that nobody was told of",
    ].compactMap(\.self)
  }

  mutating func actions(at time: Duration) -> [SourceFollower.Action] {
    let descriptors = open.values.map { ModelFiles.sighting($0.file, "") }
    return follower.observe(files.sightings, descriptors: descriptors, at: time)
  }

  mutating func look(reading count: Int, _ random: inout SplitMix64) {
    for file in files.names.values {
      // Cut and grown past its old size between two looks, with nothing read: nobody can tell.
      let before = follower.files[file.identity]?.sighting.size ?? 0
      if file.isCut, open[file.identity]?.taken ?? 0 == 0, file.bytes.count >= before {
        cut.insert(file.identity)
      }
      file.isCut = false
      for byte in file.bytes { seen[byte, default: []].insert(file.identity) }
    }
    let actions = actions(at: now)
    if actions.count > 2 * follower.files.count + 8 { storms += 1 }
    for action in actions {
      switch action {
      case .open(let identity): begin(identity, fails: Int.random(in: 0..<6, using: &random) == 0)
      case .read: continue
      case .truncated(let identity): restart(identity)
      case .finish(let identity):
        pull(identity, .max)
        end(identity)
        follower.noteClosed(identity)
      case .vanished(let identity, let unread): told[identity, default: 0] += Int(unread)
      case .forget: continue
      }
    }
    for identity in open.keys.sorted(by: { $0.inode < $1.inode }) { pull(identity, count) }
  }

  private mutating func begin(_ identity: FileIdentity, fails: Bool) {
    guard let path = follower.files[identity]?.sighting.path, let file = files.names[path],
      file.identity == identity, !file.bytes.isEmpty, !fails
    else { return follower.noteFailed(identity, at: now) }
    let start = file.bytes.firstIndex { !read.contains($0) } ?? file.bytes.count
    // Somebody else reads the same, or all of it is known.
    let isElsewhere = open.values.contains { other in
      zip(other.file.bytes, file.bytes).allSatisfy(==) && !other.file.bytes.isEmpty
    }
    if isElsewhere || start == file.bytes.count {
      return follower.noteClosed(identity, isCopy: true)
    }
    open[identity] = (file, start, start > 0 ? file.bytes[start - 1] : nil)
    follower.noteOpen(identity, taken: Int64(start))
  }

  private mutating func pull(_ identity: FileIdentity, _ count: Int) {
    guard var reading = open[identity] else { return }
    let bytes = reading.file.bytes
    guard bytes.count >= reading.taken,
      reading.taken == 0 || bytes[reading.taken - 1] == reading.last
    else { return restart(identity) }
    for byte in bytes[reading.taken...].prefix(count) {
      if !read.insert(byte).inserted { twice.append(byte) }
      reading.taken += 1
      reading.last = byte
    }
    open[identity] = reading
    follower.noteRead(identity, taken: Int64(reading.taken))
  }

  private mutating func restart(_ identity: FileIdentity) {
    cut.insert(identity)
    end(identity)
    follower.noteTruncated(identity)
  }

  /// Lets a file go; what waited for it is looked at again.
  private mutating func end(_ identity: FileIdentity) {
    open[identity] = nil
    for (other, file) in follower.files where file.phase == .closed && other != identity {
      follower.renew(other)
    }
  }
}
