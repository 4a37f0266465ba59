import Analysis
import Support
import Testing

@Suite("Anomalies")
struct AnomalyTests {
  @Test("Iglewicz and Hoaglin's modified z")
  func modified() throws {
    let values: [Double] = [10, 12, 11, 13, 12, 11, 10, 12, 50]
    let score = try #require(ModifiedZ(of: 50, among: values))
    #expect(score.median == 12 && score.spread == .medianDeviation)
    #expect(abs(score.z - 25.631) < 1e-3 && score.isAnomaly)
    let usual = try #require(ModifiedZ(of: 13, among: values))
    #expect(abs(usual.z - 0.6745) < 1e-12 && !usual.isAnomaly)
  }

  @Test("without a spread nothing is divided by zero")
  func noSpread() throws {
    // More than half are equal: the mean of the distances, 10 / 5, takes the place of the median.
    let most = try #require(ModifiedZ(of: 15, among: [5, 5, 5, 5, 15]))
    #expect(most.spread == .meanDeviation)
    #expect(abs(most.z - 10 / (2 * 1.253314)) < 1e-12)
    let equal = [Double](repeating: 5, count: 8)
    let same = try #require(ModifiedZ(of: 5, among: equal))
    #expect(same.z == 0 && same.spread == .leastStep)
    let more = try #require(ModifiedZ(of: 8, among: equal))
    #expect(more.z == 3 && !more.isAnomaly)
    let step = try #require(ModifiedZ(of: 8, among: equal, leastStep: 0.5))
    #expect(step.z == 6 && step.isAnomaly)
    let large = try #require(ModifiedZ(of: 1_050, among: [1_000, 1_000]))
    #expect(large.z == 1)
    let zero = try #require(ModifiedZ(of: 7, among: [0, 0], leastStep: 0))
    #expect(zero.z == 7)
    #expect(ModifiedZ(of: 1, among: []) == nil)
  }

  @Test("is finite, and the same in any order, shifted and scaled", arguments: UInt64(1)...20)
  func invariant(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let values = (0..<15).map { _ in Double(Int.random(in: 0...Int(seed), using: &random)) }
    let score = try #require(ModifiedZ(of: values[0], among: values))
    #expect(score.z.isFinite)
    let shuffled = ModifiedZ(of: values[0], among: values.shuffled(seed: seed))
    #expect(shuffled == score)
    guard score.spread != .leastStep else { return }
    let changed = try #require(
      ModifiedZ(of: values[0] * 8 + 100, among: values.map { $0 * 8 + 100 }))
    #expect(abs(changed.z - score.z) < 1e-9)
  }

  /// Ten weeks in which Sundays are quiet, and nothing else happens.
  private func weeks(_ seed: UInt64) -> [DayValue] {
    var random = SplitMix64(seed: seed)
    return (0..<70).map { day in
      let usual = day % 7 == 6 ? 20.0 : 200.0
      return DayValue(day: day, value: usual + Double(Int.random(in: -5...5, using: &random)))
    }
  }

  @Test("a day is compared with the same weekday", arguments: UInt64(1)...8)
  func weekdays(seed: UInt64) throws {
    var series = weeks(seed)
    // A Sunday like a working day, and a Wednesday like a Sunday.
    series[62].value = 200
    series[65].value = 20
    let found = try #require(
      WeekdayAnomalies().anomalies(of: series.shuffled(seed: seed), in: 56...69).value)
    let days = found.filter { abs($0.z) > 15 }.map(\.day)
    #expect(days == [62, 65])
    let sunday = try #require(found.first { $0.day == 62 })
    #expect(sunday.z > 0 && abs(sunday.expected - 20) <= 5 && sunday.value == 200)
    #expect(found.first { $0.day == 65 }.map { $0.z < 0 } ?? false)
  }

  @Test("days without enough weeks before are passed by, and none at all is a refusal")
  func few() throws {
    let series = weeks(1)
    let finding = WeekdayAnomalies().anomalies(of: series, in: 0...41)
    #expect(finding.refusal == .tooFew(.days, have: 5, need: 6))
    #expect(WeekdayAnomalies().anomalies(of: series, in: 0...42).value != nil)
    #expect(WeekdayAnomalies().anomalies(of: [], in: 0...42).value == nil)
    // What is absent is not zero: with every other week gone there are too few.
    let gaps = series.filter { $0.day / 7 % 2 == 0 }
    #expect(WeekdayAnomalies().anomalies(of: gaps, in: 56...69).value == nil)
  }

  private func dimension(_ name: String, _ parts: [(String, Double, Double)]) -> BreakdownDimension
  {
    BreakdownDimension(
      name: name,
      parts: parts.map { .init(name: $0.0, now: $0.1, expected: $0.2) })
  }

  @Test("the part that explains most of a difference is named, not the largest")
  func breakdown() throws {
    // 120 fewer: 110 of a source that usually brings 150 of 1,000.
    let sources = dimension(
      "source", [("search", 590, 600), ("newsletter", 40, 150), ("direct", 250, 250)])
    // Nine of ten use a computer, and nine of ten of the missing did.
    let devices = dimension("device", [("computer", 792, 900), ("telephone", 88, 100)])
    let found = try #require(
      Breakdown.explain(now: 880, expected: 1_000, by: [devices, sources]).value)
    let cause = try #require(found.mainCause)
    #expect(cause.dimension == "source" && cause.part == "newsletter" && cause.difference == -110)
    #expect(abs(cause.share - 110.0 / 120) < 1e-12 && cause.expectedShare == 0.15)
    let alike = try #require(
      Breakdown.explain(now: 880, expected: 1_000, by: [devices]).value)
    #expect(alike.mainCause == nil)
  }

  @Test("a part that went further than the whole, against others, is no better than one that fits")
  func opposed() throws {
    let found = try #require(
      Breakdown.explain(
        now: 110, expected: 100,
        by: [
          dimension("a", [("up", 90, 50), ("down", 20, 50)]),
          dimension("b", [("new", 10, 0), ("old", 100, 100)]),
        ]
      ).value)
    #expect(found.mainCause?.part == "new" && found.mainCause?.share == 1)
  }

  @Test("the parts of each dimension add up to the difference", arguments: UInt64(1)...12)
  func sums(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func value() -> Double { Double(Int.random(in: 0...500, using: &random)) }
    let dimensions = (0..<3).map { index in
      dimension("d\(index)", (0..<5).map { ("p\($0)", value(), value()) })
    }
    let (now, expected) = (value() + 501, value())
    let found = try #require(
      Breakdown.explain(now: now, expected: expected, by: dimensions).value)
    for name in ["d0", "d1", "d2"] {
      let causes = found.causes.filter { $0.dimension == name }
      #expect(abs(causes.reduce(0) { $0 + $1.difference } - found.difference) < 1e-9)
      #expect(abs(causes.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }
    #expect(found.mainCause?.part != nil || found.mainCause == nil)
  }

  @Test("no difference, and no part, need no explanation")
  func nothing() {
    let part = dimension("a", [("b", 5, 5)])
    #expect(Breakdown.explain(now: 5, expected: 5, by: [part]).value == nil)
    #expect(Breakdown.explain(now: 5, expected: 6, by: []).value == nil)
    let fromNothing = Breakdown.explain(now: 5, expected: 0, by: [dimension("a", [("b", 5, 0)])])
    #expect(fromNothing.value?.mainCause?.part == "b")
  }
}
