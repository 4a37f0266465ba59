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
  let now: Instant
  let progress: @Sendable (IngestUpdate) -> Void
  var summary: IngestSummary.Input
  private(set) var wasInterrupted = false
  /// Messages, named one by one, that could not be read.
  private(set) var skipped: [MailSourceError] = []

  init(
    session: LoadingSession, lease: SourceLease? = nil, site: SiteDirectory.Entry,
    topics: Topics, now: Instant, progress: @escaping @Sendable (IngestUpdate) -> Void,
    summary: IngestSummary.Input
  ) {
    self.session = session
    self.lease = lease
    self.site = site
    self.topics = topics
    self.now = now
    self.progress = progress
    self.summary = summary
  }

  mutating func load(_ source: MailSource) async throws {
    let ids = session.ids
    let generation = ids.id(.stream, text: "mail \(site.site.name)")
    var stream = try MailStream(source, reader: MailReader(key: ids.key, now: now))
    var batch: [Warehouse.Message] = []
    while let item = try stream.next() {
      batch.append(message(item, generation: generation))
      if batch.count == Self.batchSize {
        try await store(&batch, generation)
        if Task.isCancelled {
          wasInterrupted = true
          return
        }
      }
    }
    skipped = stream.skipped
    try await store(&batch, generation)
    progress(
      IngestUpdate(
        path: summary.path, bytes: summary.bytes, size: nil, lines: summary.read,
        isFinished: true))
  }

  private mutating func message(_ item: MailItem, generation: Int64) -> Warehouse.Message {
    summary.bytes += item.length
    switch item.outcome {
    case .message(let record):
      let contact = record.contact(
        generation: generation, position: item.receipt, isOwn: site.site.isOwn,
        classify: { record in
          let mailbox = (record.deliveredTo + record.to).map(\.address.normalised)
            .joined(separator: " ")
          let decision = topics.classify(
            Topics.Text(subject: record.subject, body: record.ownText, mailbox: mailbox))
          return (decision.topic, decision.rule)
        })
      return Warehouse.Message(
        receipt: item.receipt, length: item.length, contact: contact, reject: nil)
    case .rejected(var reject):
      reject.generation = generation
      reject.position = item.receipt
      return Warehouse.Message(
        receipt: item.receipt, length: item.length, contact: nil, reject: reject)
    }
  }

  private mutating func store(_ batch: inout [Warehouse.Message], _ generation: Int64) async throws
  {
    guard !batch.isEmpty else { return }
    let outcome = try await session.store(
      batch, site: site.id, stream: generation, for: lease, now: now)
    summary.read += Int64(batch.count)
    summary.kept += outcome.kept
    summary.rejected += outcome.rejected
    summary.ignored += outcome.known + outcome.erased
    if outcome.erased > 0 {
      summary.note = "messages with persons who were erased were not stored"
    } else if outcome.known > 0 {
      summary.note =
        summary.ignored == 1
        ? "1 message was known already" : "\(summary.ignored) messages were known already"
    }
    batch.removeAll()
  }
}

extension Site {
  /// Whether an address is the business's own, by itself or by its domain.
  func isOwn(_ address: MailAddress) -> Bool {
    ownAddresses.contains { own in
      own.hasPrefix("@") ? address.normalised.hasSuffix(own) : address.normalised == own
    }
  }
}
