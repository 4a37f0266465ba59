package import Clickstream
package import Enrichment
import Intake
import Mail
import PostgreSQL
package import Settings
package import Warehouse

/// Loads files of any kind into the database: finds out what each is, and what of it is new.
package struct Ingestion: Sendable {
  private let configuration: Configuration
  private let rules: RuleBook
  private let hostlessSite: String?
  private let loadsUndone: Bool
  private let now: Instant
  private let batches: BatchSize
  private let patience: Double?
  private let secretKey: String?
  private let away: @Sendable (String?) -> Void
  private let connect: @Sendable () async throws -> Warehouse
  private let progress: @Sendable (IngestUpdate) -> Void

  /// - Parameters:
  ///   - rules: how what is read is told.
  ///   - hostlessSite: name of the site of lines without a host (`--site`).
  ///   - loadsUndone: files that were undone are loaded afresh where they are named themselves, and
  ///     not met in a folder.
  ///   - now: the clock; times more than 24 hours after it are not believed.
  ///   - batches: how much is read and committed at a time.
  ///   - patience: how long to wait for a database that cannot be written to, in seconds; nil: for
  ///     ever.
  ///   - secretKey: the file of the key for what is secret in lists; nil: such lists are refused.
  ///   - away: hears, in a sentence, why it waits, and at last that it goes on (nil).
  ///   - connect: opens the warehouse for ingestion; called again after a lost connection.
  package init(
    configuration: Configuration, rules: RuleBook, hostlessSite: String?,
    loadsUndone: Bool = true, now: Instant, batches: BatchSize = .standard,
    patience: Double? = 60, secretKey: String? = nil,
    progress: @escaping @Sendable (IngestUpdate) -> Void = { _ in },
    away: @escaping @Sendable (String?) -> Void = { _ in },
    connect: @escaping @Sendable () async throws -> Warehouse
  ) throws {
    let names = configuration.sites.map(\.name)
    if let hostlessSite, !names.contains(hostlessSite) {
      throw IngestError.unknownSite(hostlessSite, names)
    }
    self.configuration = configuration
    self.rules = rules
    self.hostlessSite = hostlessSite
    self.loadsUndone = loadsUndone
    self.now = now
    self.batches = batches
    self.patience = patience
    self.secretKey = secretKey
    self.away = away
    self.connect = connect
    self.progress = progress
  }

  /// Loads what the paths stand for: files, directories, Maildirs, `-` for standard input.
  ///
  /// A cancelled task stops after the batch in hand; what was committed stays.
  ///
  /// - Parameter derives: whether it tells at the end who is who, and which messages belong together.
  package func run(paths: [String], derives: Bool = true) async throws -> IngestSummary {
    var summary = IngestSummary()
    let started = ContinuousClock.now
    let plan = InputPlan(arguments: paths, takesLists: true)
    summary.passedBy = plan.passedBy.map { .init(path: $0.path, reason: $0.reason) }
    summary.failures = plan.failed.map { .init(path: $0.path, reason: $0.description) }
    // For a name that was spelled wrong no database is made.
    guard !plan.taken.isEmpty else { return summary }
    let sites = configuration.sites
    let session = try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, patience: patience,
      away: away, connect: connect)
    do {
      let (now, retention) = (now, configuration.retention)
      try await session.steady { warehouse in
        try await warehouse.dropWhatIsTooOld(now: now, retention)
        // What a run that was broken off left without indexes.
        try await warehouse.indexBarePartitions(connect)
      }
      let catalog = InputCatalog(configuration, ids: session.ids, hostlessSite: hostlessSite)
      var enricher = catalog.enricher(rules.visitors)
      for item in plan.taken where !summary.wasInterrupted {
        do {
          try await load(item, catalog, session, &enricher, &summary)
        } catch let error as ByteSourceError {
          summary.failures.append(.init(path: item.path, reason: error.description))
        } catch let error as MailSourceError {
          summary.failures.append(.init(path: item.path, reason: error.description))
        } catch let error as LedgerImportError {
          summary.failures.append(.init(path: item.path, reason: error.description))
        } catch let error as LedgerAllRejected {
          summary.failures.append(.init(path: item.path, reason: error.sentence))
        } catch let error as IngestError where plan.taken.count > 1 && error.isOfOneInput {
          summary.failures.append(.init(path: item.path, reason: error.description))
        }
        if Task.isCancelled { summary.wasInterrupted = true }
      }
      try await finish(session, derives: derives && !summary.wasInterrupted, &summary)
    } catch {
      await session.close()
      throw error
    }
    await session.close()
    let elapsed = started.duration(to: .now)
    summary.seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    return summary
  }

  /// Builds what indexes are missing, tells who is who and which new messages belong together, then
  /// counts.
  ///
  /// Not cancelled with this task: it leaves the database usable.
  private func finish(
    _ session: LoadingSession, derives: Bool, _ summary: inout IngestSummary
  ) async throws {
    let hasContacts =
      derives && summary.inputs.contains { $0.isOfContacts && $0.kept + $0.improved > 0 }
    let now = now
    (summary.totals, summary.isBehindOnPersons) = try await session.steady { warehouse in
      try await warehouse.indexBarePartitions(connect)
      let isBehind = derives ? try await !warehouse.derivePersonsUnlessBusy(now: now) : false
      if hasContacts { try await warehouse.deriveConversations() }
      return (try await warehouse.totals(), isBehind)
    }
  }

  private func load(
    _ item: InputPlan.Item, _ catalog: InputCatalog, _ session: LoadingSession,
    _ enricher: inout Enricher, _ summary: inout IngestSummary
  ) async throws {
    let input = catalog.input(at: item.path)
    if item.kind == .maildir {
      try await loadMail(item, input, session, &summary)
      return
    }
    var source =
      item.kind == .standardInput
      ? try ByteSource.standardInput() : try ByteSource(path: item.path)
    let head = try source.head()
    switch try input.recognise(head, path: item.path, topics: rules.topics, now: now) {
    case .lines(let lines):
      try await loadLines(source, item, lines, input, session, &enricher, &summary)
    case .mail:
      guard item.kind == .file, !source.isGzip else {
        summary.failures.append(
          .init(
            path: item.path,
            reason: "looks like mail; mail is read from plain files and Maildir folders: save it "
              + "to a file, or unpack it first"))
        return
      }
      try await loadMail(item, input, session, &summary)
    case .ledger(let list):
      try await loadLedger(source, item, list, input, session, &summary)
    case .empty:
      var entry = IngestSummary.Input(path: item.path, kind: "empty")
      entry.note = "empty"
      summary.inputs.append(entry)
    case .unknown where FileHint(head, path: item.path) != nil:
      let hint = FileHint(head, path: item.path)?.sentence ?? ""
      if item.isNamed {
        summary.failures.append(.init(path: item.path, reason: hint))
      } else {
        summary.passedBy.append(.init(path: item.path, reason: hint))
      }
    case .unknown where try await noteKnownList(item, session, &summary): break
    case .unknown(let explanation, _) where !item.isNamed && InputPlan.isList(item.path):
      summary.passedBy.append(.init(path: item.path, reason: explanation))
    case .unknown(let explanation, let sample):
      summary.failures.append(
        .init(
          path: item.path,
          reason: sample.isEmpty ? explanation : "\(explanation); the line is: \(sample)"))
    }
  }

  private func loadLines(
    _ source: consuming ByteSource, _ item: InputPlan.Item, _ lines: RecognisedLines,
    _ input: CatalogInput, _ session: LoadingSession, _ enricher: inout Enricher,
    _ summary: inout IngestSummary
  ) async throws {
    enricher.use(input.directory)
    var load = LineLoad(
      session: session, origin: input.origin(of: item.path, lines), batches: batches, now: now,
      progress: progress, records: RecordReader(lines.reader),
      summary: IngestSummary.Input(path: item.path, kind: lines.title),
      loadsUndone: loadsUndone && item.isNamed)
    defer { summary.inputs.append(load.summary) }
    var isLoaded = try await load.load(source, &enricher)
    // Another loader moved the stream between our look and our lock: look again.
    var attempts = 0
    while !isLoaded {
      attempts += 1
      guard item.kind == .file, attempts < 10 else { throw IngestError.busy(item.path) }
      isLoaded = try await load.load(try ByteSource(path: item.path), &enricher)
    }
    if let fault = load.fault {
      summary.failures.append(.init(path: item.path, reason: fault.description))
    }
    if load.wasInterrupted { summary.wasInterrupted = true }
  }

  private func loadLedger(
    _ source: consuming ByteSource, _ item: InputPlan.Item, _ kind: RecognisedList,
    _ input: CatalogInput, _ session: LoadingSession, _ summary: inout IngestSummary
  ) async throws {
    let list = try LedgerSource(source)
    let generation = list.generation(session.ids)
    if !(loadsUndone && item.isNamed),
      try await session.steady({ try await $0.isUndone(generation) })
    {
      var entry = IngestSummary.Input(path: item.path, kind: "ledger (\(kind.ledger))")
      entry.note = UndoneStream.advice
      return summary.inputs.append(entry)
    }
    let loading = LedgerImport(
      configuration: configuration, maps: kind.maps,
      site: kind.maps.only?.site == nil ? try input.hostlessEntry.site.name : nil, asOf: nil,
      now: now, secretKey: secretKey,
      connect: connect)
    let file = try await loading.load(list, in: session)
    summary.inputs.append(IngestSummary.Input(file, bytes: Int64(list.bytes.count)))
  }

  /// Notes a list that no map of the configuration suits and that was imported by hand; says whether
  /// it was.
  private func noteKnownList(
    _ item: InputPlan.Item, _ session: LoadingSession, _ summary: inout IngestSummary
  ) async throws -> Bool {
    guard item.kind == .file, let list = try LedgerSource.delimitedOrJSON(item.path) else {
      return false
    }
    let generation = list.generation(session.ids)
    let ledger = try await session.steady { warehouse in
      try await warehouse.isLoaded(generation) ? warehouse.ledger(of: generation) : nil
    }
    guard let ledger else { return false }
    var entry = IngestSummary.Input(path: item.path, kind: "ledger (\(ledger))")
    entry.note = "already loaded, by footfall import"
    summary.inputs.append(entry)
    return true
  }

  private func loadMail(
    _ item: InputPlan.Item, _ input: CatalogInput, _ session: LoadingSession,
    _ summary: inout IngestSummary
  ) async throws {
    var mail = MailIngest(
      session: session, site: try input.hostlessEntry, topics: rules.topics, now: now,
      loadsUndone: loadsUndone && item.isNamed, progress: progress,
      summary: IngestSummary.Input(path: item.path, kind: "mail"))
    defer { summary.inputs.append(mail.summary) }
    try await mail.load(try MailSource(path: item.path))
    if mail.wasInterrupted { summary.wasInterrupted = true }
  }
}
