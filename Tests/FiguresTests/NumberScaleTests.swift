import Figures
import Support
import Testing

@Suite("Scales of numbers")
struct NumberScaleTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]

  private func scale(
    _ values: [Double], _ spread: Spread, _ format: ValueFormat = .decimal, isFree: Bool = false
  ) -> NumberScale {
    NumberScale(
      covering: values, spread: spread, start: 10, end: 310, count: 5, format: format,
      isFree: isFree)
  }

  @Test("more stands further along, each place reads back, and the ends hold all", arguments: seeds)
  func monotone(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let reach = [0.01, 1, 300, 4e6, 1e12][Int(random.next() % 5)]
      let values = (0..<20).map { _ in Double.random(in: reach / 1e4...reach, using: &random) }
        .sorted()
      for spread in Spread.allCases {
        for isFree in [false, true] {
          let scale = scale(values, spread, isFree: isFree)
          #expect(scale.spread == spread)
          for (less, more) in zip(values, values.dropFirst()) where less < more {
            #expect(scale.position(less) < scale.position(more))
          }
          for value in values {
            #expect((10 - 1e-6...310 + 1e-6).contains(scale.position(value)))
            #expect(abs(scale.value(at: scale.position(value)) - value) <= value * 1e-9)
          }
        }
      }
    }
  }

  @Test("ticks are few, in order, apart, nice, and stand at both ends", arguments: seeds)
  func ticks(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for spread in Spread.allCases {
      for format in ValueFormat.allCases {
        let reach = [5.0, 300, 4e6, 1e9][Int(random.next() % 4)]
        let values = (0..<30).map { _ in Double.random(in: reach / 1e3...reach, using: &random) }
        let scale = scale(values, spread, format)
        #expect((2...9).contains(scale.ticks.count), "\(spread) \(format) \(scale.ticks)")
        #expect(scale.ticks.first == scale.low && scale.ticks.last == scale.high)
        let gaps = zip(scale.ticks, scale.ticks.dropFirst())
          .map { scale.position($1) - scale.position($0) }
        #expect(gaps.allSatisfy { $0 > 15 }, "\(spread) \(scale.ticks)")
        guard format != .seconds else { continue }
        for tick in scale.ticks where tick > 0 {
          var digits = tick
          while digits >= 999.5 { digits /= 10 }
          while digits < 99.95 { digits *= 10 }
          #expect(abs(digits - digits.rounded()) < 1e-6, "\(tick) has more than three digits")
        }
      }
    }
  }

  @Test("a root takes a square for its place, a logarithm a ratio")
  func laws() {
    let root = scale([0, 100], .squareRoot)
    #expect(abs(root.position(25) - root.position(0) - 150) < 1e-9)
    let log = scale([1, 1_000], .logarithm)
    for value in [1.0, 7, 100] {
      #expect(abs(log.position(value * 10) - log.position(value) - 100) < 1e-9)
    }
  }

  @Test("there is no logarithm of zero and no root of less, so the scale is even")
  func impossible() {
    #expect(scale([0, 5, 1_000], .logarithm).spread == .linear)
    #expect(scale([-5, 1_000], .squareRoot).spread == .linear)
    for spread in Spread.allCases {
      for values in [[], [0], [.nan], [.infinity], [-.infinity, 3], [7], [-7], [1e300]]
        as [[Double]]
      {
        let scale = scale(values, spread, isFree: true)
        #expect(scale.low < scale.high && scale.position(0.5).isFinite)
        #expect(scale.ticks.count >= 2)
      }
    }
  }

  @Test("an axis is uneven only where the middle could not be told from the least")
  func suited() {
    #expect(Spread.suited(to: [1, 2, 3, 9]) == .linear)
    #expect(Spread.suited(to: [0, 1, 2, 90]) == .squareRoot)
    #expect(Spread.suited(to: [1, 2, 3, 9_000]) == .logarithm)
    #expect(Spread.suited(to: [-1, 1, 1, 9_000]) == .linear)
    #expect(Spread.suited(to: []) == .linear)
  }

  @Test("boxes have areas in proportion, lie inside and not on each other", arguments: seeds)
  func squarified(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let whole = Box(x: 3, y: 5, width: Double.random(in: 20...900, using: &random), height: 300)
      let sizes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        random.next() % 10 == 0 ? 0 : Double.random(in: 0.1...1_000, using: &random)
      }
      let boxes = Squarified.boxes(sizes.sorted(by: >), in: whole)
      let sum = sizes.reduce(0, +)
      for (size, box) in zip(sizes.sorted(by: >), boxes) {
        #expect(abs(box.area - (sum > 0 ? size / sum * whole.area : 0)) <= 1e-6 * whole.area)
        guard box.area > 0 else { continue }
        #expect(box.x >= 3 - 1e-6 && box.x + box.width <= 3 + whole.width + 1e-6)
        #expect(box.y >= 5 - 1e-6 && box.y + box.height <= 305 + 1e-6)
      }
      for (index, box) in boxes.enumerated() {
        for other in boxes[..<index] {
          let across = min(box.x + box.width, other.x + other.width) - max(box.x, other.x)
          let down = min(box.y + box.height, other.y + other.height) - max(box.y, other.y)
          #expect(min(across, down) <= 1e-6)
        }
      }
    }
    for odd in [[], [0], [.nan, -1], [.infinity]] as [[Double]] {
      let boxes = Squarified.boxes(odd, in: Box(x: 0, y: 0, width: 10, height: 10))
      #expect(boxes.count == odd.count && boxes.allSatisfy { $0.area == 0 })
    }
  }
}
