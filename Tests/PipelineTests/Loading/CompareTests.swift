import Clickstream
import Pipeline
import Reports
import Settings
import Support
import Testing
import Warehouse

@Suite("Comparing the stored profile with another")
struct CompareTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static let choice = PeriodChoice(from: Day("2025-03-31"), until: Day("2025-04-02"))

  private func compare(
    _ profile: Profile, stored: Profile, in database: LoadingDatabase
  ) async throws -> Comparison {
    let site = try LoadingDatabase.configuration(ProfileLawTests.settings(stored)).sites[0]
    let warehouse = try await Warehouse.open(
      database.info, role: .ingest, statements: try LoadingDatabase.library.get())
    let comparison = try await Comparison.make(
      of: site, with: profile, choice: Self.choice, in: warehouse)
    await warehouse.close()
    return try #require(comparison)
  }

  /// The figures of the stored visits, as text.
  private func stored(_ database: LoadingDatabase) async throws -> String {
    try await database.texts(
      """
      SELECT concat_ws(' ', count(*), count(DISTINCT (visitor, CASE WHEN profile = 'plausible'
          THEN (started_at AT TIME ZONE 'Europe/London')::date END)),
        sum(pages), count(*) FILTER (WHERE is_bounce),
        round(1e6 * sum(duration_seconds)::numeric)::bigint)
      FROM footfall.session
      WHERE is_visit AND started_at >= '2025-03-31 Europe/London'
        AND started_at < '2025-04-03 Europe/London'
      """)[0]
  }

  private func text(_ figures: Comparison.Figures) -> String {
    let time = Int64(((figures.meanSeconds ?? 0) * Double(figures.visits) * 1e6).rounded())
    return "\(figures.visits) \(figures.visitors) \(figures.pageViews) \(figures.bounces) \(time)"
  }

  @Test(
    "gives what loading by the other profile gives, with causes that add up, and changes nothing",
    arguments: Profile.allCases, UInt64(1)...2)
  func law(profile: Profile, seed: UInt64) async throws {
    let path = try scratch.write(
      ProfileLawTests.lines(1_200, seed: seed, visitors: 12).file(), as: "access.log")
    var wanted: [Profile: String] = [:]
    for other in Profile.allCases {
      wanted[other] = try await LoadingDatabase.with { database in
        try await database.ingest(path, settings: ProfileLawTests.settings(other))
        return try await stored(database)
      }
    }
    try await LoadingDatabase.with { database in
      try await database.ingest(path, settings: ProfileLawTests.settings(profile))
      let before = try await database.texts(
        "SELECT s::text FROM footfall_store.session s ORDER BY 1")
      for other in Profile.allCases {
        let comparison = try await compare(other, stored: profile, in: database)
        #expect(comparison.storedProfile == "\(profile)")
        #expect(text(comparison.stored) == wanted[profile])
        #expect(text(comparison.other) == wanted[other], "\(other)")
        #expect(comparison.stored.visits > 2)
        func sum(_ value: (Comparison.Cause) -> Int64) -> Int64 {
          comparison.causes.reduce(0) { $0 + value($1) }
        }
        #expect(sum(\.visits) == comparison.other.visits - comparison.stored.visits)
        #expect(sum(\.bounces) == comparison.other.bounces - comparison.stored.bounces)
        #expect(sum(\.visitors) == comparison.other.visitors - comparison.stored.visitors)
        #expect(sum(\.durationMicroseconds) == comparison.difference.durationMicroseconds)
        #expect(comparison.causes.isEmpty == (profile == other))
      }
      let after = try await database.texts(
        "SELECT s::text FROM footfall_store.session s ORDER BY 1")
      #expect(after == before)
    }
  }
}
