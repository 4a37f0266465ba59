package import Clickstream
package import Sessions

/// Random hits of one visitor that dwell at the borders of the session rules: gaps around 1,800 and
/// 1,860 seconds, chains of more than a day, midnights, several hits in one instant, campaigns that
/// change.
///
/// - Parameter limit: pauses of so many seconds are the longest that join, as a rule.
package func randomHits(
  _ count: Int, visitor: Int64 = 1, from start: Instant, limit: Int64 = 1_800,
  campaigns: Int64 = 0, using random: inout SplitMix64
) -> [SessionHit] {
  var at = start
  return (0..<count).map { index in
    let gaps: [Int64] = [
      0, 0, 1, 60, 900, 1_500, 1_790, limit - 2, limit - 1, limit - 1, limit - 1,
    ]
    let breaks: [Int64] = [1_800, 1_801, 1_859, 1_860, 4_000, 40_000]
    let gap =
      Int.random(in: 0..<40, using: &random) == 0
      ? breaks.randomElement(using: &random) : gaps.randomElement(using: &random)
    at = at.advanced(bySeconds: gap ?? 0)
    if Int.random(in: 0..<20, using: &random) == 0 {
      at = Instant(microseconds: at.microseconds + (Bool.random(using: &random) ? 1 : 500_000))
    }
    var hit = SessionHit(
      visitor: visitor,
      moment: Moment(
        at: at, generation: Int64.random(in: 1...3, using: &random), position: Int64(index)),
      site: 1, agent: 7, audience: .person,
      kind: EventKind.allCases.randomElement(using: &random) ?? .page,
      page: Int64.random(in: 1...5, using: &random),
      referrer: Int64.random(in: 0...3, using: &random),
      bytes: Int64.random(in: -1...5_000, using: &random))
    if hit.isAction, campaigns > 0, Int.random(in: 0..<6, using: &random) == 0 {
      hit.campaign = Int64.random(in: 1...campaigns, using: &random)
    }
    return hit
  }
}
