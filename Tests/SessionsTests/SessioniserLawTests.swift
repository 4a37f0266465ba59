import Clickstream
import Sessions
import Support
import Testing

/// A store of sessions in memory that is fed in batches, as the warehouse is.
private struct Store {
  let sessioniser: Sessioniser
  var sessions: [Session] = []
  var hits: [SessionHit] = []
  /// How often whole days were asked for.
  var days = 0

  mutating func take(_ batch: [SessionHit]) {
    hits += batch
    var known = sessions.filter { session in
      batch.contains { hit in
        hit.moment.at.microseconds(since: session.last.at) < Profile.longestSilence
          && session.first.at.microseconds(since: hit.moment.at) < Profile.longestSilence
      }
    }
    let untouched = sessions.filter { !known.contains($0) }
    var new = batch
    while true {
      switch sessioniser.join(known: known, hits: new) {
      case .sessions(let result):
        sessions = (untouched + result).sorted { $0.first < $1.first }
        return
      case .needsHits(let straddling):
        known.removeAll { straddling.contains($0) }
        new += hits.filter { hit in
          straddling.contains { $0.first <= hit.moment && hit.moment <= $0.last }
            && !new.contains(hit)
        }
      case .needsDays(let whole):
        days += 1
        for session in sessions {
          #expect((session.first.at < whole.start) == (session.last.at < whole.start))
          #expect((session.first.at < whole.end) == (session.last.at < whole.end))
        }
        let inside = hits.filter { whole.span.contains($0.moment.at) }
        let before = sessions.filter {
          $0.first.at >= whole.start && $0.first.at < whole.span.upperBound
        }
        sessions.removeAll { before.contains($0) }
        sessions += sessioniser.cut(
          whole, known: before, hits: inside.sorted { $0.moment < $1.moment })
        sessions.sort { $0.first < $1.first }
        return
      }
    }
  }
}

@Suite("The law of sessions")
struct SessioniserLawTests {
  /// 29 March 2025, 20:00 UTC: the next day has 23 hours in London, and a year has 25 in October.
  private static let starts: [Int64] = [1_743_278_400, 1_761_422_400, 1_700_000_000]

  private func rule(_ profile: Profile, _ seed: UInt64) throws -> SessionRule {
    var cuts = profile.cuts
    // Now and then few actions are many.
    if cuts.actionLimit != nil, seed % 2 == 0 { cuts.actionLimit = Int32(seed % 7) + 1 }
    return SessionRule(
      zone: seed % 3 == 0 ? .utc : try Zone(named: "Europe/London"), cuts: cuts)
  }

  private func hits(_ profile: Profile, _ random: inout SplitMix64, _ seed: UInt64) -> [SessionHit]
  {
    let campaigns: Int64 = profile.cuts.tellsCampaigns ? [0, 1, 3][Int(seed / 2 % 3)] : 0
    return randomHits(
      Int.random(in: 1...400, using: &random),
      from: Instant(seconds: Self.starts[Int(seed % 3)]),
      limit: profile == .plausible ? 1_860 : 1_800, campaigns: campaigns, using: &random)
  }

