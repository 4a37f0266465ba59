package import Clickstream
package import Sessions
import PostgreSQL

extension Timestamp {
  /// The last instant that anything here is asked for: 9999-12-31.
  static let latest: Int64 = 253_402_214_400_000_000
}

extension Warehouse {
  struct StoredSessions {
    var sessions: [Session] = []
    /// The visitor has sessions later than these.
    var hasLater = false
  }

  /// Stored sessions of visitors that lie less than the longest silence away from a span of time.
  func sessions(
    near spans: [(visitor: Int64, first: Instant, last: Instant)]
  ) async throws -> [Int64: StoredSessions] {
    let rows = try await run(
      "read_sessions",
      [
        .int8Array(spans.map(\.visitor)),
        .timestamptzArray(
          unixMicroseconds: spans.map { $0.first.microseconds - Profile.longestSilence }),
        .timestamptzArray(
          unixMicroseconds: spans.map { $0.last.microseconds + Profile.longestSilence }),
      ])
    var result: [Int64: StoredSessions] = [:]
    for row in rows {
      let visitor: Int64 = try row.get("visitor")
      if try row.get("has_later", as: Bool.self) {
        result[visitor, default: .init()].hasLater = true
      }
      if let session = try Session(row) {
        result[visitor, default: .init()].sessions.append(session)
      }
    }
    return result
  }

  /// Stored sessions of a visitor that lie in a span, or begin in it; none crosses its start.
  func sessions(
    of visitor: Int64, from start: Instant, before end: Instant
  ) async throws -> StoredSessions {
    let rows = try await run(
      "read_sessions",
      [
        .int8Array([visitor]), .timestamptzArray(unixMicroseconds: [start.microseconds - 1]),
        .timestamptzArray(unixMicroseconds: [end.microseconds]),
      ])
    return try StoredSessions(
      sessions: rows.compactMap { try Session($0) },
      hasLater: rows.first?.get("has_later", as: Bool.self) ?? false)
  }

  /// Stored hits of a visitor in a span, both ends included, in order.
  func hits(
    of visitor: Int64, from first: Instant, to last: Instant
  ) async throws -> [SessionHit] {
    try await run(
      "read_hits",
      [
        .int8(visitor), .timestamptz(unixMicroseconds: first.microseconds),
        .timestamptz(unixMicroseconds: last.microseconds),
      ]
    ).map { try SessionHit($0, visitor: visitor) }
  }

  /// All stored hits of visitors, by visitor and moment.
  func hits(of visitors: [Int64]) async throws -> [SessionHit] {
    try await run("read_hits_of", [.int8Array(visitors)]).map {
      try SessionHit($0, visitor: try $0.get("visitor"))
    }
  }

  /// Says of hits on pages and downloads of sites which campaign their address names.
  func tellCampaigns(of sites: Set<Int64>, _ hits: inout [SessionHit]) async throws {
    guard !sites.isEmpty else { return }
    func asks(_ hit: SessionHit) -> Bool {
      hit.query != 0 && hit.isAction && sites.contains(hit.site)
    }
    let queries = Set(hits.lazy.filter(asks).map(\.query))
    guard !queries.isEmpty else { return }
    var campaigns: [Int64: Int64] = [:]
    for row in try await run("read_campaigns", [.int8Array(queries.sorted())]) {
      campaigns[try row.get("query")] = try row.get("campaign")
    }
    guard !campaigns.isEmpty else { return }
    for index in hits.indices where asks(hits[index]) {
      hits[index].campaign = campaigns[hits[index].query] ?? 0
    }
  }

  /// Adds sessions by binary COPY.
  func copy(_ sessions: [Session]) async throws {
    guard !sessions.isEmpty else { return }
    try await connection.copyIn(SessionColumns.copy, name: "copy_session") { writer in
      var encoder = CopyEncoder()
      for session in sessions {
        SessionColumns.encode(session, into: &encoder)
        if encoder.count >= 1 << 18 { try await writer.write(encoder.take()) }
      }
      try await writer.write(encoder.finish())
    }
  }
}

extension SessionHit {
  /// The hit of a row of `read_hits`.
  init(_ row: Row, visitor: Int64) throws {
    self.init(
      visitor: visitor,
      moment: Moment(
        at: try row.instant("at"),
        generation: try row.get("generation"), position: try row.get("position")),
      site: try row.get("site"), agent: try row.get("agent"),
      audience: Audience(rawValue: try row.get("audience")) ?? .person,
      kind: EventKind(rawValue: try row.get("kind")) ?? .other,
      page: try row.get("page", as: Int64?.self) ?? 0,
      referrer: try row.get("referrer", as: Int64?.self) ?? 0,
      query: try row.get("query", as: Int64?.self) ?? 0,
      place: try row.get("place", as: Int64?.self) ?? 0,
      bytes: try row.get("bytes", as: Int64?.self) ?? -1)
  }
}
