import Clickstream
import Enrichment
import Mail
import Warehouse

/// Reads the messages of a Maildir, an mbox or a file into contacts, each once.
struct MailIngest {
  private static let batchSize = 200

  let session: LoadingSession
  /// The right of the daemon that reads them; nil where they are loaded by hand.
  let lease: SourceLease?
  let site: SiteDirectory.Entry
  let topics: Topics
  private let ownership: MailOwnership
  let now: Instant
  /// Messages that were taken back are loaded afresh.
  private let loadsUndone: Bool
  let progress: @Sendable (IngestUpdate) -> Void
  var summary: IngestSummary.Input
  private(set) var wasInterrupted = false
  /// Messages with persons who were erased.
  private var erased: Int64 = 0
  /// Messages, named one by one, that could not be read.
  private(set) var skipped: [MailSourceError] = []

  init(
    session: LoadingSession, lease: SourceLease? = nil, site: SiteDirectory.Entry,
    topics: Topics, now: Instant, loadsUndone: Bool = false,
    progress: @escaping @Sendable (IngestUpdate) -> Void, summary: IngestSummary.Input
  ) {
    self.session = session
    self.lease = lease
    self.site = site
    ownership = site.site.mailOwnership
    self.topics = topics
    self.now = now
    self.loadsUndone = loadsUndone
    self.progress = progress
    self.summary = summary
  }

  mutating func load(_ source: MailSource) async throws {
    let ids = session.ids
    let generation = ids.id(.stream, text: "mail \(site.site.name)")
    let reader = MailReader(key: ids.key, now: now, servers: Set(site.site.mailServers))
    var stream = try MailStream(source, reader: reader)
    var pending: Task<Warehouse.MessageOutcome, any Error>?
    while true {
      // While one batch is stored the next is read.
      let batch = fill(&stream, generation)
      if let stored = pending {
        pending = nil
        note(try await stored.value)
      }
      if !batch.messages.isEmpty {
        summary.read += Int64(batch.messages.count)
        pending = storing(batch.messages, generation)
      }
      if batch.isLast || batch.failure != nil || Task.isCancelled {
        if let pending { note(try await pending.value) }
        if let failure = batch.failure { throw failure }
        wasInterrupted = !batch.isLast
        break
      }
    }
    if wasInterrupted { return }
    skipped = stream.skipped
    progress(
      IngestUpdate(
        path: summary.path, bytes: summary.bytes, size: nil, lines: summary.read,
        isFinished: true))
  }

  private mutating func message(_ item: MailItem, generation: Int64) -> Warehouse.Message {
    summary.bytes += item.length
    switch item.outcome {
    case .message(let record):
      var contact = record.contact(
        generation: generation, position: item.receipt, ownership: ownership,
        classify: { record, ownText in
          let mailbox = (record.deliveredTo + record.to)
            .map { ownership.mailbox(of: $0.address).normalised }.joined(separator: " ")
          return topics.reason(
            for: Topics.Text(
              subject: record.subject, body: ownText, mailbox: mailbox,
              attachments: record.attachments.map(\.name).joined(separator: "\n"),
              isReply: BaseSubject(record.subject).isReply))
        })
      contact.take(record.token(ownership), of: site.id, session.ids)
      return Warehouse.Message(
        receipt: item.receipt, length: item.length, contact: contact,
        facts: record.facts(length: item.length, ownership: ownership), reject: nil)
    case .rejected(var reject):
      reject.generation = generation
      reject.position = item.receipt
      return Warehouse.Message(
        receipt: item.receipt, length: item.length, contact: nil, facts: nil, reject: reject)
    }
  }

  private struct Batch {
    var messages: [Warehouse.Message] = []
    var isLast = false
    var failure: MailSourceError?
  }

  /// The next messages of a source; what was read before it failed is among them.
  private mutating func fill(_ stream: inout MailStream, _ generation: Int64) -> Batch {
    var batch = Batch()
    do throws(MailSourceError) {
      while batch.messages.count < Self.batchSize {
        guard let item = try stream.next() else {
          batch.isLast = true
          break
        }
        batch.messages.append(message(item, generation: generation))
      }
    } catch {
      batch.failure = error
    }
    return batch
  }

  private func storing(
    _ messages: [Warehouse.Message], _ generation: Int64
  ) -> Task<Warehouse.MessageOutcome, any Error> {
    let (session, lease, site, now) = (session, lease, site.id, now)
    let loadsUndone = loadsUndone
    return Task {
      try await session.store(
        messages, site: site, stream: generation, loadsUndone: loadsUndone, for: lease, now: now)
    }
  }

  private mutating func note(_ outcome: Warehouse.MessageOutcome) {
    summary.kept += outcome.kept
    summary.improved += outcome.improved
    summary.rejected += outcome.rejected
    summary.ignored += outcome.known + outcome.erased + outcome.undone
    if outcome.undone > 0 {
      summary.note = UndoneStream.adviceOnMail
    } else if erased + outcome.erased > 0 {
      erased += outcome.erased
      summary.note = ErasedRecords.note(erased, "message")
    } else if outcome.known > 0 {
      summary.note =
        Quantity.counted(summary.ignored, "message was", "messages were") + " known already"
    }
  }
}

extension Topics {
  /// What a text is about, and why.
  func reason(
    for text: Text
  ) -> (topic: String, rule: String, score: Double, rules: String) {
    let decision = classify(text)
    return (
      decision.topic, decision.rule, decision.score, decision.rules.joined(separator: " ")
    )
  }
}
