package import Clickstream
import Enrichment
import Intake
package import Settings
package import Warehouse

/// Loads files of ledgers, each whole or not at all.
package struct LedgerImport: Sendable {
  private let configuration: Configuration
  private let maps: LedgerMaps
  private let site: String?
  private let asOf: Day?
  let now: Instant
  private let secretKey: String?
  private let connect: @Sendable () async throws -> Warehouse
  private let away: @Sendable (String?) -> Void

  /// - Parameters:
  ///   - site: of rows whose map names none; nil: the only one.
  ///   - asOf: the day, in the zone of their site, since when the rows say what they say; nil: when
  ///     their file was written last.
  ///   - now: the clock.
  ///   - secretKey: the file of the key for what is secret in lists; nil: such lists are refused.
  ///   - away: hears, in a sentence, why it waits, and at last that it goes on (nil).
  ///   - connect: opens the warehouse for ingestion; called again after a lost connection.
  package init(
    configuration: Configuration, maps: LedgerMaps, site: String?, asOf: Day?, now: Instant,
    secretKey: String? = nil,
    away: @escaping @Sendable (String?) -> Void = { _ in },
    connect: @escaping @Sendable () async throws -> Warehouse
  ) {
    self.configuration = configuration
    self.maps = maps
    self.site = site
    self.asOf = asOf
    self.now = now
    self.secretKey = secretKey
    self.away = away
    self.connect = connect
  }

  /// Loads files, or standard input (`-`); one that cannot be read is told and the rest is loaded.
  ///
  /// - Parameter derivesPersons: whether persons are derived from them; else somebody else does.
  package func run(
    paths: [String], derivesPersons: Bool = true
  ) async throws -> LedgerImportSummary {
    // Everything that a person may have got wrong is found before the database is touched.
    var summary = LedgerImportSummary()
    var jobs: [LedgerJob] = []
    for path in paths {
      do {
        jobs.append(try job(try LedgerSource(path: path)))
      } catch let error as ByteSourceError {
        summary.failures.append(.init(path: path, reason: error.description))
      } catch let error as LedgerImportError {
        summary.failures.append(.init(path: path, reason: error.description))
      }
    }
    guard !jobs.isEmpty else { return summary }
    let sites = configuration.sites
    let session = try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, away: away, connect: connect)
    do {
      // A file that is loaded is held no longer.
      while !jobs.isEmpty {
        let job = jobs.removeFirst()
        guard !Task.isCancelled else { throw CancellationError() }
        do {
          summary.files.append(try await load(job, session))
        } catch let error as LedgerAllRejected {
          summary.failures.append(.init(path: job.source.path, reason: error.sentence))
        }
      }
      if derivesPersons, summary.files.contains(where: { !$0.wasKnown || $0.outcome.isToldAgain }) {
        summary.persons = try await session.steady { [now] in
          try await $0.derivePersons(now: now)
        }
      }
    } catch {
      await session.close()
      throw error
    }
    await session.close()
    return summary
  }

  /// Loads one list that lies in memory, derives the persons, and asks something of what is stored
  /// then: `body` gets the content id of the list.
  func loading<Answer>(
    _ source: LedgerSource, _ body: (Int64, LoadingSession) async throws -> Answer
  ) async throws -> Answer {
    let job = try job(source)
    let sites = configuration.sites
    let session = try await LoadingSession(
      sites: { SiteDirectory(sites, ids: $0, hostless: nil) }, away: away, connect: connect)
    do {
      do {
        _ = try await load(job, session)
      } catch let error as LedgerAllRejected {
        throw UsageError(error.first)
      }
      try await session.steady { [now] in _ = try await $0.derivePersons(now: now) }
      let answer = try await body(source.generation(session.ids), session)
      await session.close()
      return answer
    } catch {
      await session.close()
      throw error
    }
  }

  /// Loads one file in a session of somebody else, who derives the persons afterwards.
  ///
  /// - Throws: `LedgerImportError`, `LedgerAllRejected`.
  func load(
    _ source: LedgerSource, in session: LoadingSession
  ) async throws -> LedgerImportSummary.File {
    try await load(try job(source), session)
  }

  private func secrets(
    of ledger: Ledger, _ session: LoadingSession
  ) async throws -> SecretBox? {
    guard ledger.hasSecrets, let secretKey else { return nil }
    let isNeeded = try await session.steady { try await $0.hasSecrets() }
    do {
      return try SecretBox(file: secretKey, making: !isNeeded)
    } catch let error as SecretBox.Failure {
      throw UsageError(error.description)
    }
  }

  private func job(_ source: LedgerSource) throws -> LedgerJob {
    try LedgerJob(source, maps: maps, sites: configuration.sites, site: site, now: now)
  }

  private func load(
    _ job: LedgerJob, _ session: LoadingSession
  ) async throws -> LedgerImportSummary.File {
    let generation = job.source.generation(session.ids)
    let file = Warehouse.LedgerFile(
      ledger: job.map.ledger, site: session.ids.id(.site, text: job.site.name),
      generation: generation,
      name: job.source.path, bytes: Int64(job.source.bytes.count),
      asOf: asOf.map(job.site.zone.start(of:)) ?? job.source.modified ?? now,
      secrets: try await secrets(of: job.map.ledger, session))
    let chunks = LedgerChunks(
      reader: job.reader, generation: generation, keepsRaw: !job.map.ledger.hasSecrets)
    let now = now
    let outcome = try await session.steady { try await $0.load(file, chunks, now: now) }
    var remarks = job.remarks
    if outcome == nil,
      let ledger = try await session.steady({ try await $0.ledger(of: generation) }),
      ledger != job.map.ledger.name
    {
      remarks = ["it was loaded as `\(ledger)`, not as `\(job.map.ledger.name)`"]
    }
    if let outcome, outcome.isToldAgain {
      let since = job.site.zone.day(of: file.asOf)
      remarks.append(
        outcome.saysNothingNew
          ? "that it says so as of \(since) too is noted"
          : "its rows were loaded before, and are told again as of \(since)")
    }
    if let outcome, outcome.read == 0, !outcome.isToldAgain { remarks.append("no rows") }
    if let nameless = outcome?.nameless, nameless > 0 {
      remarks.append(
        "\(Quantity.counted(nameless, "row names", "rows name")) nobody, without number, login or "
          + "mail address")
    }
    return LedgerImportSummary.File(
      path: job.source.path, ledger: job.map.ledger.name, map: job.map.name,
      outcome: outcome ?? Warehouse.LedgerOutcome(), wasKnown: outcome?.saysNothingNew ?? true,
      remarks: remarks,
      leftOutOfSums: outcome?.leftOutOfSums(of: job.map.ledger, at: job.site) ?? [])
  }
}

