import Figures
import Support
import Testing

@Suite("Scales")
struct ScaleTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  private func scale(_ values: [Double], _ format: ValueFormat = .decimal, count: Int = 5)
    -> LinearScale
  {
    LinearScale(covering: values, start: 200, end: 10, count: count, format: format)
  }

  @Test("larger numbers stand further along, and each place reads back", arguments: seeds)
  func monotoneAndInvertible(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let reach = [0.003, 1, 250, 4e6, 1e12][Int(random.next() % 5)]
      let values = (0..<20).map { _ in Double.random(in: -reach...reach, using: &random) }.sorted()
      let scale = scale(values)
      for (less, more) in zip(values, values.dropFirst()) where less < more {
        #expect(scale.position(less) > scale.position(more))
      }
      for value in values {
        #expect(abs(scale.value(at: scale.position(value)) - value) <= reach * 1e-9)
        #expect((10 - 1e-6...200 + 1e-6).contains(scale.position(value)))
      }
    }
  }

  @Test("ticks are few, nice, in equal steps, and zero is one of them", arguments: seeds)
  func nice(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for format in [ValueFormat.count, .decimal, .share, .bytes] {
      for _ in 0..<100 {
        let reach = [0.02, 1, 7, 250, 4e6, 1e15][Int(random.next() % 6)]
        let low = random.next() % 3 == 0 ? -reach : 0
        let values = (0..<9).map { _ in Double.random(in: low...reach, using: &random) }
        let scale = scale(values, format)
        #expect(scale.ticks.contains(0))
        #expect((2...8).contains(scale.ticks.count), "\(values)")
        #expect(scale.low == scale.ticks.first && scale.high == scale.ticks.last)
        let step = scale.ticks[1] - scale.ticks[0]
        var digits = step
        while digits >= 9.999 { digits /= 10 }
        while digits < 0.999_9 { digits *= 10 }
        #expect([1, 2, 2.5, 5].contains { abs($0 - digits) < 1e-6 }, "\(step)")
        if format == .count { #expect(step == step.rounded()) }
      }
    }
  }

  @Test("the labels of an axis differ from each other", arguments: ValueFormat.allCases)
  func labels(format: ValueFormat) {
    for most in [1.0, 3, 9, 30, 95, 440, 1_700, 12_345, 987_654, 1_200_000, 7.7e9] {
      let scale = scale([most], format)
      let labels = scale.ticks.map { format.label($0, largest: scale.high) }
      #expect(Set(labels).count == labels.count, "\(labels)")
    }
  }

  @Test("durations are divided as clocks are")
  func durations() {
    #expect(scale([200], .seconds).ticks == [0, 60, 120, 180, 240])
    #expect(scale([18_000], .seconds).ticks == [0, 3_600, 7_200, 10_800, 14_400, 18_000])
  }

  @Test("no values, zeros, one value, and what is no number, all make a scale")
  func degenerate() {
    for values in [[], [0], [0, 0], [.nan], [.infinity, -.infinity], [7], [-7], [1e300]]
      as [[Double]]
    {
      let scale = scale(values)
      #expect(scale.low < scale.high)
      #expect(scale.ticks.count >= 2 && scale.ticks.count <= 8)
      #expect(scale.position(0).isFinite)
    }
    let point = LinearScale(low: 4, high: 4, start: 0, end: 100)
    #expect(point.position(4) == 50)
  }

  @Test("bands lie side by side in their order and inside the range")
  func bands() {
    let band = BandScale(count: 5, start: 20, end: 120, gap: 0.2)
    #expect(band.width == 16)
    for index in 0..<5 {
      #expect(band.position(index) >= 20)
      #expect(band.position(index) + band.width <= 120)
      #expect(band.middle(Double(index)) == band.position(index) + band.width / 2)
    }
    #expect(BandScale(count: 0, start: 0, end: 10, gap: 0).width == 10)
  }

  @Test(
    "more is never a lower class, only zero is the lowest, the most is the highest",
    arguments: seeds)
  func heat(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let values = (0..<40).map { _ in
        Double(random.next() % 30) * (random.next() % 8 == 0 ? 100 : 1)
      }
      let scale = HeatScale(values)
      let steps = values.sorted().map(scale.step)
      #expect(steps == steps.sorted())
      for value in values { #expect((scale.step(value) == 0) == (value == 0)) }
      if let most = values.max(), most > 0 { #expect(scale.step(most) == 6) }
    }
  }

  @Test("missing is not zero")
  func missing() {
    let scale = HeatScale([0, 0])
    #expect(scale.className(0) == "q0")
    #expect(scale.className(nil) == "none")
    #expect(HeatScale([]).className(3) == "q0")
  }
}
