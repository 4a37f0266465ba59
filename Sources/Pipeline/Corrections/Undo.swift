package import Clickstream
import Enrichment
import Intake
import Mail
package import Warehouse

/// Takes back what was loaded from files, each known by its content whatever its name.
///
/// Of mail the messages of a mailbox are taken back, each by itself.
package struct Undo: Sendable {
  /// A stream that a file was found to be.
  package struct Stream: Sendable, Codable, Equatable {
    package var path: String
    package var generation: Int64
  }

  /// A mailbox with messages that are stored.
  package struct Mailbox: Sendable, Encodable {
    package var path: String
    package var found: Int
    let messages: [Warehouse.LoadedMessage]

    private enum CodingKeys: CodingKey { case path, found }

    init(path: String, messages: [Warehouse.LoadedMessage]) {
      (self.path, self.messages, found) = (path, messages, messages.count)
    }
  }

  /// What would be taken back.
  package struct Plan: Sendable, Encodable {
    package var streams: [Stream] = []
    /// Mailboxes, and how many of their messages are stored.
    package var mailboxes: [Mailbox] = []
    /// Paths that are no stream of the database, and why.
    package var refusals: [IngestSummary.Refusal] = []
    package var preview: Warehouse.UndoPreview?

    package var isEmpty: Bool { streams.isEmpty && mailboxes.isEmpty }
    package var generations: [Int64] { Array(Set(streams.map(\.generation))).sorted() }
    var messages: [Warehouse.LoadedMessage] { Array(Set(mailboxes.flatMap(\.messages))) }
  }

  private let sites: [Site]
  private let connect: @Sendable () async throws -> Warehouse

  /// - Parameters:
  ///   - sites: as the configuration declares them.
  ///   - connect: opens the warehouse for ingestion; called again after a lost connection.
  package init(sites: [Site], connect: @escaping @Sendable () async throws -> Warehouse) {
    self.sites = sites
    self.connect = connect
  }

  /// Finds what is stored of files and folders; writes nothing.
  ///
  /// - Parameters:
  ///   - names: files that were loaded and are changed or gone, by the name that they had; where
  ///     several had it nothing is found, and told which they are.
  ///   - now: the clock that the messages were read by.
  package func plan(
    paths: [String], names: [String] = [], now: Instant
  ) async throws -> Plan {
    try await withSession { session in
      var plan = Plan()
      let inputs = InputPlan(arguments: paths, takesLists: true)
      plan.refusals = inputs.failed.map {
        .init(path: $0.path, reason: $0.description + "; what is gone goes with --named")
      }
      for item in inputs.taken {
        do {
          switch try await find(item, session, now) {
          case .stream(let generation):
            plan.streams.append(Stream(path: item.path, generation: generation))
          case .messages(let messages):
            plan.mailboxes.append(Mailbox(path: item.path, messages: messages))
          case .nothing(let reason):
            plan.refusals.append(.init(path: item.path, reason: reason))
          }
        } catch let error as ByteSourceError {
          plan.refusals.append(.init(path: item.path, reason: error.description))
        } catch let error as MailSourceError {
          plan.refusals.append(.init(path: item.path, reason: error.description))
        }
      }
      for name in names {
        let found = try await session.steady { try await $0.streams(named: name) }
        if found.count == 1 {
          plan.streams += found.map { Stream(path: $0.name, generation: $0.generation) }
        } else {
          plan.refusals.append(.init(path: name, reason: Self.choice(among: found)))
        }
      }
      if !plan.isEmpty {
        let (generations, messages) = (plan.generations, plan.messages)
        plan.preview = try await session.steady {
          try await $0.previewUndo(generations, messages)
        }
      }
      return plan
    }
  }

  /// Takes back what was found, all or nothing.
  ///
  /// Who is who, and which messages belong together, is derived anew from what stays.
  package func run(_ plan: Plan, now: Instant) async throws -> Warehouse.Undone {
    try await run(plan.generations, plan.messages, now: now)
  }

  /// Takes streams and messages back, all or none.
  package func run(
    _ generations: [Int64], _ messages: [Warehouse.LoadedMessage] = [], now: Instant
  ) async throws -> Warehouse.Undone {
    try await withSession { session in
      let undone = try await session.steady { try await $0.undo(generations, messages) }
      // Also where an answer was lost, and the second try found nothing left of the messages.
      let (hits, records) = (undone.events, undone.contacts + undone.versions)
      if hits > 0 || records > 0 || !messages.isEmpty {
        try await session.steady { _ = try await $0.derivePersons(now: now) }
      }
      if undone.contacts > 0 || !messages.isEmpty {
        try await session.steady { _ = try await $0.deriveConversations() }
      }
      return undone
    }
  }

  private static func choice(among streams: [Warehouse.NamedStream]) -> String {
    guard !streams.isEmpty else { return "nothing was loaded under this name" }
    let all = streams.map { stream in
      "#\(stream.generation) (\(Quantity.counted(stream.lines, "line")), last read on "
        + "\(stream.lastLoadedAt.rfc3339.prefix(10)))"
    }
    return "several files had this name: \(all.joined(separator: ", ")); say which, as "
      + "--named '#\(streams[0].generation)'"
  }

  private enum Finding {
    case stream(Int64)
    case messages([Warehouse.LoadedMessage])
    case nothing(String)
  }

  private func find(
    _ item: InputPlan.Item, _ session: LoadingSession, _ now: Instant
  ) async throws -> Finding {
    if item.kind == .maildir { return try await findMail(item.path, session, now) }
    if item.kind == .file, let generation = try await findLedger(item.path, session) {
      return .stream(generation)
    }
    var source =
      item.kind == .standardInput
      ? try ByteSource.standardInput() : try ByteSource(path: item.path)
    let head = try source.head()
    switch InputKind.sniff(head, name: item.path) {
    case .mbox, .message:
      guard item.kind == .file, !source.isGzip else {
        return .nothing("it looks like mail: save it to a file, or unpack it first")
      }
      return try await findMail(item.path, session, now)
    default: break
    }
    var reader = LineReader(source)
    var finder = StreamFinder(ids: session.ids)
    switch try await finder.find(in: &reader, session) {
    case .none: return .nothing("there is no line in it")
    case .resume(let generation, _, _, _), .nothingNew(let generation): return .stream(generation)
    case .new(_, let parent, _, _):
      if let open = finder.outgrown?.generation ?? finder.bare { return .stream(open) }
      if finder.hasOthers, item.kind == .file,
        case .same = try await UndoneStream.find(in: item.path, session)
      {
        return .nothing("it is taken back already")
      }
      return .nothing(
        (parent == nil
          ? "this database never saw it"
          : "this database never saw it, only another file with the same beginning")
          + "; what was loaded when it held something else goes with --named and its name")
    }
  }

  /// The content id of a file of a ledger that is loaded; nil for other files.
  private func findLedger(_ path: String, _ session: LoadingSession) async throws -> Int64? {
    guard let source = try LedgerSource.delimitedOrJSON(path) else { return nil }
    let generation = source.generation(session.ids)
    let isLoaded = try await session.steady { try await $0.isLoaded(generation) }
    return isLoaded ? generation : nil
  }

  private func findMail(
    _ path: String, _ session: LoadingSession, _ now: Instant
  ) async throws -> Finding {
    let reader = MailReader(key: session.ids.key, now: now, servers: [])
    var stream = try MailStream(try MailSource(path: path), reader: reader)
    var (contacts, receipts): (Set<Int64>, Set<Int64>) = ([], [])
    while let item = try stream.next() {
      receipts.insert(item.receipt)
      if case .message(let record) = item.outcome { contacts.insert(record.id) }
    }
    let wanted = (contacts: Array(contacts), receipts: Array(receipts))
    let found = try await session.steady {
      try await $0.loadedMessages(contacts: wanted.contacts, receipts: wanted.receipts)
    }
    if !found.isEmpty { return .messages(found) }
    let undone = try await session.steady {
      try await $0.undoneMessages(among: wanted.contacts + wanted.receipts)
    }
    return .nothing(
      undone.isEmpty ? "this database never saw a message of it" : "it is taken back already")
  }

  private func withSession<Answer>(
    _ body: (LoadingSession) async throws -> Answer
  ) async throws -> Answer {
    let session = try await LoadingSession(
      sites: { [sites] ids in SiteDirectory(sites, ids: ids, hostless: nil) }, connect: connect)
    do {
      let answer = try await body(session)
      await session.close()
      return answer
    } catch {
      await session.close()
      throw error
    }
  }
}
