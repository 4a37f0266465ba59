import Clickstream
import Enrichment
import PostgreSQL
import Sessions

extension Warehouse {
  /// Tells anew what probes, dead links and doors are; returns whose sessions that changes.
  func retellHits(_ found: inout Reclassified) async throws -> [(Int64, Int64)] {
    var pages: [Int64] = []
    var methods: [String] = []
    var statuses: [Int16] = []
    var referrers: [Int64] = []
    var kinds: [Int16] = []
    var (probes, others, rest): (Set<Int64>, Set<Int64>, Set<Int64>) = ([], [], [])
    for row in try await run("find_doubtful_hits") {
      let method: String? = try row.get("method")
      let status: Int16 = try row.get("status")
      let before: Int16 = try row.get("kind")
      let kind = EventKinds.kind(
        ofStored: try row.get("path"), method: Event.Method(stored: method), status: status,
        isLinked: EventKinds.isLinked(from: try row.get("host"), try row.get("hosts")))
      // Rules of once told other things too, of which this does not speak.
      guard kind.rawValue != before, kind == .probe || kind == .machine || before == probe else {
        continue
      }
      let page: Int64 = try row.get("page")
      pages.append(page)
      methods.append(method ?? "")
      statuses.append(status)
      referrers.append(try row.get("referrer"))
      kinds.append(kind.rawValue)
      if kind == .probe { probes.insert(page) }
      if before == probe { others.insert(page) }
      if kind != .probe && before != probe { rest.insert(page) }
    }
    (found.newProbes, found.oldProbes, found.recastPaths) = (probes.count, others.count, rest.count)
    guard !pages.isEmpty else { return [] }
    return try await run(
      "recast_hits",
      [
        .int8Array(pages), .textArray(methods), .int2Array(statuses), .int8Array(referrers),
        .int2Array(kinds),
      ]
    ).map { (try $0.get("visitor"), try $0.get("site")) }
  }

  private var probe: Int16 { EventKind.probe.rawValue }
}

extension Reclassified {
  /// Counts sessions that are judged otherwise than before; those that are cut otherwise are none.
  static func count(
    _ change: SessionChange, _ sites: [Int64: String], _ judged: inout [Judgement: Int64]
  ) {
    struct Key: Hashable {
      let visitor: Int64
      let first: Moment
    }
    var before: [Key: Session] = [:]
    for session in change.removed {
      before[Key(visitor: session.visitor, first: session.first)] = session
    }
    for session in change.added {
      guard let old = before[Key(visitor: session.visitor, first: session.first)],
        old.behaviour != session.behaviour, old.audience == session.audience
      else { continue }
      let judgement = Judgement(
        site: sites[session.site] ?? "", oldSign: old.behaviour?.name,
        newSign: session.behaviour?.name, sessions: 0)
      judged[judgement, default: 0] += 1
    }
  }

  static func sorted(_ judged: [Judgement: Int64]) -> [Judgement] {
    judged.map { judgement, sessions in
      var judgement = judgement
      judgement.sessions = sessions
      return judgement
    }.sorted {
      ($1.sessions, $0.site, $0.oldSign ?? "", $0.newSign ?? "")
        < ($0.sessions, $1.site, $1.oldSign ?? "", $1.newSign ?? "")
    }
  }
}
