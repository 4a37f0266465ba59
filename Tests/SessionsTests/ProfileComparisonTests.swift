import Clickstream
import Sessions
import Support
import Testing

@Suite("Comparing profiles")
struct ProfileComparisonTests {
  private static let pairs: [(Profile, Profile)] = Profile.allCases.flatMap { old in
    Profile.allCases.map { (old, $0) }
  }

  @Test("the causes add up to the difference, whatever the hits", arguments: pairs)
  func sums(old: Profile, new: Profile) throws {
    let zone = try Zone(named: "Europe/London")
    for seed in UInt64(1)...12 {
      var random = SplitMix64(seed: seed)
      let start = Instant(seconds: 1_743_278_400)
      let period = start.advanced(bySeconds: 40_000)..<start.advanced(bySeconds: 300_000)
      let behaviour = BehaviourRule(seed % 2 == 0 ? Behaviour.allCases : [])
      var comparison = ProfileComparison(
        from: old, to: new, zone: zone, behaviour: behaviour, period: period)
      var all: [Profile: VisitFigures] = [old: VisitFigures()]
      all[new] = VisitFigures()
      for visitor in Int64(1)...5 {
        let hits = randomHits(
          Int.random(in: 1...300, using: &random), visitor: visitor, from: start,
          limit: seed % 3 == 0 ? 1_860 : 1_800, campaigns: 3, using: &random
        ).sorted { $0.moment < $1.moment }
        comparison.add(hits)
        for profile in all.keys {
          var figures = all[profile] ?? VisitFigures()
          let visits = SessionRule(zone: zone, behaviour: behaviour, cuts: profile.cuts)
            .sessions(of: hits).filter { period.contains($0.first.at) && $0.isVisit }
          guard !visits.isEmpty else { continue }
          figures.visits += Int64(visits.count)
          figures.visitors +=
            profile.sumsDailyVisitors
            ? Int64(Set(visits.map { zone.day(of: $0.first.at) }).count) : 1
          for visit in visits {
            figures.pageViews += Int64(visit.pages)
            figures.bounces += profile.isBounce(VisitMeasures(visit)) ? 1 : 0
            figures.duration += profile.duration(VisitMeasures(visit))
          }
          all[profile] = figures
        }
      }
      #expect(comparison.old == all[old])
      #expect(comparison.new == all[new])
      let sum = comparison.causes.reduce(VisitFigures()) { $0 + $1.difference }
      #expect(sum == comparison.difference)
      #expect(comparison.causes.isEmpty == (old == new))
    }
  }

  private func hit(_ seconds: Int64, _ visitor: Int64, campaign: Int64 = 0) -> SessionHit {
    var hit = SessionHit(
      visitor: visitor,
      moment: Moment(at: Instant(seconds: seconds), generation: 1, position: seconds), site: 1,
      agent: 1, audience: .person, kind: .page, page: 1, referrer: 0, bytes: 10)
    hit.campaign = campaign
    return hit
  }

  @Test("each cause is counted by itself")
  func causes() {
    let midnight = Int64(20_000) * 86_400
    var comparison = ProfileComparison(
      from: .footfall, to: .matomo, zone: .utc, behaviour: BehaviourRule([]),
      period: Instant(seconds: midnight - 86_400)..<Instant(seconds: midnight + 86_400))
    comparison.add([hit(midnight - 10, 1), hit(midnight + 10, 1)])
    comparison.add([hit(midnight - 20, 2), hit(midnight + 20, 2), hit(midnight + 30, 2)])
    comparison.add([
      hit(midnight + 5_000, 3, campaign: 1), hit(midnight + 5_060, 3, campaign: 2),
    ])
    let visits = comparison.causes.filter { $0.difference.visits != 0 }
    #expect(visits.map(\.sentence) == ["midnight ends a visit", "a new campaign opens a visit"])
    #expect(visits.map(\.difference.visits) == [2, 1])
    #expect(visits.map(\.difference.bounces) == [3, 2])
    // Of six visits one has two pages: 10 s and one more; 5 s and more lay between those cut.
    #expect(comparison.old.duration == 130_000_000)
    #expect(comparison.new.duration == 11_000_000)
    #expect(comparison.difference.visitors == 0)
    var pauses = ProfileComparison(
      from: .footfall, to: .ga4, zone: .utc, behaviour: BehaviourRule([]),
      period: Instant(seconds: 0)..<Instant(seconds: midnight))
    pauses.add([hit(100, 1), hit(1_900, 1)])
    #expect(
      pauses.causes.first?.sentence == "a pause of exactly 30 min no longer opens a session")
    #expect(pauses.causes.first?.difference.visits == -1)
  }

  @Test("visitors of Plausible are those of each day")
  func visitors() {
    var comparison = ProfileComparison(
      from: .footfall, to: .plausible, zone: .utc, behaviour: BehaviourRule([]),
      period: Instant(seconds: 0)..<Instant(seconds: 10 * 86_400))
    comparison.add([hit(100, 1), hit(50_000, 1), hit(100_000, 1)])
    #expect(comparison.old.visitors == 1)
    #expect(comparison.new.visitors == 2)
    #expect(comparison.difference.visits == 0)
  }
}
