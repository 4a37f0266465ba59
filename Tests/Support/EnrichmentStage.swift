package import Clickstream
package import Enrichment

/// Enrichment with salts at hand, for sites of a test.
package struct EnrichmentStage {
  package private(set) var enricher: Enricher
  package private(set) var position: Int64 = 0
  package let generation: Int64

  /// - Parameters:
  ///   - sites: the sites that lines belong to.
  ///   - hostless: name of the site of lines without a host.
  package init(
    _ sites: [Site] = [.test()], ids: Ids = Ids(key: SipHash.Key(1, 2)), hostless: String? = nil,
    allowing query: [String] = ["utm_*", "q"], countsAssets: Bool = false, generation: Int64 = 1,
    visitors: VisitorRules? = nil
  ) {
    self.generation = generation
    enricher = Enricher(
      ids: ids, sites: SiteDirectory(sites, ids: ids, hostless: hostless),
      rules: Enricher.Rules(allowedQuery: query, countsAssets: countsAssets),
      visitors: visitors ?? Self.builtIn)
  }

  private static let builtIn: VisitorRules = {
    do {
      return try VisitorRules.builtIn()
    } catch {
      preconditionFailure("the built-in rules are wrong: \(error)")
    }
  }()

  /// Enriches hits in their order, each 100 bytes after the one before.
  package mutating func enrich(_ hits: [LoggedHit]) -> EventBatch {
    var batch = EventBatch()
    for hit in hits { enrich(hit, into: &batch) }
    return batch
  }

  package mutating func enrich(_ hit: LoggedHit) -> EventBatch { enrich([hit]) }

  package mutating func enrich(_ hit: LoggedHit, into batch: inout EventBatch) {
    for period in enricher.missingPeriods(of: [hit.at]) {
      let start = UInt64(bitPattern: period.start.microseconds)
      enricher.salts.add(period, .live(start, UInt64(bitPattern: period.site)))
    }
    let (record, line) = hit.record
    unsafe enricher.enrich(
      record, in: line.span.bytes, generation: generation, position: position, into: &batch)
    position += 100
  }

  /// As after a rollback.
  package mutating func forgetStored() { enricher.forgetStored() }

  /// Says what is known of the salt of the period of `hit` at `site`.
  package mutating func set(_ salt: SaltBook.Salt, for hit: LoggedHit, site: Site) {
    guard let entry = enricher.sites.find(site.name) else { return }
    enricher.salts.add(SaltPeriod.of(hit.at, site: entry.id, entry.site), salt)
  }
}

extension Site {
  /// A site of a test: any host, UTC, salted by month.
  package static func test(
    _ name: String = "shop", hosts: [String] = [], zone: Zone = .utc,
    ownNetworks: [Network] = [], saltPeriod: SaltPeriod = .month, quietHour: Int = 4
  ) -> Site {
    Site(
      name: name, title: name, hosts: hosts, zone: zone, currency: "EUR", language: "en",
      profile: .footfall, ownNetworks: ownNetworks, ownAddresses: [], saltPeriod: saltPeriod,
      quietHour: quietHour)
  }
}
