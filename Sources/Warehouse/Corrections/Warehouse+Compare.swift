package import Clickstream
import PostgreSQL
package import Sessions

extension Warehouse {
  /// So many visitors are asked for at a time, and hits of them, but for one who has more.
  private static let visitorsAtOnce: Int64 = 1_000
  private static let hitsAtOnce: Int64 = 100_000

  /// Computes what another profile makes of the stored hits of a site; reads only, at one moment.
  ///
  /// Visits count that begin in the period. The hits of each visitor are read as far before and after
  /// it as none of the profiles cuts.
  /// - Parameters:
  ///   - profile: the other profile; the first is that which is stored.
  ///   - step: hears of how many visitors the hits were read.
  package func compare(
    site name: String, with profile: Profile, in period: Range<Instant>,
    step: (Int) -> Void = { _ in }
  ) async throws -> (stored: Profile, comparison: ProfileComparison) {
    try await connection.transaction(.snapshot) { _ in
      guard let site: Int64 = try await run("find_site", [.text(name)]).first?.get("id"),
        let rule = try await sessionRules()[site], let stored = try await storedProfile(of: name)
      else { throw WarehouseError.siteUnknown }
      if let first = try await seal().lines[site], period.lowerBound < first {
        throw WarehouseError.hitsDropped(before: rule.zone.day(of: first))
      }
      var comparison = ProfileComparison(
        from: stored, to: profile, zone: rule.zone, behaviour: rule.behaviour, period: period)
      let spam = try await spamSources(of: site)
      var last = Int64.min
      var seen = 0
      while true {
        let visitors = try await comparedVisitors(of: site, in: period, after: last)
        guard let newest = visitors.last else { break }
        last = newest
        for spans in try await spans(of: visitors, around: period) {
          var hits = try await hits(within: spans)
          try await tellCampaigns(of: [site], &hits)
          for group in VisitorHits.groups(of: hits) {
            comparison.add(hits[group.range]) { $0.entry.map { spam.contains(.init($0)) } ?? false }
          }
          seen += spans.count
          step(seen)
        }
      }
      return (stored, comparison)
    }
  }

  /// What the source of a first page is known by.
  private struct Source: Hashable {
    let referrer, query: Int64

    init(_ view: Session.View) {
      referrer = view.referrer
      query = view.query
    }

    init(_ row: Row) throws {
      referrer = try row.get("referrer")
      query = try row.get("query")
    }
  }

  private func spamSources(of site: Int64) async throws -> Set<Source> {
    Set(try await run("read_spam_sources", [.int8(site)]).map { try Source($0) })
  }

  private func comparedVisitors(
    of site: Int64, in period: Range<Instant>, after last: Int64
  ) async throws -> [Int64] {
    try await run(
      "find_compared_visitors",
      [
        .int8(site), .timestamptz(unixMicroseconds: period.lowerBound.microseconds),
        .timestamptz(unixMicroseconds: period.upperBound.microseconds), .int8(last),
        .int8(Self.visitorsAtOnce),
      ]
    ).map { try $0.get("visitor") }
  }

  /// From when until when hits of a visitor are read, both included.
  private struct Span {
    var visitor: Int64
    var first: Instant
    var last: Instant
    var hits: Int64
  }

  /// The spans of visitors around the period at whose ends every profile cuts, in parts of not too
  /// many hits.
  private func spans(
    of visitors: [Int64], around period: Range<Instant>
  ) async throws -> [[Span]] {
    var parts: [[Span]] = []
    var hits: Int64 = 0
    var chain: Span?
    func close() {
      guard let span = chain, span.last >= period.lowerBound, span.first < period.upperBound else {
        return
      }
      if var part = parts.popLast() {
        // A visitor has one span: all between two chains in the period lies in it, too.
        if var before = part.last, before.visitor == span.visitor {
          part.removeLast()
          before.last = span.last
          parts.append(part + [before])
        } else if hits + span.hits > Self.hitsAtOnce {
          parts += [part, [span]]
          hits = 0
        } else {
          parts.append(part + [span])
        }
      } else {
        parts.append([span])
      }
      hits += span.hits
    }
    for row in try await run("read_session_spans", [.int8Array(visitors)]) {
      let next = Span(
        visitor: try row.get("visitor"), first: try row.instant("first_at"),
        last: try row.instant("last_at"), hits: Int64(try row.get("hits", as: Int32.self)))
      if let open = chain, open.visitor == next.visitor,
        next.first.microseconds(since: open.last) < Profile.longestSilence
      {
        chain?.last = max(open.last, next.last)
        chain?.hits += next.hits
      } else {
        close()
        chain = next
      }
    }
    close()
    return parts
  }

  private func hits(within spans: [Span]) async throws -> [SessionHit] {
    try await run(
      "read_hits_within",
      [
        .int8Array(spans.map(\.visitor)),
        .timestamptzArray(unixMicroseconds: spans.map(\.first.microseconds)),
        .timestamptzArray(unixMicroseconds: spans.map(\.last.microseconds)),
      ]
    ).map { try SessionHit($0, visitor: try $0.get("visitor")) }
  }
}