extension Warehouse.LedgerOutcome {
  /// Says which rows are in no sum; only amounts of orders and costs are added up.
  fileprivate func leftOutOfSums(of ledger: Ledger, at site: Site) -> [String] {
    guard ["order", "cost"].contains(ledger.name) else { return [] }
    return currencies.filter { $0.key != site.currency }.sorted { $0.key < $1.key }.map {
      ForeignAmounts.sentence($0.value, ledger.name, in: $0.key, site: site.currency)
    }
  }
}

/// The rows of a file, some thousand at a time.
private struct LedgerChunks: Sequence, IteratorProtocol, Sendable {
  private static let size = 5_000

  var reader: LedgerReader
  let generation: Int64
  /// What is secret must not lie among the rejects.
  let keepsRaw: Bool

  mutating func next() -> Warehouse.LedgerChunk? {
    var chunk = Warehouse.LedgerChunk()
    chunk.bytes = { [reader, keepsRaw] position in
      let bytes = reader.bytes(at: position)
      return (keepsRaw ? Array(bytes.prefix(RejectedRecord.rawLimit)) : [], Int64(bytes.count))
    }
    while chunk.records.count + chunk.rejects.count < Self.size, chunk.leftOut < Self.size,
      let row = reader.next()
    {
      switch row {
      case .record(let record): chunk.records.append(record)
      case .leftOut: chunk.leftOut += 1
      case .rejected(let reject):
        chunk.rejects.append(
          RejectedRecord(
            generation: generation, position: reject.position, reason: reject.reason,
            detail: reject.detail, raw: keepsRaw ? reject.raw : [],
            length: Int64(reject.raw.count)))
      }
    }
    let isEmpty = chunk.records.isEmpty && chunk.rejects.isEmpty && chunk.leftOut == 0
    return isEmpty ? nil : chunk
  }
}

extension LedgerAllRejected {
  /// For people.
  var sentence: String {
    let all = rows == 1 ? "its only row could not" : "none of its \(rows) rows could"
    return "\(all) be used, so nothing was stored; of the first: \(first)"
  }
}
