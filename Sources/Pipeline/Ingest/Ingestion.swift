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
  private let topics: Topics
  private let hostlessSite: String?
  private let now: Instant
  private let batches: BatchSize
  private let reloadsUndone: Bool
  private let patience: Patience
  private let trouble: @Sendable (DatabaseTrouble) -> Void
  private let connect: @Sendable () async throws -> Warehouse
  private let progress: @Sendable (IngestUpdate) -> Void

  /// - Parameters:
  ///   - topics: what messages are about, by the operator's rules.
  ///   - hostlessSite: name of the site of lines without a host (`--site`).
  ///   - now: the clock; times more than 24 hours after it are not believed.
  ///   - batches: how much is read and committed at a time.
  ///   - reloadsUndone: a file that is named itself is loaded afresh where it was taken back; else it
  ///     is passed by.
  ///   - patience: how long to wait for a database that cannot be written to.
  ///   - trouble: hears that it waits, and that it goes on.
  ///   - connect: opens the warehouse for ingestion; called again after a lost connection.
  package init(
    configuration: Configuration, topics: Topics, hostlessSite: String?, now: Instant,
    batches: BatchSize = .standard, reloadsUndone: Bool = false, patience: Patience = .standard,
    progress: @escaping @Sendable (IngestUpdate) -> Void = { _ in },
    trouble: @escaping @Sendable (DatabaseTrouble) -> Void = { _ in },
    connect: @escaping @Sendable () async throws -> Warehouse
  ) throws {
    let names = configuration.sites.map(\.name)
    if let hostlessSite, !names.contains(hostlessSite) {
      throw IngestError.unknownSite(hostlessSite, names)
    }
    self.configuration = configuration
    self.topics = topics
    self.hostlessSite = hostlessSite
    self.now = now
    self.batches = batches
    self.reloadsUndone = reloadsUndone
    self.patience = patience
    self.trouble = trouble
    self.connect = connect
    self.progress = progress
  }

  /// Loads what the paths stand for: files, directories, Maildirs, `-` for standard input.
  ///
  /// A cancelled task stops after the batch in hand; what was committed stays.
  package func run(paths: [String]) async throws -> IngestSummary {
    var summary = IngestSummary()
    let started = ContinuousClock.now
    let plan = InputPlan(arguments: paths)
    summary.passedBy = plan.passedBy.map { .init(path: $0.path, reason: $0.reason) }
    summary.failures = plan.failed.map { .init(path: $0.path, reason: $0.description) }
    let sites = configuration.sites
    let session = try await LoadingSession(
      sites: { [hostlessSite] ids in SiteDirectory(sites, ids: ids, hostless: hostlessSite) },
      patience: patience, trouble: trouble, connect: connect)
    do {
      let directory = SiteDirectory(sites, ids: session.ids, hostless: hostlessSite)
      let now = now
      try await session.steady { warehouse in
        try await warehouse.dropWhatIsTooOld(now: now)
        // What a run that was broken off left without indexes.
        try await index(warehouse)
      }
      var enricher = Enricher(
        ids: session.ids, sites: directory,
        rules: Enricher.Rules(
          allowedQuery: configuration.queryAllow, countsAssets: configuration.assets == .count))
      for item in plan.taken where !summary.wasInterrupted {
        do {
          try await load(item, directory, session, &enricher, &summary)
        } catch let error as ByteSourceError {
          summary.failures.append(.init(path: item.path, reason: error.description))
        } catch let error as MailSourceError {
          summary.failures.append(.init(path: item.path, reason: error.description))
        } catch let error as IngestError where plan.taken.count > 1 && error.isOfOneInput {
          summary.failures.append(.init(path: item.path, reason: error.description))
        }
        if Task.isCancelled { summary.wasInterrupted = true }
      }
      try await finish(session, &summary)
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

  /// Builds what indexes are missing, then counts.
  ///
  /// Not cancelled with this task: it leaves the database usable.
  private func finish(_ session: LoadingSession, _ summary: inout IngestSummary) async throws {
    summary.totals = try await Task {
      try await session.steady { warehouse in
        try await index(warehouse)
        return try await warehouse.totals()
      }
    }.value
  }

  /// Builds missing indexes, two partitions at a time.
  private func index(_ warehouse: Warehouse) async throws {
    let names = try await warehouse.barePartitions()
    guard !names.isEmpty else { return }
    let half = names.count / 2
    async let others: Void = indexAside(names[..<half])
    for name in names[half...] { try await warehouse.index(partition: name) }
    try await others
  }

  private func indexAside(_ names: ArraySlice<String>) async throws {
    guard !names.isEmpty else { return }
    let warehouse = try await connect()
    for name in names { try await warehouse.index(partition: name) }
    await warehouse.close()
  }

  private func load(
    _ item: InputPlan.Item, _ directory: SiteDirectory, _ session: LoadingSession,
    _ enricher: inout Enricher, _ summary: inout IngestSummary
  ) async throws {
    if item.kind == .maildir {
      try await loadMail(try MailSource(path: item.path), item.path, directory, session, &summary)
      return
    }
    var source =
      item.kind == .standardInput
      ? try ByteSource.standardInput() : try ByteSource(path: item.path)
    let head = try source.head()
    switch InputKind.sniff(head, name: item.path) {
    case .accessLog(let format):
      if !format.namesHost, directory.hostlessEntry == nil {
        throw IngestError.siteNeeded(configuration.sites.map(\.name))
      }
      try await loadLines(
        source, item, .accessLog, format.name, kindName: "access log (\(format.name))",
        .accessLog(AccessLogParser(format: format, now: now)), directory, session, &enricher,
        &summary)
    case .forms:
      guard let site = directory.hostlessEntry else {
        throw IngestError.siteNeeded(configuration.sites.map(\.name))
      }
      try await loadLines(
        source, item, .form, "ndjson", kindName: "forms",
        .forms(FormReader(now: now), site: site, topics: topics), directory, session, &enricher,
        &summary)
    case .mbox, .message:
      guard item.kind == .file, !source.isGzip else {
        summary.failures.append(
          .init(
            path: item.path,
            reason: "looks like mail; mail is read from plain files and Maildir folders: save it "
              + "to a file, or unpack it first"))
        return
      }
      try await loadMail(try MailSource(path: item.path), item.path, directory, session, &summary)
    case .empty:
      var input = IngestSummary.Input(path: item.path, kind: "empty")
      input.note = "empty"
      summary.inputs.append(input)
    case .unknown(let diagnosis):
      summary.failures.append(.init(path: item.path, reason: diagnosis.explanation))
    }
  }

  private func loadLines(
    _ source: consuming ByteSource, _ item: InputPlan.Item, _ kind: StreamRow.Kind,
    _ format: String, kindName: String, _ reader: RecordReader.Kind, _ directory: SiteDirectory,
    _ session: LoadingSession, _ enricher: inout Enricher, _ summary: inout IngestSummary
  ) async throws {
    var stream = LineStream(
      session: session, path: item.path, kind: kind, format: format,
      site: directory.hostlessEntry?.id, now: now, batches: batches,
      reloadsUndone: reloadsUndone && item.isNamed, progress: progress,
      records: RecordReader(reader, enricher: enricher),
      summary: IngestSummary.Input(path: item.path, kind: kindName))
    defer {
      enricher = stream.records.enricher
      summary.inputs.append(stream.summary)
    }
    var isLoaded = try await stream.load(source)
    // Another loader moved the stream between our look and our lock: look again.
    var attempts = 0
    while !isLoaded {
      attempts += 1
      guard item.kind == .file, attempts < 10 else { throw IngestError.busy(item.path) }
      isLoaded = try await stream.load(try ByteSource(path: item.path))
    }
    if let fault = stream.fault {
      summary.failures.append(.init(path: item.path, reason: fault.description))
    }
    if stream.wasInterrupted { summary.wasInterrupted = true }
  }

  private func loadMail(
    _ source: MailSource, _ path: String, _ directory: SiteDirectory, _ session: LoadingSession,
    _ summary: inout IngestSummary
  ) async throws {
    guard let site = directory.hostlessEntry else {
      throw IngestError.siteNeeded(configuration.sites.map(\.name))
    }
    var mail = MailIngest(
      session: session, site: site, topics: topics, now: now, progress: progress,
      summary: IngestSummary.Input(path: path, kind: "mail"))
    defer { summary.inputs.append(mail.summary) }
    try await mail.load(source)
    if mail.wasInterrupted { summary.wasInterrupted = true }
  }
}

extension AccessLogFormat {
  /// Whether its lines name the host that was asked.
  var namesHost: Bool { fields.contains(.host) }
}

extension Diagnosis {
  /// What it is, where it stops fitting, and what to do.
  var explanation: String {
    sample.isEmpty ? summary : "\(summary); the line is: \(sample)"
  }
}
