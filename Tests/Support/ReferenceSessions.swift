package import Clickstream
package import Sessions

/// Random hits of one visitor that dwell at the borders of the session rule: gaps around 1,800
/// seconds, chains of more than a day, midnights, several hits in one instant.
package func randomHits(
  _ count: Int, visitor: Int64 = 1, from start: Instant, using random: inout SplitMix64
) -> [SessionHit] {
  var at = start
  return (0..<count).map { index in
    let gaps: [Int64] = [0, 0, 1, 60, 900, 1_500, 1_790, 1_798, 1_799, 1_799, 1_799]
    let breaks: [Int64] = [1_800, 1_801, 4_000, 40_000]
    let gap =
      Int.random(in: 0..<40, using: &random) == 0
      ? breaks.randomElement(using: &random) : gaps.randomElement(using: &random)
    at = at.advanced(bySeconds: gap ?? 0)
    return SessionHit(
      visitor: visitor,
      moment: Moment(
        at: at, generation: Int64.random(in: 1...3, using: &random), position: Int64(index)),
      site: 1, agent: 7, audience: .person,
      kind: EventKind.allCases.randomElement(using: &random) ?? .page,
      page: Int64.random(in: 1...5, using: &random),
      referrer: Int64.random(in: 0...3, using: &random),
      bytes: Int64.random(in: -1...5_000, using: &random))
  }
}
