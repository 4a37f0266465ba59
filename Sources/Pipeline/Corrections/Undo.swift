package import Clickstream
import Enrichment
import Intake
package import Warehouse

/// Takes files back that were loaded, each known by its content whatever its name.
package struct Undo: Sendable {
  /// A stream that a file was found to be.
  package struct Stream: Sendable, Codable, Equatable {
    package var path: String
    package var generation: Int64
  }

  /// What would be taken back.
  package struct Plan: Sendable, Codable {
    package var streams: [Stream] = []
    /// Paths that are no stream of the database, and why.
    package var refusals: [IngestSummary.Refusal] = []
    package var preview: Warehouse.UndoPreview?

    package var generations: [Int64] { Array(Set(streams.map(\.generation))).sorted() }
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

  /// Finds the streams that files and folders hold; writes nothing of them.
  package func plan(paths: [String]) async throws -> Plan {
    try await withSession { session in
      var plan = Plan()
      let inputs = InputPlan(arguments: paths, takesLists: true)
      plan.refusals = inputs.failed.map { .init(path: $0.path, reason: $0.description) }
      for item in inputs.taken {
        do {
          switch try await find(item, session) {
          case .stream(let generation):
            plan.streams.append(Stream(path: item.path, generation: generation))
          case .nothing(let reason):
            plan.refusals.append(.init(path: item.path, reason: reason))
          }
        } catch let error as ByteSourceError {
          plan.refusals.append(.init(path: item.path, reason: error.description))
        }
      }
      let generations = plan.generations
      if !generations.isEmpty {
        plan.preview = try await session.steady { try await $0.previewUndo(generations) }
      }
      return plan
    }
  }

  /// Takes streams back, all or none.
  ///
  /// Who is who, and which messages belong together, is derived anew from what stays.
  package func run(_ generations: [Int64], now: Instant) async throws -> Warehouse.Undone {
    try await withSession { session in
      let undone = try await session.steady { try await $0.undo(generations) }
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
    case nothing(String)
  }

  private func find(_ item: InputPlan.Item, _ session: LoadingSession) async throws -> Finding {
    guard item.kind != .maildir else { return .nothing(Self.aboutMail) }
    if item.kind == .file, let generation = try await findLedger(item.path, session) {
      return .stream(generation)
    }
    var source =
      item.kind == .standardInput
      ? try ByteSource.standardInput() : try ByteSource(path: item.path)
    let head = try source.head()
    switch InputKind.sniff(head, name: item.path) {
    case .mbox, .message: return .nothing(Self.aboutMail)
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

  private static let aboutMail =
    "it is mail, which is known message by message and not by its file: a message that was loaded "
    + "stays, and may lie in other files too"

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
