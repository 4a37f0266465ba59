import Clickstream
import Intake
import Mail
import Settings

extension Following {
  private static let mailBatch = 200

  /// Stores the messages of an input's Maildirs that are new, while `isRunning` says so.
  ///
  /// - Returns: whether there were any.
  func readMail(_ source: FollowedSource, while isRunning: () -> Bool) async throws -> Bool {
    var hasRead = false
    for maildir in source.maildirs.values.sorted(by: { $0.path < $1.path }) where maildir.hasUnread
    {
      hasRead = true
      do {
        let others = sources.reduce(0) { $0 + $1.knownMessages } - maildir.knownCount
        maildir.mostKnown = settings.mailRoom.known - others
        while isRunning(), maildir.hasUnread {
          let messages = maildir.next(Self.mailBatch)
          let skipped = try await load(
            .messages(paths: messages.map(maildir.place)), maildir.path, source)
          maildir.noteStored(
            messages, skipped: skipped, moving: source.input.source.move, at: clock.elapsed())
          if maildir.hasMore { maildir.look(at: clock.elapsed()) }
        }
      } catch let error as ByteSourceError {
        maildir.fail(error.description, at: clock.elapsed())
      } catch let error as MailSourceError {
        maildir.fail(error.description, at: clock.elapsed())
      } catch let error as IngestError where error.isOfOneInput {
        maildir.fail(error.description, at: clock.elapsed())
      }
      if let problem = maildir.problem { report(problem, of: source) }
    }
    return hasRead
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
