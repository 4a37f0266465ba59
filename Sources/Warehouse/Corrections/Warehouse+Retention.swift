package import Clickstream
import PostgreSQL

extension Warehouse {
  /// What retention drops, or dropped.
  package struct Expiry: Sendable, Codable, Equatable {
    /// A month of hits.
    package struct Month: Sendable, Codable, Equatable {
      /// `2026-03`.
      package var month: String
      package var events: Int64
      package var bytes: Int64
    }

    /// Rows of a table of sums.
    package struct Sums: Sendable, Codable, Equatable {
      package var table: String
      package var rows: Int64
    }

    package var months: [Month] = []
    package var sessions: Int64 = 0
    /// Records that could not be used, whose bytes go.
    package var rejects: Int64 = 0
    package var sums: [Sums] = []

    package init() {}

    package var isEmpty: Bool {
      months.isEmpty && sessions + rejects == 0 && sums.allSatisfy { $0.rows == 0 }
    }
  }

  /// Days of a site that are sealed.
  package struct SealedDays: Sendable, Codable, Equatable {
    package var site: String
    /// The first day that is not sealed; nil: none is.
    package var sealedUntil: String?
    /// The first day of which all sessions are kept; nil: of all days.
    package var sessionsFrom: String?
  }

  /// Which days of each site are sealed.
  package func sealedDays() async throws -> [SealedDays] {
    try await run("report_seal").map { row in
      SealedDays(
        site: try row.get("site"), sealedUntil: try row.get("sealed_until"),
        sessionsFrom: try row.get("sessions_from"))
    }
  }

  /// What is older than it may be; nothing is changed.
  package func planRetention(_ retention: Retention, now: Instant) async throws -> Expiry {
    try await connection.transaction(.snapshot) { _ in
      let limits = try await limits(of: retention, now: now)
      var expiry = Expiry()
      var sealed = Parameter.null
      if let events = limits.events {
        for month in try await oldMonths(before: events.since) {
          expiry.months.append(month.summary)
          sealed = month.end
        }
      }
      if let sessions = limits.sessions {
        expiry.sessions = try await dropSessions(sessions, sealed: sealed, applies: false)
      }
      if let start = retention.rejects.start(before: now) {
        expiry.rejects =
          try await run(
            "count_old_rejects", [.timestamptz(unixMicroseconds: start.microseconds)]
          ).first?.get("rejects") ?? 0
      }
      expiry.sums = try await dropSums(limits, sealed: sealed, applies: false)
      return expiry
    }
  }

  /// Drops what is older than it may be: whole months of hits, each in one transaction, whose days
  /// are sealed before; then sessions, sums, and the bytes of rejects.
  ///
  /// Whose visits are whose is told, and days are rolled up, once more before. Safe to repeat: what was broken off goes on.
  /// - Throws: `PostgresError` with `lockNotAvailable` where others hold for long what is dropped.
  package func retain(_ retention: Retention, now: Instant) async throws -> Expiry {
    var expiry = Expiry()
    let limits = try await limits(of: retention, now: now)
    let months = try await limits.events.mapAsync { try await oldMonths(before: $0.since) } ?? []
    _ = try await derivePersons(now: now)
    // What goes is counted before.
    try await rollUpDays()
    if let last = months.last {
      try await sealing(before: last.end)
      for month in months {
        let gone = try await run("drop_partition", [.text(month.name)]).first
        var summary = month.summary
        summary.events = try gone?.get("events") ?? 0
        expiry.months.append(summary)
      }
    }
    if let sessions = limits.sessions {
      expiry.sessions = try await connection.transaction { _ in
        try await run("hold_days")
        // No touch is noted: every other writer of sessions forgets what it knows.
        _ = try await takeLane()
        return try await dropSessions(sessions, sealed: .null, applies: true)
      }
    }
    if let start = retention.rejects.start(before: now) {
      expiry.rejects = Int64(
        try await run(
          "blank_rejects", [.timestamptz(unixMicroseconds: start.microseconds)]
        ).affected)
    }
    expiry.sums = try await dropSums(limits, sealed: .null, applies: true)
    return expiry
  }