  @Test(
    "any order of arrival and any split into batches gives what the reference gives at once",
    arguments: Profile.allCases, UInt64(1)...60)
  func orderAndSplits(profile: Profile, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rule = try rule(profile, seed)
    let hits = hits(profile, &random, seed)
    let expected = rule.sessions(of: hits.sorted { $0.moment < $1.moment })
    var order = hits
    if seed % 4 == 1 { order.shuffle(using: &random) }
    if seed % 4 == 2 {
      // Nearly in order, as logs are.
      for index in order.indices.dropFirst(3) where Int.random(in: 0..<5, using: &random) == 0 {
        order.swapAt(index, index - Int.random(in: 1...3, using: &random))
      }
    }
    var store = Store(sessioniser: Sessioniser(rule: rule))
    var rest = order[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...max(1, rest.count / (seed % 2 == 0 ? 2 : 20)), using: &random)
      store.take(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(store.sessions == expected)
  }

  @Test(
    "where hits are gone, sessions go on from the last that lost some as if all were there",
    arguments: Profile.allCases, UInt64(1)...40)
  func sealed(profile: Profile, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rule = try rule(profile, seed)
    let hits = hits(profile, &random, seed).sorted { $0.moment < $1.moment }
    let expected = rule.sessions(of: hits)
    let border = hits[Int.random(in: hits.indices, using: &random)].moment.at
    // Whole days are sealed, over whose ends sessions of such a profile never go.
    let seal = rule.cuts.isDaily ? rule.midnight(before: border) : border
    guard let last = expected.last(where: { $0.first.at < seal }) else { return }
    let left = hits.filter { $0.moment.at >= seal }
    let rebuilt = rule.sessions(of: left.drop { $0.moment <= last.last }, after: last)
    #expect(rebuilt == expected.filter { $0.first >= last.first })

    // Late hits, of which none is sealed, join what is known.
    let late = left.filter { _ in Bool.random(using: &random) }
    let early = hits.filter { !late.contains($0) }
    let known = rule.sessions(of: early)
    let sealed = known.filter { $0.first.at < seal }
    let sessioniser = Sessioniser(rule: rule)
    var remaining = known
    var new = late
    while true {
      switch sessioniser.join(known: remaining, hits: new, sealedUntil: seal) {
      case .sessions(let result):
        #expect(result == expected)
        return
      case .needsHits(let straddling):
        #expect(straddling.allSatisfy { !sealed.contains($0) })
        remaining.removeAll { straddling.contains($0) }
        new += early.filter { hit in
          straddling.contains { $0.first <= hit.moment && hit.moment <= $0.last }
        }
      case .needsDays(let days):
        let near = known.filter {
          $0.last.at >= days.span.lowerBound && $0.first.at < days.span.upperBound
        }
        let last = near.last { $0.first.at < seal }
        let before = near.filter { session in
          session.first.at >= days.start && (last.map { session.first >= $0.first } ?? true)
        }
        let made = sessioniser.cut(
          days, known: before,
          hits: (early.filter { $0.moment.at >= seal } + late)
            .filter { days.span.contains($0.moment.at) }.sorted { $0.moment < $1.moment },
          after: last)
        let result = (known.filter { !before.contains($0) } + made)
          .sorted { $0.first < $1.first }
        #expect(result == expected)
        return
      }
    }
  }

  @Test("hits after all that is known need no others, whatever campaigns they name")
  func inOrder() throws {
    for seed in UInt64(1)...20 {
      var random = SplitMix64(seed: seed)
      let rule = try rule(.matomo, seed)
      let hits = hits(.matomo, &random, seed).sorted { $0.moment < $1.moment }
      var store = Store(sessioniser: Sessioniser(rule: rule))
      var start = 0
      for index in hits.indices.dropFirst()
      where hits[index].moment.at > hits[index - 1].moment.at {
        store.take(Array(hits[start..<index]))
        start = index
      }
      store.take(Array(hits[start...]))
      #expect(store.days == 0)
      #expect(store.sessions == rule.sessions(of: hits))
    }
  }

  @Test(
    "hits are conserved, gaps inside are under the limit, sessions lie apart in time",
    arguments: Profile.allCases, UInt64(1)...20)
  func invariants(profile: Profile, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rule = try rule(profile, seed)
    let hits = hits(profile, &random, seed).sorted { $0.moment < $1.moment }
    let sessions = rule.sessions(of: hits)
    #expect(sessions.reduce(0) { $0 + Int($1.hits) } == hits.count)
    for (session, next) in zip(sessions, sessions.dropFirst()) {
      #expect(session.last.at < next.first.at)
    }
    for session in sessions {
      let inside = hits.filter { $0.moment >= session.first && $0.moment <= session.last }
      #expect(inside.count == Int(session.hits))
      for (a, b) in zip(inside, inside.dropFirst()) {
        #expect(b.moment.at.microseconds(since: a.moment.at) < rule.cuts.silence)
      }
      if profile == .matomo {
        #expect(rule.zone.day(of: session.first.at) == rule.zone.day(of: session.last.at))
      }
    }
  }
}
