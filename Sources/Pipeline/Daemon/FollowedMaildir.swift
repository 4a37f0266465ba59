import Clickstream
import Intake
import Mail

import CLinux
internal import Glibc

/// A Maildir that a daemon follows: what is new in it, and what was stored.
///
/// `tmp/` is never looked at. A message is known by the part of its name before `:`, which mail
/// readers do not change; of one that is stored a hash of it is remembered while it is there, and
/// room is left. A folder is listed only when something in it changed.
final class FollowedMaildir {
  struct Message {
    let folder: String
    let name: String

    var unique: Substring { name.prefix { $0 != ":" } }
    var isNew: Bool { folder == FollowedMaildir.new }

    /// Random from process to process, so that nobody can choose names that meet.
    fileprivate var hash: Int {
      var hasher = Hasher()
      // By bytes: two strings may be equal that are the names of two files.
      for byte in unique.utf8 { hasher.combine(byte) }
      return hasher.finalize()
    }
  }

  private struct Folder {
    /// When its names had last changed as it was listed; nil: it must be listed.
    var listed: Int64?
    /// It was listed twice since: no change of the same tick of the clock was overlooked.
    var isSettled = false
  }

  private static let new = "new"
  private static let cur = "cur"
  /// New first: what moves between the two is seen twice, not never.
  private static let order = [new, cur]
  /// Messages that failed and whose permissions are looked at.
  private static let mostWatched = 100

  let path: String
  private let room: MailRoom
  /// Messages that are stored, and how many the other Maildirs leave room for.
  private var known = [new: KnownMessages(), cur: KnownMessages()]
  var knownCount: Int { known.values.reduce(0) { $0 + $1.count } }
  var mostKnown: Int
  /// Where more were unknown than are found at once: the greatest hash of those that were, after
  /// which the next listing goes on.
  private var cursor: Int?
  /// When the folders had last changed as the first of such listings began.
  private var begun: [String: Int64] = [:]
  private var folders: [String: Folder] = [:]
  /// Found and not stored yet, in the order of their names.
  private var unread: ArraySlice<Message> = []
  /// Messages that could not be read, and when they last changed; they keep nothing else from being
  /// stored.
  private var failed: [(message: Message, changed: Int64?)] = []
  private var pause = RetryPause()
  private var retry: Duration?
  /// Nothing of it could be stored: until when it is left alone.
  private var rest: Duration?
  private var readProblem: String?
  /// Why messages stay in `new`, and when `cur` had last changed as moving failed: it is tried again
  /// when its permissions may be others.
  private var moveFailure: (note: String, changed: Int64?)?

  /// What is wrong with it, for people.
  var problem: String? { readProblem }
  /// What is to be known of it and is no trouble.
  var note: String? { moveFailure?.note }

  init(path: String, room: MailRoom) {
    self.path = path
    self.room = room
    mostKnown = room.known
  }

  /// Whether messages were found that are not stored yet.
  var hasUnread: Bool { !unread.isEmpty }

  /// Whether more lie there than were found at once.
  var hasMore: Bool { folders.values.contains { $0.listed == nil } }

  /// Looks whether something is new.
  func look(at now: Duration) {
    guard unread.isEmpty, rest.map({ now >= $0 }) ?? true else { return }
    rest = nil
    do throws(ByteSourceError) {
      let changed = changedFolders()
      if retry.map({ now >= $0 }) == true
        || failed.prefix(Self.mostWatched).contains(where: {
          $0.changed != status(of: $0.message)
        })
      {
        tryAgain()
      }
      try list(changed)
      if unread.isEmpty, failed.isEmpty { readProblem = nil }
    } catch {
      readProblem = error.description
    }
  }

  /// The folders in which something may be new, and when they changed.
  private func changedFolders() -> [(name: String, modified: Int64)] {
    var changed: [(name: String, modified: Int64)] = []
    for name in Self.order {
      let known = folders[name, default: Folder()]
      // Why it cannot be looked at listing it tells.
      let modified = FileStatus(path: "\(path)/\(name)")?.modifiedNanoseconds ?? 0
      if known.listed != modified || !known.isSettled { changed.append((name, modified)) }
    }
    return changed
  }