  /// Seals the days before an instant; while loaders are at work, as soon as they let it.
  private func sealing(before end: Parameter) async throws {
    var attempts = 0
    while true {
      do {
        try await connection.transaction { _ in
          // Derivations of whose visits are whose rely on the seal until they end.
          try await run("lock_identities")
          try await run("seal_events", [end])
        }
        return
      } catch let error as PostgresError where error.state == .lockNotAvailable {
        attempts += 1
        guard attempts < 20 else { throw error }
        try await Task.sleep(for: .milliseconds(100))
        // A loader may have changed days in the meantime.
        try await rollUpDays()
      }
    }
  }

  /// A month of hits as it lies in the database.
  private struct OldMonth {
    var name: String
    /// Its end.
    var end: Parameter
    var summary: Expiry.Month
  }

  private func oldMonths(before limit: Instant) async throws -> [OldMonth] {
    try await run(
      "find_old_partitions", [.timestamptz(unixMicroseconds: limit.microseconds)]
    ).map { row in
      let name: String = try row.get("name")
      return OldMonth(
        name: name,
        end: .timestamptz(unixMicroseconds: try row.instant("until_at").microseconds),
        summary: Expiry.Month(
          month: String(name.suffix(7)).replacing("_", with: "-"),
          events: try row.get("events"), bytes: try row.get("bytes")))
    }
  }

  /// From when on each kind is kept, in the site where that is earliest; nil: always.
  private struct Limits {
    struct Limit {
      var since: Instant
      var day: Parameter
    }
    var events, sessions, sums: Limit?
  }

  private func limits(of retention: Retention, now: Instant) async throws -> Limits {
    var lifetimes: [(path: WritableKeyPath<Limits, Limits.Limit?>, months: Int, days: Int)] = []
    for (path, lifetime) in [
      (\Limits.events, retention.events), (\Limits.sessions, retention.sessions),
      (\Limits.sums, retention.sums),
    ] {
      switch lifetime {
      case .always: continue
      case .months(let count): lifetimes.append((path, count, 0))
      case .days(let count): lifetimes.append((path, 0, count))
      }
    }
    var limits = Limits()
    for row in try await run(
      "find_retention_limits",
      [
        .int4Array(lifetimes.map { Int32($0.months) }),
        .int4Array(lifetimes.map { Int32($0.days) }),
        .timestamptz(unixMicroseconds: now.microseconds),
      ])
    {
      let place: Int64 = try row.get("place")
      limits[keyPath: lifetimes[Int(place) - 1].path] = Limits.Limit(
        since: try row.instant("since"), day: .date(unixDays: try row.get("day")))
    }
    return limits
  }

  private func dropSessions(
    _ limit: Limits.Limit, sealed: Parameter, applies: Bool
  ) async throws -> Int64 {
    try await run(
      "drop_sessions",
      [.timestamptz(unixMicroseconds: limit.since.microseconds), sealed, .bool(applies)]
    ).first?.get("sessions") ?? 0
  }

  private func dropSums(
    _ limits: Limits, sealed: Parameter, applies: Bool
  ) async throws -> [Expiry.Sums] {
    guard limits.sessions != nil || limits.sums != nil else { return [] }
    return try await run(
      "drop_sums",
      [
        limits.sums?.day ?? .null,
        .optional(
          limits.sessions?.since.microseconds, Parameter.timestamptz(unixMicroseconds:)), sealed,
        .bool(applies),
      ]
    ).map { Expiry.Sums(table: try $0.get("name"), rows: try $0.get("lines")) }
  }
}

extension Optional {
  fileprivate func mapAsync<Answer>(
    _ body: (Wrapped) async throws -> Answer
  ) async throws -> Answer? {
    guard let self else { return nil }
    return try await body(self)
  }
}
