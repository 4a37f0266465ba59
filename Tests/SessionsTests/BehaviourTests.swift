import Clickstream
import Sessions
import Support
import Testing

@Suite("Signs that a visitor is no person")
struct BehaviourTests {
  private func hit(_ index: Int, _ kind: EventKind, _ audience: Audience = .person) -> SessionHit {
    SessionHit(
      visitor: 1,
      moment: Moment(
        at: Instant(seconds: 1_700_000_000 + Int64(index)), generation: 1, position: Int64(index)),
      site: 1, agent: 1, audience: audience, kind: kind, page: 1, referrer: 0, bytes: 10)
  }

  /// The session of so many hits of each kind.
  private func session(
    _ counts: [EventKind: Int], signs: [Behaviour] = Behaviour.allCases,
    _ audience: Audience = .person
  ) throws -> Session {
    let kinds = counts.sorted { $0.key.rawValue < $1.key.rawValue }
      .flatMap { [EventKind](repeating: $0.key, count: $0.value) }
    let rule = SessionRule(zone: .utc, behaviour: BehaviourRule(signs))
    let sessions = rule.sessions(of: kinds.enumerated().map { hit($0, $1, audience) })
    try #require(sessions.count == 1)
    return sessions[0]
  }

  @Test(
    "are told at their numbers and not below, the first in order",
    arguments: [
      ([.page: 3, .asset: 1], nil), ([.page: 1, .robots: 1], .robots),
      ([.probe: 1], nil), ([.probe: 2], .probing), ([.error: 29], nil), ([.error: 30], .probing),
      ([.error: 30, .page: 7], .probing), ([.error: 32, .page: 8], nil),
      ([.error: 32, .download: 8], nil), ([.page: 199, .asset: 1], nil),
      ([.page: 200, .asset: 1], .manyPages), ([.page: 9], nil), ([.page: 10], .noAssets),
      ([.page: 10, .asset: 1], nil), ([.page: 200, .probe: 2, .robots: 1], .robots),
      ([.download: 50], nil), ([.submission: 4], nil), ([.submission: 5], .hammering),
      ([.submission: 5, .machine: 40], .hammering), ([.submission: 50, .page: 1], nil),
      ([.submission: 50, .asset: 1], nil), ([.submission: 50, .download: 1], nil),
      ([.submission: 5, .probe: 2], .probing), ([.machine: 50], nil),
    ] as [([EventKind: Int], Behaviour?)])
  func numbers(counts: [EventKind: Int], sign: Behaviour?) throws {
    let session = try session(counts)
    #expect(session.behaviour == sign)
    let hasView = (counts[.page] ?? 0) + (counts[.download] ?? 0) > 0
    #expect(session.isVisit == (sign == nil && hasView))
  }

  @Test("count only where the site says so, and of people alone")
  func chosen() throws {
    #expect(try session([.page: 10], signs: [.robots, .probing]).behaviour == nil)
    #expect(try session([.page: 10, .robots: 1], signs: [.noAssets]).behaviour == .noAssets)
    #expect(try session([.robots: 1, .page: 10], .bot).behaviour == nil)
    #expect(try session([.robots: 1, .page: 10], .staff).behaviour == nil)
  }

  @Test(
    "come and go as hits arrive, and are those of all hits in the end", arguments: UInt64(1)...30)
  func order(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rule = SessionRule(zone: .utc)
    let kinds: [EventKind] = [.page, .page, .page, .page, .asset, .error, .probe, .robots]
    let hits = (0..<Int.random(in: 2...40, using: &random)).map { index in
      let isOdd = Int.random(in: 0..<6, using: &random) == 0
      return hit(index, isOdd ? kinds.randomElement(using: &random) ?? .page : .page)
    }
    let whole = rule.sessions(of: hits)
    var known: [Session] = []
    var rest = hits.shuffled(using: &random)[...]
    while !rest.isEmpty {
      let batch = rest.prefix(Int.random(in: 1...5, using: &random))
      rest = rest.dropFirst(batch.count)
      guard
        case .sessions(let joined) = Sessioniser(rule: rule).join(known: known, hits: Array(batch))
      else {
        Issue.record("no hit is needed again")
        return
      }
      known = joined
    }
    #expect(known == whole)
  }
}
