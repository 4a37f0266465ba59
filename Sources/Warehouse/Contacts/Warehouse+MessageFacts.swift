import Clickstream
import Enrichment
import PostgreSQL

extension Ids {
  /// Id of a message of a site by its Message-ID; 0 for one without.
  func message(_ text: String, site: Int64) -> Int64 {
    if text.isEmpty { return 0 }
    var hasher = hasher(.message)
    hasher.combine(UInt64(bitPattern: site))
    hasher.combine(text: text)
    return Self.id(hasher)
  }
}

extension Warehouse {
  /// Stores what is known of messages beside their contacts, which are stored before.
  func store(
    _ messages: [(id: Int64, facts: MessageFacts)], site: Int64, ids: Ids
  ) async throws {
    guard !messages.isEmpty else { return }
    let facts = messages.map(\.facts)
    try await forgetDoubtfulRecipients(messages, ids)
    try await run(
      "insert_messages",
      [
        .int8Array(messages.map(\.id)), .int2Array(facts.map(\.class.rawValue)),
        .int8Array(facts.map { ids.message($0.messageID, site: site) }),
        .int2Array(facts.map { $0.isProven ? 1 : 0 }), .int2Array(facts.map { $0.isCut ? 1 : 0 }),
        .int8Array(facts.map(\.size)),
        .timestamptzArray(unixMicroseconds: facts.map { $0.receivedAt?.microseconds ?? 0 }),
        .textArray(facts.map(\.staff)), .int2Array(facts.map { $0.isFromDropbox ? 1 : 0 }),
        .int8Array(facts.map { ids.message($0.reportedID, site: site) }),
        .int2Array(facts.map { $0.isFormMail ? 1 : 0 }),
        .int2Array(facts.map { $0.isOurs ? 1 : 0 }),
        .int2Array(facts.map { $0.isForged ? 1 : 0 }),
      ])
    let named = messages.flatMap { message in
      message.facts.references.map { (message.id, ids.message($0, site: site)) }
    }
    if !named.isEmpty {
      try await run(
        "insert_references", [.int8Array(named.map(\.0)), .int8Array(named.map(\.1))])
    }
    for isOurs in [true, false] {
      try await storeRecipients(
        Self.numbered(messages.filter { $0.facts.isOurs == isOurs }, \.recipients), isOurs: isOurs,
        site: site, ids)
    }
    try await storeAttachments(Self.numbered(messages, \.attachments))
    try await storeReports(Self.numbered(messages, \.reports), ids)
  }

  private struct Numbered<Item> {
    let message: Int64
    /// From 1.
    let place: Int16
    let item: Item
  }

  private static func numbered<Item>(
    _ messages: [(id: Int64, facts: MessageFacts)], _ items: (MessageFacts) -> [Item]
  ) -> [Numbered<Item>] {
    messages.flatMap { message in
      items(message.facts).prefix(Int(Int16.max)).enumerated().map { index, item in
        Numbered(
          message: message.id, place: Int16(truncatingIfNeeded: index + 1), item: item)
      }
    }
  }

  /// Takes away what copies say that anybody could have sent in, where one is the business's own.
  private func forgetDoubtfulRecipients(
    _ messages: [(id: Int64, facts: MessageFacts)], _ ids: Ids
  ) async throws {
    let ours = messages.filter(\.facts.isOurs)
    guard !ours.isEmpty else { return }
    let named = Self.numbered(ours, \.recipients)
    let taken = try await run(
      "forget_doubtful_recipients",
      [
        .int8Array(ours.map(\.id)), .int8Array(named.map(\.message)),
        .int8Array(named.map { ids.person($0.item.address) }),
      ])
    if try taken.first?.get("recipients", as: Int64.self) ?? 0 > 0 { try await deriveEverything() }
  }

  /// Stores to whom messages of the business went; of copies that name others, all.
  private func storeRecipients(
    _ recipients: [Numbered<MessageFacts.Recipient>], isOurs: Bool, site: Int64, _ ids: Ids
  ) async throws {
    guard !recipients.isEmpty else { return }
    let rows: [Parameter] = [
      .int8(site), .int8Array(recipients.map(\.message)), .int2Array(recipients.map(\.place)),
      .int8Array(recipients.map { ids.person($0.item.address) }),
      .textArray(recipients.map(\.item.name)),
      .int2Array(recipients.map { _ in isOurs ? 1 : 0 }),
    ]
    var changed: [Int64] = []
    // The one that the contact is with, then the others.
    for statement in ["put_addressees", "insert_recipients"] {
      changed += try await run(statement, rows).map { try $0.get("message") }
    }
    if !changed.isEmpty { try await run("note_underived_contacts", [.int8Array(changed)]) }
  }

  private func storeAttachments(_ files: [Numbered<AttachedFile>]) async throws {
    guard !files.isEmpty else { return }
    try await run(
      "insert_attachments",
      [
        .int8Array(files.map(\.message)), .int2Array(files.map(\.place)),
        .textArray(files.map(\.item.name)), .textArray(files.map(\.item.mediaType)),
        .int8Array(files.map { $0.item.size ?? -1 }), .textArray(files.map(\.item.hash)),
      ])
  }

  private func storeReports(_ reports: [Numbered<DeliveryReport>], _ ids: Ids) async throws {
    guard !reports.isEmpty else { return }
    try await store(addresses: reports.compactMap(\.item.recipient), ids: ids)
    try await run(
      "insert_bounces",
      [
        .int8Array(reports.map(\.message)), .int2Array(reports.map(\.place)),
        .int2Array(reports.map(\.item.kind.rawValue)), .textArray(reports.map(\.item.reason)),
        .int8Array(reports.map { $0.item.recipient.map(ids.person) ?? 0 }),
        .textArray(reports.map(\.item.action)), .textArray(reports.map(\.item.status)),
        .textArray(reports.map(\.item.diagnostic)),
        .int2Array(reports.map { $0.item.isVouched ? 1 : 0 }),
      ])
  }
}
