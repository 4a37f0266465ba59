import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

/// Sites in several zones in one database: the numbers of each are those that it has alone.
@Suite("The law of zones")
struct ZoneLawTests {
  private struct Place {
    let name: String
    let zone: String

    var host: String { "\(name).example" }
  }

  private static let places = [
    Place(name: "london", zone: "Europe/London"),
    Place(name: "angeles", zone: "America/Los_Angeles"),
    Place(name: "kolkata", zone: "Asia/Kolkata"),
  ]
  /// What counts without keys of visitors, which no two databases share.
  private static let numbers = [
    "SELECT d::text FROM footfall.visit_day d WHERE d.site = ",
    "SELECT h::text FROM footfall.visit_hour h WHERE h.site = ",
    "SELECT p::text FROM footfall.page_day p WHERE p.site = ",
    "SELECT r::text FROM footfall.visitor_return r WHERE r.site = ",
    "SELECT concat_ws(' ', s.started_at, s.ended_at, s.hits, s.pages, s.opened_by, s.entry_page) "
      + "FROM footfall.session s WHERE s.site = ",
    "SELECT concat_ws(' ', s.started_at, s.ended_at) FROM footfall.session s "
      + "WHERE s.is_visit AND s.site = ",
  ]
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func settings(_ places: [Place]) -> String {
    "sites:\n"
      + places.map {
        """
          - name: \($0.name)
            title: \($0.name)
            hosts: [\($0.host)]
            zone: \($0.zone)

        """
      }.joined()
  }

  private func numbers(
    of all: [Place], _ paths: [String], in database: LoadingDatabase
  ) async throws -> [String: [[String]]] {
    let settings = Self.settings(all)
    try await database.ingest(all: paths, settings: settings, batches: .tiny)
    try await database.withWarehouse { warehouse in
      _ = try await warehouse.derivePersons(now: LoadingDatabase.now)
      try await warehouse.rollUpDays()
    }
    var found: [String: [[String]]] = [:]
    for place in all {
      for sql in Self.numbers {
        found[place.name, default: []].append(
          try await database.texts("\(sql)'\(place.name)' ORDER BY 1"))
      }
    }
    return found
  }

  @Test("three sites in three zones count in one database as each alone", arguments: 1...2)
  func together(seed: UInt64) async throws {
    // The same hits everywhere: what differs is the zone, over the days on which the clocks change.
    var writer = LogWriter(seed: seed)
    let lines = writer.lines(240, noise: false)
    let logs = try Self.places.map { place in
      try scratch.write(
        lines.map { "\(place.host):443 \($0)" }.file(), as: "\(place.name).log")
    }
    let together = try await LoadingDatabase.with {
      try await numbers(of: Self.places, logs, in: $0)
    }
    for (place, log) in zip(Self.places, logs) {
      let alone = try await LoadingDatabase.with { try await numbers(of: [place], [log], in: $0) }
      let (one, all) = (alone[place.name] ?? [], together[place.name] ?? [])
      #expect(one.count == Self.numbers.count && one.allSatisfy { !$0.isEmpty })
      for (found, wanted) in zip(all, one) { #expect(found == wanted, "\(place.name)") }
    }
    let hours = Self.places.map { place in
      (together[place.name]?[1] ?? []).map { $0.replacing(place.name, with: "") }
    }
    #expect(Set(hours).count == Self.places.count)
  }
}
