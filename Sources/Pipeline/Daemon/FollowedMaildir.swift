import Clickstream
import Intake
import Mail
import Settings

internal import Glibc

/// A Maildir that a daemon follows: what is new in it, and what was stored.
///
/// `tmp/` is never looked at. A message is known by the part of its name before `:`, which mail
/// readers do not change.
final class FollowedMaildir {
  let path: String
  /// Names of the messages that are stored and still there.
  private var stored: Set<String> = []
  /// Names of messages that could not be read; they keep nothing else from being stored.
  private var failed: Set<String> = []
  private var readProblem: String?
  /// Moving failed once; said once, and not tried again.
  private var moveProblem: String?

  /// What is wrong with it, for people.
  var problem: String? { readProblem ?? moveProblem }

  init(path: String) { self.path = path }

  struct Message {
    let unique: String
    let path: String
    let isNew: Bool
  }

  /// Messages that are not stored yet, `limit` at most, in the order of their names.
  func unread(limit: Int) throws(ByteSourceError) -> [Message] {
    var present: Set<String> = []
    var found: [Message] = []
    for folder in ["new", "cur"] {
      for name in try DirectoryListing.names(at: "\(path)/\(folder)") where !name.hasPrefix(".") {
        let unique = String(name.prefix { $0 != ":" })
        guard present.insert(unique).inserted, !stored.contains(unique),
          !failed.contains(unique)
        else { continue }
        found.append(
          Message(unique: unique, path: "\(path)/\(folder)/\(name)", isNew: folder == "new"))
      }
    }
    stored.formIntersection(present)
    return Array(found.sorted { $0.unique < $1.unique }.prefix(limit))
  }

  /// Messages that could not be read are tried again.
  func tryAgain() { failed.removeAll() }

  func fail(_ message: String) { readProblem = message }

  /// All messages were gone through.
  func noteCurrent() {
    if failed.isEmpty { readProblem = nil }
  }

  /// Notes that messages are stored, and moves the new ones to `cur` where that is wanted.
  ///
  /// - Parameter skipped: those of them that could not be read; one that a mail reader moved
  ///   meanwhile is found again under its new name.
  func noteStored(_ messages: [Message], skipped: [MailSourceError], moving: Bool) {
    let skippedPaths = Dictionary(skipped.map { ($0.path, $0) }) { first, _ in first }
    for message in messages {
      if let error = skippedPaths[message.path] {
        guard !error.isMissing else { continue }
        failed.insert(message.unique)
        readProblem = error.description
        continue
      }
      stored.insert(message.unique)
      guard moving, message.isNew, moveProblem == nil else { continue }
      let target = "\(path)/cur/\(message.unique):2,"
      // A mail reader that was quicker has moved it already.
      guard unsafe rename(message.path, target) != 0, errno != ENOENT else { continue }
      moveProblem =
        "\(path): messages cannot be moved to cur: \(unsafe String(cString: strerror(errno))); "
        + "let the daemon write there, or set move: false"
    }
  }
}

extension Following {
  private static let mailBatch = 200

  /// Stores the messages of an input's Maildirs that are new.
  func readMail(_ source: FollowedSource, while isRunning: () -> Bool) async throws {
    for maildir in source.maildirs.values.sorted(by: { $0.path < $1.path }) {
      do {
        while isRunning() {
          let messages = try maildir.unread(limit: Self.mailBatch)
          if messages.isEmpty {
            maildir.noteCurrent()
            break
          }
          let skipped = try await load(
            .messages(paths: messages.map(\.path)), maildir.path, source)
          maildir.noteStored(messages, skipped: skipped, moving: source.input.source.move)
        }
      } catch let error as ByteSourceError {
        maildir.fail(error.description)
      } catch let error as MailSourceError {
        maildir.fail(error.description)
      } catch let error as IngestError where error.isOfOneInput {
        maildir.fail(error.description)
      }
      if let problem = maildir.problem { report(problem, of: source) }
    }
  }

  /// Stores what is new in a file of mail.
  func loadMail(at path: String, _ source: FollowedSource) async throws {
    _ = try await load(try MailSource(path: path), path, source)
  }

  /// Gives the messages that could not be read.
  private func load(
    _ mail: MailSource, _ path: String, _ source: FollowedSource
  ) async throws -> [MailSourceError] {
    // One task at a time uses the connection.
    try await work.queue.finish()
    var ingest = MailIngest(
      session: work.session, lease: source.lease, site: try source.input.hostlessEntry,
      topics: work.topics, now: clock.now(), progress: { _ in },
      summary: IngestSummary.Input(path: path, kind: "mail"))
    try await ingest.load(mail)
    source.note(
      lines: ingest.summary.kept + ingest.summary.rejected, rejected: ingest.summary.rejected,
      now: clock.now(), at: clock.elapsed())
    return ingest.skipped
  }
}
