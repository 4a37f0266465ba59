import Analysis
import Clickstream
import Pipeline
import Support
import Testing
import Warehouse

@Suite("Days that stand out")
struct AnomalySearchTests {
  private static let last = Day(year: 2026, month: 11, day: 1)

  /// Visits of sixteen weeks by two channels, and a few orders.
  private func counts(seed: UInt64, weeks: Int = 16) -> [DayCount] {
    var random = SplitMix64(seed: seed)
    var counts: [DayCount] = []
    for back in 0..<(7 * weeks) {
      let day = Int(Self.last.number) - back
      let parts = [("Search", 70.0), ("Newsletters", 20.0)].map { part, mean in
        DayCount(
          metric: "visits", dimension: "channel", part: part, day: day,
          value: mean + Double(Int.random(in: -3...3, using: &random)))
      }
      let total = parts.reduce(0) { $0 + $1.value }
      counts += parts
      counts.append(
        DayCount(metric: "visits", dimension: nil, part: nil, day: day, value: total))
      counts.append(
        DayCount(
          metric: "orders", dimension: nil, part: nil, day: day,
          value: Double(Int.random(in: 0...2, using: &random))))
    }
    return counts
  }

  @Test("are told with the part that makes them; noise is not", arguments: 1...20)
  func spike(seed: UInt64) throws {
    var counts = counts(seed: seed)
    let quiet = AnomalySearch(counts, until: Self.last).outcome
    #expect(quiet.found.isEmpty && quiet.refusal == nil)
    let day = Int(Self.last.number) - Int(seed) % 28
    for index in counts.indices where counts[index].day == day {
      if counts[index].part == "Newsletters" { counts[index].value += 101 }
      if counts[index].metric == "visits", counts[index].part == nil {
        counts[index].value += 101
      }
    }
    let outcome = AnomalySearch(counts, until: Self.last).outcome
    let found = try #require(outcome.found.first)
    #expect(outcome.found.count == 1 && found.metric == "visits" && found.anomaly.day == day)
    #expect((85...95).contains(found.anomaly.expected))
    let part = try #require(found.part)
    #expect(part.cause.dimension == "channel" && part.cause.part == "Newsletters")
    #expect(part.value - part.expected > 90)
  }

  @Test("need six weeks before them")
  func early() {
    let outcome = AnomalySearch(counts(seed: 1, weeks: 4), until: Self.last).outcome
    #expect(outcome.found.isEmpty)
    #expect(outcome.refusal == .tooFew(.days, have: 3, need: 6))
    let none = AnomalySearch([], until: Self.last).outcome
    #expect(none.refusal == .tooFew(.days, have: 0, need: 6))
  }
}
