package import Clickstream
package import Enrichment
import Intake
package import Settings
package import Warehouse

/// Reads rejects again, by today's configuration and rules, where they lie in their streams.
package struct RejectReplay: Sendable {
  package struct Summary: Sendable, Codable, Equatable {
    /// Records that were read again.
    package var read: Int64 = 0
    package var counts = Replay.Counts()
    /// Records that were left as they are, by why.
    package var left: [Left] = []

    package struct Left: Sendable, Codable, Equatable {
      package var reason: String
      package var records: Int64
    }

    fileprivate mutating func leave(_ reason: String, _ records: Int64 = 1) {
      if let index = left.firstIndex(where: { $0.reason == reason }) {
        left[index].records += records
      } else {
        left.append(Left(reason: reason, records: records))
      }
    }
  }

  private let configuration: Configuration
  private let rules: RuleBook
  private let now: Instant
  private let connect: @Sendable () async throws -> Warehouse

  /// - Parameters:
  ///   - rules: how what is read is told.
  ///   - now: the clock; times more than 24 hours after it are not believed.
  ///   - connect: opens the warehouse for ingestion; called again after a lost connection.
  package init(
    configuration: Configuration, rules: RuleBook, now: Instant,
    connect: @escaping @Sendable () async throws -> Warehouse
  ) {
    self.configuration = configuration
    self.rules = rules
    self.now = now
    self.connect = connect
  }

  /// Reads the rejects again that the filter means; a cancelled task stops after the page in hand.
  package func run(_ filter: Warehouse.RejectFilter) async throws -> Summary {
    let sites = configuration.sites
    let session = try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, connect: connect)
    let loader = StreamLoader(ids: session.ids)
    var summary = Summary()
    do {
      let (now, retention) = (now, configuration.retention)
      try await session.steady { try await $0.dropWhatIsTooOld(now: now, retention) }
      let filter = try await session.steady { try await $0.known(filter) }
      for stream in try await session.steady({ try await $0.rejectStreams(filter) }) {
        try await replay(stream, filter, session, loader, &summary)
        if Task.isCancelled { break }
      }
      if summary.counts.kept > 0 {
        try await session.steady { _ = try await $0.derivePersons(now: now) }
      }
    } catch {
      await session.close()
      throw error
    }
    await session.close()
    return summary
  }

  private func replay(
    _ stream: Warehouse.RejectStream, _ filter: Warehouse.RejectFilter,
    _ session: LoadingSession, _ loader: StreamLoader, _ summary: inout Summary
  ) async throws {
    let reader: RejectReader
    let fields = try await session.steady { try await $0.fields(of: stream.generation) }
    switch self.reader(of: stream, fields, session.ids) {
    case .reads(let made): reader = made
    case .cannot(let reason): return summary.leave(reason, stream.records)
    }
    var records = reader
    var position: Int64 = -1
    while !Task.isCancelled {
      let after = position
      let page = try await session.steady {
        try await $0.storedRejects(
          of: stream.generation, after: after, reason: filter.reason)
      }
      guard let last = page.last else { return }
      position = last.position
      var replay = Replay(stream: stream.generation, openPosition: stream.openPosition)
      for record in page {
        if let reason = record.whyLeft {
          summary.leave(reason)
        } else if !records.goes(to: record.position) {
          summary.leave(Self.aboutFields)
        } else {
          try await records.read(record, session, now: now, into: &replay)
        }
      }
      guard !replay.outcomes.isEmpty else { continue }
      let ready = replay
      let counts = try await session.steady { try await loader.store(ready, in: $0) }
      summary.read += counts.kept + counts.counted + counts.ignored + counts.rejected
      summary.counts.add(counts)
      records.forgetStored()
    }
  }

  private static let aboutFields =
    "lines of the file say what its columns are, and were read before that was kept: undo the file "
    + "and load it"

  private enum Choice {
    case reads(RejectReader)
    case cannot(String)
  }

  /// What reads the lines of a stream: as its input is configured now, else as it was read.
  private func reader(
    of stream: Warehouse.RejectStream, _ fields: [Warehouse.StreamFields], _ ids: Ids
  ) -> Choice {
    let name = configuration.sites.first { ids.id(.site, text: $0.name) == stream.site }?.name
    let catalog = InputCatalog(configuration, ids: ids, hostlessSite: name)
    let input = catalog.input(withID: stream.source)
    var enricher = catalog.enricher(rules.visitors)
    enricher.use(input.directory)
    switch stream.kind {
    case .mail:
      return .cannot("mail is read again where it lies: run `footfall ingest` on it")
    case .ledger:
      return .cannot(
        "rows of a list: undo its file, put the file or its map right, and import it again")
    case .form:
      guard let site = input.directory.hostlessEntry else {
        return .cannot("the site of its forms is declared no more")
      }
      return .reads(
        RejectReader(
          RecordReader(
            .forms(FormReader(now: now, of: site.site), site: site, topics: rules.topics)),
          enricher))
    case .accessLog:
      guard let format = try? AccessLogFormat.compile(input.source.format ?? stream.format) else {
        return .cannot("its format is none of this program")
      }
      let parser = AccessLogParser(
        format: format, now: now, zone: input.source.zone, trustedProxies: input.trustedProxies)
      return .reads(
        RejectReader(
          RecordReader(.accessLog(parser)), enricher,
          fields: format.isToldInFile ? fields : nil))
    }
  }
}

extension Warehouse.StoredReject {
  /// Why it cannot be read again; nil where it can.
  fileprivate var whyLeft: String? {
    if raw.isEmpty, length > 0 { return "its bytes are not kept any more" }
    if length > Int64(raw.count) { return "only its first 4 KiB are kept" }
    return nil
  }
}