  private func list(_ changed: [(name: String, modified: Int64)]) throws(ByteSourceError) {
    guard !changed.isEmpty else { return }
    if cursor == nil {
      begun = Dictionary(changed.map { ($0.name, $0.modified) }, uniquingKeysWith: { $1 })
    }
    for (name, _) in changed { known[name]?.beginListing() }
    var found: [(hash: Int, message: Message)] = []
    for (name, _) in changed {
      let open = failed.map(\.message) + unread
      let waiting = Set(open.lazy.filter { $0.folder == name }.map(\.name))
      try DirectoryListing.forEachName(at: "\(path)/\(name)") { file in
        guard !file.hasPrefix(".") else { return }
        let message = Message(folder: name, name: file)
        let hash = message.hash
        guard !meet(hash, in: name), cursor.map({ hash > $0 }) ?? true, !waiting.contains(file)
        else { return }
        found.append((hash, message))
        if found.count >= 2 * room.found + 2 { keepLeast(&found) }
      }
    }
    keepLeast(&found)
    let isWhole = found.count <= room.found
    if !isWhole { found.removeLast(found.count - room.found) }
    cursor = isWhole ? nil : found.last?.hash
    // Nothing counts as listed before all is.
    for (name, modified) in changed {
      var folder = folders[name, default: Folder()]
      if let listed = folder.listed, listed != modified { pause = RetryPause() }
      folder.isSettled = isWhole && folder.listed == modified
      folder.listed = isWhole ? begun[name] : nil
      folders[name] = folder
    }
    for (name, _) in changed { known[name]?.forgetUnmet() }
    unread += found.map(\.message)
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Whether a message that lies in a folder is known, in this one or the one that it came from.
  private func meet(_ hash: Int, in name: String) -> Bool {
    if known[name]?.meet(hash) == true { return true }
    guard known.values.contains(where: { $0.contains(hash) }) else { return false }
    known[name]?.insert(hash)
    return true
  }

  /// Keeps those of the least hashes, each once, and one more than are found at once: so a listing
  /// takes no more memory where a folder holds millions, and the next one goes on where it ended.
  private func keepLeast(_ found: inout [(hash: Int, message: Message)]) {
    // One that moves meanwhile is seen twice; where it is gone, it is found again.
    var first: [Int: Message] = [:]
    for (hash, message) in found where first[hash] == nil { first[hash] = message }
    let kept = first.keys.sorted().prefix(room.found + 1)
    found = kept.compactMap { hash in first[hash].map { (hash, $0) } }
  }

  /// Messages that are not stored yet, `limit` at most.
  func next(_ limit: Int) -> [Message] { Array(unread.prefix(limit)) }

  /// Messages that could not be read are tried again.
  private func tryAgain() {
    unread += failed.map(\.message)
    failed = []
    retry = nil
  }

  private func status(of message: Message) -> Int64? {
    FileStatus(path: place(of: message))?.changedNanoseconds
  }

  func place(of message: Message) -> String { "\(path)/\(message.folder)/\(message.name)" }

  /// Nothing of it can be stored: all is looked at again after a while.
  func fail(_ problem: String, at now: Duration) {
    readProblem = problem
    rest = now + pause.next()
    unread = []
    cursor = nil
    for name in Self.order { folders[name]?.listed = nil }
  }

  /// Notes what became of the next messages, and moves the new ones to `cur` where that is wanted.
  ///
  /// - Parameter skipped: those of them that could not be read; one that a mail reader moved
  ///   meanwhile is found again under its new name.
  func noteStored(
    _ messages: [Message], skipped: [MailSourceError], moving: Bool, at now: Duration
  ) {
    unread = unread.dropFirst(messages.count)
    if unread.isEmpty { unread = [] }
    if let failure = moveFailure, failure.changed != changed(Self.cur) { moveFailure = nil }
    let skippedPaths = Dictionary(skipped.map { ($0.path, $0) }) { first, _ in first }
    for message in messages {
      if let error = skippedPaths[place(of: message)] {
        guard !error.isMissing else { continue }
        guard failed.count < room.found else { return fail(error.description, at: now) }
        failed.append((message, status(of: message)))
        readProblem = error.description
        continue
      }
      let isMoved = moving && message.isNew && moveFailure == nil && move(message)
      let folder = isMoved ? Self.cur : message.folder
      if knownCount < mostKnown { known[folder]?.insert(message.hash) }
    }
    if failed.isEmpty { pause = RetryPause() }
    if !failed.isEmpty, retry == nil { retry = now + pause.next() }
  }

  /// False where it stays where it is.
  private func move(_ message: Message) -> Bool {
    let target = "\(path)/\(Self.cur)/\(message.unique):2,"
    guard unsafe footfall_move(place(of: message), target) != 0 else { return true }
    let code = errno
    // A mail reader that was quicker has moved it already.
    if code == ENOENT { return true }
    // One of the same name lies there: both stay.
    if code == EEXIST { return false }
    moveFailure = (
      "\(path): messages stay in new, for they cannot be moved to cur: "
        + "\(unsafe String(cString: strerror(code))); let the daemon write there, or set move: false",
      changed(Self.cur)
    )
    return false
  }

  /// When anything about a folder had last changed, its permissions included.
  private func changed(_ folder: String) -> Int64? {
    FileStatus(path: "\(path)/\(folder)")?.changedNanoseconds
  }
}
