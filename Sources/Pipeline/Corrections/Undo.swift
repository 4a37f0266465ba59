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
  package struct Mailbox: Sendable, Codable {
    package var path: String
    package var found: Int
    let messages: [Warehouse.LoadedMessage]

    private enum CodingKeys: CodingKey { case path, found }

    init(path: String, messages: [Warehouse.LoadedMessage]) {
      (self.path, self.messages, found) = (path, messages, messages.count)
    }

    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      path = try values.decode(String.self, forKey: .path)
      found = try values.decode(Int.self, forKey: .found)
      messages = []
    }
  }

  /// What would be taken back.
  package struct Plan: Sendable, Codable {
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
  /// - Parameter names: files that were loaded and are changed or gone, by the name that they had.
  package func plan(paths: [String], names: [String] = []) async throws -> Plan {
    try await withSession { session in
      var plan = Plan()
      let inputs = InputPlan(arguments: paths, takesLists: true)
      plan.refusals = inputs.failed.map { .init(path: $0.path, reason: $0.description) }
      for item in inputs.taken {
        do {
          switch try await find(item, session) {
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
        if found.isEmpty {
          plan.refusals.append(.init(path: name, reason: "nothing was loaded under this name"))
        }
        plan.streams += found.map { Stream(path: $0.name, generation: $0.generation) }
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
      if undone.contacts > 0 || undone.versions > 0 {
        try await session.steady { _ = try await $0.derivePersons(now: now) }
      }
      if undone.contacts > 0 {
        try await session.steady { _ = try await $0.deriveConversations() }
      }
      return undone
    }
  }

  private enum Finding {
    case stream(Int64)
    case messages([Warehouse.LoadedMessage])
    case nothing(String)
  }

  private func find(_ item: InputPlan.Item, _ session: LoadingSession) async throws -> Finding {
    if item.kind == .maildir { return try await findMail(item.path, session) }
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
      return try await findMail(item.path, session)
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
        parent == nil
          ? "this database never saw it"
          : "this database never saw it, only another file with the same beginning")
    }
  }

  /// The content id of a file of a ledger that is loaded; nil for other files.
  private func findLedger(_ path: String, _ session: LoadingSession) async throws -> Int64? {
    guard let source = try LedgerSource.delimitedOrJSON(path) else { return nil }
    let generation = source.generation(session.ids)
    let isLoaded = try await session.steady { try await $0.isLoaded(generation) }
    return isLoaded ? generation : nil
  }

  private static let byName =
    "; what was loaded when it was another goes with --named and the name that it had"

  private func findMail(_ path: String, _ session: LoadingSession) async throws -> Finding {
    // Of the messages only the bytes matter, and not when they came.
    let reader = MailReader(key: session.ids.key, now: Instant(seconds: 0), servers: [])
    var stream = try MailStream(try MailSource(path: path), reader: reader)
    var receipts: Set<Int64> = []
    while let item = try stream.next() { receipts.insert(item.receipt) }
    let wanted = receipts.sorted()
    let found = try await session.steady { try await $0.loadedMessages(wanted) }
    if !found.isEmpty { return .messages(found) }
    let isUndone = try await session.steady { try await $0.hasUndone(wanted) }
    return .nothing(
      isUndone ? "it is taken back already" : "this database never saw a message of it")
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
