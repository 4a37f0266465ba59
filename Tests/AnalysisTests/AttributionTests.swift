import Analysis
import Foundation
import Support
import Testing

@Suite("Attribution")
struct AttributionTests {
  private func path(
    _ channels: String, _ conversions: Int = 1, null: Int = 0, days: [Double]? = nil,
    value: Double = 0
  ) -> TouchPath {
    let names = channels.split(separator: ">").map(String.init)
    return TouchPath(
      touches: names.enumerated().map { index, name in
        TouchPath.Touch(
          channel: name, daysBefore: days?[index] ?? Double(names.count - index - 1))
      }, conversions: conversions, nonConversions: null, value: value)
  }

  private func credits(
    _ paths: [TouchPath], _ model: AttributionModel
  ) throws -> [String: Double] {
    let found = try #require(
      Attribution(of: paths, direct: "direct").credits(by: model, atLeast: 1).value)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.channel, $0.conversions) })
  }

  private func random(seed: UInt64) -> [TouchPath] {
    var random = SplitMix64(seed: seed)
    let names = ["search", "mail", "social", "direct", "partner", "rare"]
    return (0..<40).map { _ in
      let channels = (0..<Int.random(in: 1...7, using: &random)).map { _ in
        names[Int.random(in: 0..<(random.next() % 9 == 0 ? 6 : 5), using: &random)]
      }
      let conversions = Int.random(in: 0...3, using: &random)
      return path(
        channels.joined(separator: ">"), conversions, null: Int.random(in: 0...4, using: &random),
        days: channels.map { _ in Double.random(in: 0...90, using: &random) }.sorted(by: >),
        value: Double(conversions) * Double.random(in: 1...100, using: &random))
    }
  }

  @Test(
    "credits add up to the conversions and to the value, in every model", arguments: UInt64(1)...20)
  func sums(seed: UInt64) throws {
    let paths = random(seed: seed) + [path("", 3, value: 7)]
    let attribution = Attribution(of: paths, direct: "direct")
    let conversions = paths.dropLast().reduce(0) { $0 + $1.conversions }
    let value = paths.dropLast().reduce(0) { $0 + $1.value }
    #expect(attribution.conversions == conversions && attribution.withoutTouch == 3)
    for model in AttributionModel.allCases {
      let credits = try #require(attribution.credits(by: model).value)
      let sum = credits.reduce(0) { $0 + $1.conversions }
      #expect(abs(sum - Double(conversions)) < 1e-9, "\(model): \(sum)")
      #expect(abs(credits.reduce(0) { $0 + $1.value } - value) < 1e-7, "\(model)")
      #expect(credits.allSatisfy { $0.conversions >= -1e-12 })
      #expect(
        Set(credits.map(\.channel)) == Set(paths.flatMap { $0.touches.map(\.channel) }), "\(model)")
    }
  }

  @Test("first, last and last non-direct give all to one touch")
  func single() throws {
    let paths = [path("a>b>direct", 3), path("direct>direct", 2), path("b", 1)]
    let first = try credits(paths, .first)
    let last = try credits(paths, .last)
    let nonDirect = try credits(paths, .lastNonDirect)
    #expect(first == ["a": 3, "direct": 2, "b": 1])
    #expect(last == ["a": 0, "direct": 5, "b": 1])
    #expect(nonDirect == ["a": 0, "direct": 2, "b": 4])
  }

  @Test(
    "position: 100, 50/50, and 40/20/40 with the middle shared",
    arguments: [
      ("a", ["a": 1]), ("a>b", ["a": 0.5, "b": 0.5]), ("a>b>c", ["a": 0.4, "b": 0.2, "c": 0.4]),
      ("a>b>c>d", ["a": 0.4, "b": 0.1, "c": 0.1, "d": 0.4]), ("a>b>a", ["a": 0.8, "b": 0.2]),
    ])
  func position(channels: String, expected: [String: Double]) throws {
    let found = try credits([path(channels)], .position)
    #expect(found == expected)
  }

  @Test("time decay with a half-life of seven days")
  func decay() throws {
    let found = try credits([path("a>b>c>d>e", 12_000, days: [38, 33, 26, 8, 0])], .timeDecay)
    let expected = ["a": 175.20, "b": 287.44, "c": 574.88, "d": 3_417.04, "e": 7_545.45]
    for (channel, credit) in expected {
      let value = try #require(found[channel])
      #expect(abs(value - credit) < 5e-3, "\(channel) \(value)")
    }
    let two = try credits([path("a>b", days: [3, 1])], .timeDecay)
    #expect(abs((two["a"] ?? 0) - 0.450651) < 5e-7 && abs((two["b"] ?? 0) - 0.549349) < 5e-7)
    // Years back, and still one conversion.
    let old = try credits([path("a>b", days: [90_000, 89_993])], .timeDecay)
    #expect(abs((old["a"] ?? 0) - 1.0 / 3) < 1e-12)
  }

  @Test("Markov's removal of three channels")
  func markovThree() throws {
    let paths = [path("C1>C2>C3"), path("C1", 0, null: 1), path("C2>C3", 0, null: 1)]
    let chain = TouchChain(of: paths)
    #expect(chain.channels == ["C1", "C2", "C3"])
    #expect(abs(chain.conversion - 1.0 / 3) < 1e-12)
    for (found, expected) in zip(chain.removalEffects, [0.5, 1, 1]) {
      #expect(abs(found - expected) < 1e-12, "\(chain.removalEffects)")
    }
    let found = try credits(paths, .markov)
    for (channel, share) in ["C1": 0.2, "C2": 0.4, "C3": 0.4] {
      #expect(abs((found[channel] ?? 0) - share) < 1e-12)
    }
  }

  @Test("Markov's removal of search and mailing")
  func markovTwo() throws {
    let paths = [
      path("google", 2, null: 1), path("mailing"), path("google>mailing"),
    ]
    let chain = TouchChain(of: paths)
    #expect(abs(chain.conversion - 0.8) < 1e-12)
    #expect(zip(chain.removalEffects, [0.75, 0.5]).allSatisfy { abs($0 - $1) < 1e-12 })
    let found = try credits(paths, .markov)
    #expect(abs((found["google"] ?? 0) - 2.4) < 1e-12)
    #expect(abs((found["mailing"] ?? 0) - 1.6) < 1e-12)
  }

  /// The chance of a conversion when all that comes to a channel is lost, by following the chain.
  private func followed(_ paths: [TouchPath], without removed: String?) -> Double {
    var steps: [String: [String: Double]] = [:]
    for path in paths {
      let count = Double(path.conversions + path.nonConversions)
      var at = "(start)"
      for touch in path.touches {
        steps[at, default: [:]][touch.channel, default: 0] += count
        at = touch.channel
      }
      steps[at, default: [:]]["(won)", default: 0] += Double(path.conversions)
      steps[at, default: [:]]["(lost)", default: 0] += Double(path.nonConversions)
    }
    var now = ["(start)": 1.0]
    var won = 0.0
    for _ in 0..<2_000 {
      var next: [String: Double] = [:]
      for (place, probability) in now {
        let all = (steps[place] ?? [:]).values.reduce(0, +)
        for (to, count) in steps[place] ?? [:] where to != removed && to != "(lost)" && all > 0 {
          if to == "(won)" {
            won += probability * count / all
          } else {
            next[to, default: 0] += probability * count / all
          }
        }
      }
      now = next
    }
    return won
  }

  @Test("the chain that is solved is the chain that is followed", arguments: UInt64(1)...8)
  func solved(seed: UInt64) {
    let paths = random(seed: seed)
    let chain = TouchChain(of: paths)
    let all = followed(paths, without: nil)
    #expect(abs(chain.conversion - all) < 1e-9)
    for (channel, effect) in zip(chain.channels, chain.removalEffects) {
      let expected = 1 - followed(paths, without: channel) / all
      #expect(abs(effect - expected) < 1e-9, "\(channel): \(effect) \(expected)")
    }
  }

  @Test("Shapley of sets of channels")
  func shapley() throws {
    let paths = [
      path("A", 5), path("B", 3), path("A>B", 6), path("C>A>B>A", 4), path("C", 2),
    ]
    let found = try credits(paths, .shapley)
    for (channel, credit) in ["A": 28.0 / 3, "B": 22.0 / 3, "C": 10.0 / 3] {
      #expect(abs((found[channel] ?? 0) - credit) < 1e-12)
    }
  }

  @Test("the set form is Shapley's value by all orders of arrival", arguments: UInt64(1)...6)
  func definition(seed: UInt64) throws {
    let paths = random(seed: seed)
    let names = Set(paths.flatMap { $0.touches.map(\.channel) }).sorted()
    func worth(_ set: Set<String>) -> Double {
      paths.reduce(0) { sum, path in
        set.isSuperset(of: path.touches.map(\.channel)) ? sum + Double(path.conversions) : sum
      }
    }
    func orders(_ rest: [String]) -> [[String]] {
      rest.isEmpty
        ? [[]] : rest.flatMap { one in orders(rest.filter { $0 != one }).map { [one] + $0 } }
    }
    var sums: [String: Double] = [:]
    let all = orders(names)
    for order in all {
      var set = Set<String>()
      for name in order {
        let before = worth(set)
        set.insert(name)
        sums[name, default: 0] += (worth(set) - before) / Double(all.count)
      }
    }
    let found = try credits(paths, .shapley)
    for name in names { #expect(abs((found[name] ?? 0) - (sums[name] ?? 0)) < 1e-9) }
  }

  @Test("too few conversions are not dealt out", arguments: AttributionModel.allCases)
  func few(model: AttributionModel) {
    let attribution = Attribution(of: [path("a", 19, null: 100)], direct: "direct")
    let found = attribution.credits(by: model)
    #expect(found.refusal == .tooFew(.conversions, have: 19, need: 20))
    let none = Attribution(of: [], direct: "direct").credits(by: model, atLeast: 0)
    #expect(none.refusal == .tooFew(.conversions, have: 0, need: 1))
  }
}
