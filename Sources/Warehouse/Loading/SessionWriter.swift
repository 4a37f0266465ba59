import Clickstream
package import Enrichment
package import Sessions
import PostgreSQL

/// Writes the sessions of new hits, with other writers beside it.
///
/// It keeps the newest session of each recently seen visitor; while nobody else wrote, hits in
/// order extend it without a read. It must be called inside the batch's transaction, after the
/// events were stored, and told afterwards whether that was committed.
///
/// An actor of its own, although only the loader calls it: after an error of a statement Swift 6.3
/// goes on in the loader on the thread of the connection, where nothing guards the loader's state.
package actor SessionWriter {
  /// Newest session by visitor; bounded, for it forgets all when full.
  private var tails: [Int64: Session] = [:]
  private static let tailLimit = 40_000
  /// Every visitor with a session, while that is known: who is not in it has none.
  private var known = Interner(bytes: 8 << 20)
  private var knowsAll = false
  /// Revision of the lane up to which this writer knows what happened; nil at first.
  private var revision: Int64?

  /// By site, as the stored sessions follow them: who makes them follow others takes the lane and
  /// leaves out who was touched, so that each writer begins anew.
  private var sessionisers: [Int64: Sessioniser] = [:]
  /// Sites whose sessions depend on the campaigns of their hits.
  private var tellingCampaigns: Set<Int64> = []

  package init() {}

  /// What the writer will know if the transaction is committed.
  package struct Pending: Sendable {
    fileprivate var revision: Int64
    fileprivate var tails: [Session] = []
    fileprivate var visitors: [Int64] = []
    fileprivate var stale: [Int64] = []
  }

  /// Forgets all it knows: after a rollback or on a new connection.
  package func forget() {
    tails.removeAll(keepingCapacity: true)
    known.forget()
    knowsAll = false
    revision = nil
  }

  package func committed(_ pending: Pending) {
    revision = pending.revision
    for visitor in pending.stale { tails[visitor] = nil }
    if tails.count + pending.tails.count > Self.tailLimit {
      tails.removeAll(keepingCapacity: true)
    }
    for session in pending.tails { tails[session.visitor] = session }
    if knowsAll {
      for visitor in pending.visitors where known.insert(visitor) {
        if known.isNearlyFull { knowsAll = false }
      }
    }
  }

  /// Stores the sessions of the hits; takes the lane first, unless told that it is not needed.
  ///
  /// - Parameters:
  ///   - hits: new hits, sorted by visitor and moment, whose events are stored already.
  ///   - rebuilding: visitors of whom an event was taken back: all their sessions are made anew.
  ///   - seal: which days are sealed, held in this transaction.
  ///   - takingLane: false only in the test that shows what the lane is for.
  package func write(
    _ hits: [SessionHit], rebuilding: [(visitor: Int64, site: Int64)], source: Int64,
    batch: Int64, seal: Seal, in warehouse: Warehouse, takingLane: Bool = true
  ) async throws -> Pending {
    let revision = takingLane ? try await warehouse.takeLane() : 0
    var pending = Pending(revision: revision)
    try await learn(upTo: revision, in: warehouse)

    var hits = hits
    try await warehouse.tellCampaigns(of: tellingCampaigns, &hits)
    var change = SessionChange()
    try await SessionRebuild.run(rebuilding, in: warehouse) { change.add($0) }
    let rebuilt = Set(rebuilding.map(\.visitor))
    let groups = VisitorHits.groups(of: hits).filter { group in
      !rebuilt.contains(hits[group.range.lowerBound].visitor)
    }
    var unread: [VisitorHits] = []
    for group in groups {
      let visitor = hits[group.range.lowerBound].visitor
      if let tail = tails[visitor],
        tail.first <= hits[group.range.lowerBound].moment
      {
        try await join(hits[group.range], known: [tail], isNewest: true, seal, warehouse, &change)
      } else if knowsAll, !known.contains(visitor) {
        try await join(hits[group.range], known: [], isNewest: true, seal, warehouse, &change)
      } else {
        unread.append(group)
      }
    }
    try await readAndJoin(unread, of: hits, seal, warehouse, &change)
    try await warehouse.store(change, source: source, batch: batch)
    try await warehouse.note(touched: change.touched, in: revision)

    pending.tails = change.newest
    pending.visitors = groups.map { hits[$0.range.lowerBound].visitor }
    pending.stale += change.unsure + Array(rebuilt)
    return pending
  }

  /// Learns whose sessions others changed since this writer last passed.
  private func learn(
    upTo current: Int64, in warehouse: Warehouse
  ) async throws {
    guard let last = revision else {
      tails.removeAll(keepingCapacity: true)
      try await readRules(in: warehouse)
      let rows = try await warehouse.run("any_session")
      knowsAll = try rows.first.map { try !$0.get("any", as: Bool.self) } ?? false
      return
    }
    guard current > last + 1 else { return }
    let rows = try await warehouse.run("read_touches", [.int8(last), .int8(current)])
    guard rows.count == Int(current - last - 1) else {
      forget()
      try await readRules(in: warehouse)
      return
    }
    for row in rows {
      for visitor: Int64 in try row.get("visitors", as: [Int64].self) {
        tails[visitor] = nil
        if knowsAll, known.insert(visitor), known.isNearlyFull { knowsAll = false }
      }
    }
  }

  private func readRules(in warehouse: Warehouse) async throws {
    let rules = try await warehouse.sessionRules()
    sessionisers = rules.mapValues { Sessioniser(rule: $0) }
    tellingCampaigns = rules.tellingCampaigns
  }

  private func readAndJoin(
    _ groups: [VisitorHits], of hits: [SessionHit], _ seal: Seal, _ warehouse: Warehouse,
    _ change: inout SessionChange
  ) async throws {
    guard !groups.isEmpty else { return }
    var stored = try await warehouse.sessions(
      near: groups.map { group in
        (
          hits[group.range.lowerBound].visitor,
          hits[group.range.lowerBound].moment.at, hits[group.range.upperBound - 1].moment.at
        )
      })
    for group in groups {
      let visitor = hits[group.range.lowerBound].visitor
      let found = stored.removeValue(forKey: visitor)
      try await join(
        hits[group.range], known: found?.sessions ?? [], isNewest: !(found?.hasLater ?? false),
        seal, warehouse, &change)
    }
  }

  /// Joins one visitor's hits with known sessions of his.
  private func join(
    _ hits: ArraySlice<SessionHit>, known: [Session], isNewest: Bool, _ seal: Seal,
    _ warehouse: Warehouse, _ change: inout SessionChange
  ) async throws {
    guard let first = hits.first else { return }
    guard let sessioniser = sessionisers[first.site] else { throw WarehouseError.siteUnknown }
    var remaining = known
    var new = Array(hits)
    while true {
      switch sessioniser.join(known: remaining, hits: new, sealedUntil: seal.events) {
      case .sessions(let result):
        change.add(before: known, after: result, isNewest: isNewest, zone: sessioniser.rule.zone)
        return
      case .needsHits(let straddling):
        remaining.removeAll { straddling.contains($0) }
        let present = Set(new.map(\.moment))
        for session in straddling {
          new += try await warehouse.hits(
            of: session.visitor, from: session.first.at, to: session.last.at
          ).filter {
            $0.moment >= session.first && $0.moment <= session.last && !present.contains($0.moment)
          }
        }
      case .needsDays(let days):
        let near = try await warehouse.sessions(
          of: first.visitor, from: days.span.lowerBound, before: days.span.upperBound)
        let sealed = near.sessions.last { seal.holds($0.first.at) }
        let before = near.sessions.filter { session in
          session.first.at >= days.start && (sealed.map { session.first >= $0.first } ?? true)
        }
        var all = try await warehouse.hits(
          of: first.visitor, from: days.span.lowerBound,
          to: Instant(microseconds: days.span.upperBound.microseconds - 1))
        try await warehouse.tellCampaigns(of: tellingCampaigns, &all)
        change.add(
          before: before,
          after: sessioniser.cut(days, known: before, hits: all, after: sealed),
          isNewest: !near.hasLater, zone: sessioniser.rule.zone)
        return
      }
    }
  }
}

/// The hits of one visitor within sorted hits.
struct VisitorHits {
  let range: Range<Int>

  static func groups(of hits: [SessionHit]) -> [VisitorHits] {
    var groups: [VisitorHits] = []
    var start = 0
    for index in hits.indices.dropFirst() where hits[index].visitor != hits[start].visitor {
      groups.append(VisitorHits(range: start..<index))
      start = index
    }
    if !hits.isEmpty { groups.append(VisitorHits(range: start..<hits.count)) }
    return groups
  }
}
