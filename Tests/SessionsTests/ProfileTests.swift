import Clickstream
import Sessions
import Testing

@Suite("Profiles")
struct ProfileTests {
  private static let start: Int64 = 1_750_000_000

  private func hit(
    _ seconds: Double, _ kind: EventKind = .page, campaign: Int64 = 0,
    from start: Int64 = Self.start
  ) -> SessionHit {
    var hit = SessionHit(
      visitor: 1,
      moment: Moment(
        at: Instant(microseconds: start * 1_000_000 + Int64(seconds * 1e6)), generation: 1,
        position: Int64(seconds * 10)),
      site: 1, agent: 1, audience: .person, kind: kind, page: 1, referrer: 0, bytes: 10)
    hit.campaign = campaign
    return hit
  }

  private func counts(_ hits: [SessionHit], _ zone: Zone = .utc) -> [Int] {
    Profile.allCases.map { SessionRule(zone: zone, cuts: $0.cuts).sessions(of: hits).count }
  }

  @Test(
    "a pause opens a session: footfall, matomo, ga4, plausible",
    arguments: [
      (1_799, [1, 1, 1, 1]), (1_800, [2, 2, 1, 1]), (1_800.5, [2, 2, 2, 1]),
      (1_859, [2, 2, 2, 1]), (1_860, [2, 2, 2, 2]),
    ] as [(Double, [Int])])
  func silence(gap: Double, sessions: [Int]) {
    #expect(counts([hit(0), hit(gap)]) == sessions)
  }

  @Test("midnight of the site cuts in matomo alone, on days of 23 and 25 hours too")
  func midnight() throws {
    let london = try Zone(named: "Europe/London")
    for day in ["2025-03-30", "2025-03-31", "2025-06-15", "2025-10-26", "2025-10-27"] {
      let midnight = london.start(of: try #require(Day(day))).seconds
      let hits = [hit(-10, from: midnight), hit(10, from: midnight)]
      #expect(counts(hits, london) == [1, 2, 1, 1])
      let after = [hit(0, from: midnight), hit(10, from: midnight)]
      #expect(counts(after, london) == [1, 1, 1, 1])
    }
    // In summer the midnight of London lies in the day of UTC.
    let utc = Int64(20_254) * 86_400
    #expect(counts([hit(-10, from: utc), hit(10, from: utc)], london) == [1, 1, 1, 1])
  }

  @Test("a visit that is active over a night of 25 hours is cut at both midnights")
  func longDay() throws {
    let london = try Zone(named: "Europe/London")
    let midnight = london.start(of: try #require(Day("2025-10-26"))).seconds
    let hits = stride(from: -600.0, through: 25 * 3_600 + 600, by: 600).map {
      hit($0, from: midnight)
    }
    let sessions = SessionRule(zone: london, cuts: Profile.matomo.cuts).sessions(of: hits)
    #expect(sessions.map(\.hits) == [1, 150, 2])
    #expect(sessions.map(\.opening) == [.silence, .midnight, .midnight])
  }

  @Test("another campaign cuts in matomo alone; none, the same one, or one of an asset does not")
  func campaigns() {
    let other = [hit(0, campaign: 1), hit(60, campaign: 2), hit(90), hit(120, campaign: 2)]
    #expect(counts(other) == [1, 2, 1, 1])
    #expect(counts([hit(0), hit(60, campaign: 2)]) == [1, 2, 1, 1])
    #expect(counts([hit(0, campaign: 1), hit(60), hit(90, campaign: 1)]) == [1, 1, 1, 1])
    // What redirects or loads before the first page is of the visit that it leads to.
    #expect(counts([hit(0, .redirect), hit(1, campaign: 2)]) == [1, 1, 1, 1])
    let back = [hit(0, campaign: 1), hit(60, campaign: 2), hit(90, campaign: 1)]
    #expect(counts(back) == [1, 3, 1, 1])
  }

  @Test("no campaign cuts within one instant")
  func instant() {
    let hits = [hit(0, campaign: 1), hit(0, .download, campaign: 2), hit(5, campaign: 1)]
    #expect(counts(hits) == [1, 1, 1, 1])
  }

  @Test("after 10,000 actions the next one opens a session in matomo")
  func limit() {
    let hits = (0..<10_005).map { hit(Double($0)) } + [hit(20_000.5, .asset)]
    let sessions = SessionRule(zone: .utc, cuts: Profile.matomo.cuts)
      .sessions(of: hits.dropLast())
    #expect(sessions.map(\.pages) == [10_000, 5])
    #expect(sessions.last?.opening == .limit)
  }

  @Test(
    "bounces: footfall, matomo, ga4, plausible",
    arguments: [
      (VisitMeasures(pages: 1), [true, true, true, true]),
      (VisitMeasures(pages: 2), [false, false, false, false]),
      (VisitMeasures(pages: 1, downloads: 1), [false, false, true, false]),
      (VisitMeasures(pages: 0, downloads: 1), [false, true, true, false]),
      (VisitMeasures(pages: 1, submissions: 1), [false, true, false, false]),
      (VisitMeasures(pages: 1, silentEvents: 1), [true, false, true, true]),
      (VisitMeasures(pages: 1, interactiveEvents: 1), [false, false, true, false]),
      (VisitMeasures(pages: 1, engagementSeconds: 12), [true, true, false, true]),
      (VisitMeasures(pages: 1, engagementSeconds: 10), [true, true, true, true]),
      (VisitMeasures(pages: 1, span: 12_000_000), [true, true, false, true]),
    ] as [(VisitMeasures, [Bool])])
  func bounces(visit: VisitMeasures, bounces: [Bool]) {
    #expect(Profile.allCases.map { $0.isBounce(visit) } == bounces)
    #expect(Profile.allCases.map { !$0.isEngaged(visit) } == bounces)
  }

  @Test(
    "durations: footfall, matomo, ga4, plausible",
    arguments: [
      (VisitMeasures(pages: 1, span: 5), [5, 0, 5, 0]),
      (VisitMeasures(pages: 2, span: 5), [5, 1_000_005, 5, 5]),
      (VisitMeasures(pages: 1, downloads: 1, span: 5), [5, 1_000_005, 5, 5]),
      (VisitMeasures(pages: 1, submissions: 1, span: 5), [5, 0, 5, 5]),
    ] as [(VisitMeasures, [Int64])])
  func durations(visit: VisitMeasures, durations: [Int64]) {
    #expect(Profile.allCases.map { $0.duration(visit) } == durations)
  }

  @Test("each profile says its rules in words, no two of them alike")
  func words() {
    for profile in Profile.allCases {
      #expect(profile.rules.count == 5)
      for rule in profile.rules { #expect(!rule.meaning.isEmpty && rule.meaning.utf8.count < 700) }
    }
    #expect(Set(Profile.allCases.map(\.rules)).count == 4)
  }
}
