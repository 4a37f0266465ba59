import Clickstream
import PostgreSQL
import Sessions

/// Makes all sessions of visitors anew from their events, many visitors at a time.
///
/// A session whose hits may be dropped stays as it is, and what follows goes on from it.
enum SessionRebuild {
  typealias Visitor = (visitor: Int64, site: Int64)

  /// So many visitors are asked for at a time, and hits of them, but for one who has more.
  private static let visitorsAtOnce = 1_000
  private static let hitsAtOnce: Int64 = 100_000

  /// Calls `store` with what changes, part by part; the lane must be held.
  static func run(
    _ visitors: [Visitor], in warehouse: Warehouse,
    _ store: (SessionChange) async throws -> Void
  ) async throws {
    guard !visitors.isEmpty else { return }
    let rules = try await warehouse.sessionRules()
    let seal = try await warehouse.holdSeal()
    var start = 0
    while start < visitors.count {
      let end = min(start + visitorsAtOnce, visitors.count)
      let part = visitors[start..<end]
      start = end
      let before = try await warehouse.sessions(
        near: part.map { ($0.visitor, .earliest, Instant(microseconds: Timestamp.latest)) })
      var next = part.startIndex
      while next < part.endIndex {
        var last = next
        var hits: Int64 = 0
        repeat {
          hits += before[part[last].visitor]?.hits ?? 0
          last += 1
        } while last < part.endIndex && hits < hitsAtOnce
        try await store(try await change(of: part[next..<last], before, rules, seal, warehouse))
        next = last
      }
    }
  }

  private static func change(
    of visitors: ArraySlice<Visitor>, _ before: [Int64: Warehouse.StoredSessions],
    _ rules: [Int64: SessionRule], _ seal: Seal, _ warehouse: Warehouse
  ) async throws -> SessionChange {
    var hits = try await warehouse.hits(of: visitors.map(\.visitor))
    try await warehouse.tellCampaigns(of: rules.tellingCampaigns, &hits)
    var ranges: [Int64: Range<Int>] = [:]
    for group in VisitorHits.groups(of: hits) {
      ranges[hits[group.range.lowerBound].visitor] = group.range
    }
    var change = SessionChange()
    for (visitor, site) in visitors {
      guard let rule = rules[site] else { throw WarehouseError.siteUnknown }
      let own = ranges[visitor].map { hits[$0] } ?? hits[..<0]
      let stored = before[visitor]?.sessions ?? []
      let sealed = stored.last { seal.holds($0.first.at) }
      let after =
        sealed.map { last in
          rule.sessions(of: own.drop { $0.moment <= last.last }, after: last)
        } ?? rule.sessions(of: own)
      let before = sealed.map { last in stored.filter { $0.first >= last.first } } ?? stored
      change.add(before: before, after: after, isNewest: false, zone: rule.zone)
    }
    return change
  }
}

extension Warehouse.StoredSessions {
  fileprivate var hits: Int64 { sessions.reduce(0) { $0 + Int64($1.hits) } }
}

extension Warehouse {
  /// The session rule that the stored sessions of every site follow, by the site's id.
  func sessionRules() async throws -> [Int64: SessionRule] {
    var rules: [Int64: SessionRule] = [:]
    for row in try await run("read_sites") {
      let signs = try row.get("bot_signs", as: [Int16].self).compactMap(Behaviour.init(rawValue:))
      rules[try row.get("id")] = SessionRule(
        zone: try Zone(named: try row.get("zone")), behaviour: BehaviourRule(signs),
        cuts: try Profile(stored: try row.get("profile")).cuts)
    }
    return rules
  }
}

extension [Int64: SessionRule] {
  /// Sites whose sessions depend on the campaigns of their hits.
  var tellingCampaigns: Set<Int64> { Set(filter(\.value.cuts.tellsCampaigns).keys) }
}
