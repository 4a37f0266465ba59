package import Clickstream
import PostgreSQL

/// Which days are sealed: their hits are dropped, and none comes to them any more.
package struct Seal: Sendable, Equatable {
  /// Sessions that began before stay as they are, for their hits are gone; nil: no day is sealed.
  package var events: Instant?
  /// From when on lines are taken, by site: when its first day begins that is not sealed.
  package var lines: [Int64: Instant]

  /// No day is sealed.
  package static let none = Seal(events: nil, lines: [:])

  /// Whether hits of this session may be gone.
  func holds(_ first: Instant) -> Bool { events.map { first < $0 } ?? false }

  /// Whether a hit comes too late.
  func isTooLate(_ event: Event) -> Bool {
    guard let events else { return false }
    return event.at < lines[event.site] ?? events
  }
}

extension Warehouse {
  /// Which days are sealed now; more may be so a moment later.
  package func seal() async throws -> Seal { try Seal(try await run("read_seal")) }

  /// Which days are sealed; no other is before the open transaction ends.
  ///
  /// Whoever writes hits calls this before anything else that others might wait for.
  package func holdSeal() async throws -> Seal { try Seal(try await run("hold_seal")) }
}

extension Seal {
  fileprivate init(_ rows: QueryResult) throws {
    self = .none
    for row in rows {
      events = try row.instant("events_until")
      lines[try row.get("site")] = try row.instant("lines_from")
    }
  }
}
