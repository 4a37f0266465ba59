import Clickstream
import Sessions
import Support
import Testing

/// A store of sessions in memory that is fed in batches, as the warehouse is.
private struct Store {
  let sessioniser: Sessioniser
  var sessions: [Session] = []
  var hits: [SessionHit] = []

  mutating func take(_ batch: [SessionHit]) {
    hits += batch
    var known = sessions.filter { session in
      batch.contains { hit in
        hit.moment.at.microseconds(since: session.last.at) < SessionRule.silence
          && session.first.at.microseconds(since: hit.moment.at) < SessionRule.silence
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
      }
    }
  }
}

@Suite("The law of sessions")
struct SessioniserLawTests {
  @Test(
    "any order of arrival and any split into batches gives what the reference gives at once",
    arguments: UInt64(1)...60)
  func orderAndSplits(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rule = SessionRule(zone: .utc)
    let hits = randomHits(
      Int.random(in: 1...400, using: &random), from: Instant(seconds: 1_700_000_000),
      using: &random)
    let expected = rule.sessions(of: hits.sorted { $0.moment < $1.moment })
    var order = hits
    if seed % 3 != 0 { order.shuffle(using: &random) }
    var store = Store(sessioniser: Sessioniser(rule: rule))
    var rest = order[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...max(1, rest.count / 2), using: &random)
      store.take(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    #expect(store.sessions == expected)
  }

  @Test(
    "where hits are gone, sessions go on from the last that lost some as if all were there",
    arguments: UInt64(1)...60)
  func sealed(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rule = SessionRule(zone: .utc)
    let hits = randomHits(400, from: Instant(seconds: 1_700_000_000), using: &random)
      .sorted { $0.moment < $1.moment }
    let expected = rule.sessions(of: hits)
    let seal = hits[Int.random(in: hits.indices, using: &random)].moment.at
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
      }
    }
  }

  @Test("hits are conserved, gaps inside are under the limit", arguments: UInt64(1)...20)
  func invariants(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rule = SessionRule(zone: .utc)
    let hits = randomHits(300, from: Instant(seconds: 1_700_000_000), using: &random)
      .sorted { $0.moment < $1.moment }
    let sessions = rule.sessions(of: hits)
    #expect(sessions.reduce(0) { $0 + Int($1.hits) } == hits.count)
    for session in sessions {
      let inside = hits.filter { $0.moment >= session.first && $0.moment <= session.last }
      #expect(inside.count == Int(session.hits))
      for (a, b) in zip(inside, inside.dropFirst()) {
        #expect(b.moment.at.microseconds(since: a.moment.at) < SessionRule.silence)
      }
    }
  }
}

@Suite("The rule of sessions")
struct SessionRuleTests {
  private func hit(_ seconds: Int64, _ kind: EventKind = .page) -> SessionHit {
    SessionHit(
      visitor: 1, moment: Moment(at: Instant(seconds: seconds), generation: 1, position: seconds),
      site: 1, agent: 1, audience: .person, kind: kind, page: 1, referrer: 0, bytes: 10)
  }

  @Test(
    "a silence of 1,800 seconds opens a session, 1,799 do not",
    arguments: [(1_799, 1), (1_800, 2), (1_801, 2)])
  func silence(gap: Int64, count: Int) {
    let sessions = SessionRule(zone: .utc).sessions(of: [hit(1_000_000), hit(1_000_000 + gap)])
    #expect(sessions.count == count)
  }

  @Test("midnight alone cuts nothing")
  func midnight() {
    let midnight = Int64(20_000) * 86_400
    let sessions = SessionRule(zone: .utc).sessions(of: [hit(midnight - 10), hit(midnight + 10)])
    #expect(sessions.count == 1)
  }

  @Test(
    "a chain is cut at the first midnight that it reaches after 24 hours, and at each one after",
    arguments: [(0, 3), (1, 2)])
  func longChain(startsAfterMidnightBy seconds: Int64, count: Int) {
    let midnight = Int64(20_000) * 86_400
    let start = midnight + seconds
    let end = midnight + 2 * 86_400 + 3_600
    let hits = stride(from: start, through: end, by: 1_200).map { hit($0) }
    let sessions = SessionRule(zone: .utc).sessions(of: hits)
    #expect(sessions.count == count)
    #expect(sessions.dropFirst().allSatisfy { $0.opening == .midnight })
    #expect(sessions.last?.first.at.seconds ?? 0 >= midnight + 2 * 86_400)
  }

  @Test("a session without page or download, or of a bot, is no visit")
  func visits() {
    #expect(Session(hit(1, .page)).isVisit)
    #expect(Session(hit(1, .download)).isVisit)
    #expect(!Session(hit(1, .asset)).isVisit)
    var bot = hit(1, .page)
    bot.audience = .bot
    #expect(!Session(bot).isVisit)
  }
}
