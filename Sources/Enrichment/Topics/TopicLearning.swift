/// Whether what was learned from corrections tells topics better than the rules do.
package struct TopicLearning: Sendable {
  /// A text that staff put right.
  package struct Correction: Sendable, Equatable {
    /// Decides in which part it is left out, so that it does not matter in which order they come.
    package var id: Int64
    package var text: String
    /// What the rules say.
    package var ruled: String
    /// What it is about, by staff.
    package var topic: String

    package init(id: Int64, text: String, ruled: String, topic: String) {
      self.id = id
      self.text = text
      self.ruled = ruled
      self.topic = topic
    }
  }

  /// A text that nobody put right.
  package struct Untouched: Sendable, Equatable {
    package var id: Int64
    package var text: String
    /// What the rules say.
    package var ruled: String

    package init(id: Int64, text: String, ruled: String) {
      self.id = id
      self.text = text
      self.ruled = ruled
    }
  }

  /// Corrections that a topic needs before it is learned.
  package static let needed = 20
  private static let parts = 5

  /// Corrections of each topic.
  package let counts: [String: Int]
  /// Topics with enough of them, in the order of their names.
  package let learned: [String]
  /// Mean of the F1 of the learned topics by the rules; 0 where none is learned.
  package let rulesF1: Double
  /// The same by what was learned, each text being told by what was learned from others.
  package let learnedF1: Double
  /// How often a text of the first topic was told to be of the second, by what was learned; empty
  /// where that did not know.
  package let confusion: [String: [String: Int]]
  /// Texts that no rule matched and nobody put right, and how many of them it would tell.
  package let reach: (texts: Int, told: Int)
  private let model: NaiveBayes?

  /// - Parameter untouched: what other texts are like, those of no learned topic: what is said of each
  ///   must outweigh that it is one of these.
  package init(_ corrections: [Correction], untouched: [Untouched] = []) {
    let counts = corrections.reduce(into: [String: Int]()) { $0[$1.topic, default: 0] += 1 }
    let learned = Self.learned(counts)
    self.counts = counts
    self.learned = learned
    guard learned.count >= 2 else {
      (rulesF1, learnedF1, confusion, reach, model) = (0, 0, [:], (0, 0), nil)
      return
    }
    let known = Set(learned)
    let right = corrections.sorted { $0.id < $1.id }
    // By the rules it is of a topic that is learned: then it is no text of the rest.
    let rest = untouched.filter { !known.contains($0.ruled) }.sorted { $0.id < $1.id }
    let examples =
      right.map {
        NaiveBayes.Example(
          text: $0.text, topic: known.contains($0.topic) ? $0.topic : NaiveBayes.rest)
      } + rest.map { NaiveBayes.Example(text: $0.text, topic: NaiveBayes.rest) }
    let told = Self.told(examples)
    // Of a text that no rule matched and nobody put right it is not known what it is about.
    let truth = right.map(\.topic) + rest.map(\.ruled)
    let ruled = right.map(\.ruled) + rest.map(\.ruled)
    let isKnown = truth.indices.map { $0 < right.count || truth[$0] != "other" }
    func settled(_ topics: [String]) -> [String] { zip(topics, isKnown).filter(\.1).map(\.0) }
    rulesF1 = Self.f1(settled(truth), settled(ruled), learned)
    learnedF1 = Self.f1(settled(truth), settled(told), learned)
    confusion = zip(truth, told).prefix(right.count).filter { known.contains($0.0) }
      .reduce(into: [:]) { $0[$1.0, default: [:]][$1.1, default: 0] += 1 }
    let open = zip(told, isKnown).filter { !$0.1 }
    reach = (open.count, open.count { !$0.0.isEmpty })
    model = learnedF1 > rulesF1 ? NaiveBayes(examples) : nil
  }

  /// Topics of which there are enough corrections, in the order of their names.
  private static func learned(_ counts: [String: Int]) -> [String] {
    counts.filter { $0.value >= needed }.keys.sorted()
  }

  /// Whether corrections are enough for something to be learned.
  package static func isEnough(_ corrections: [Correction]) -> Bool {
    learned(corrections.reduce(into: [:]) { $0[$1.topic, default: 0] += 1 }).count >= 2
  }

  /// What is told of each text by what was learned from others.
  private static func told(_ examples: [NaiveBayes.Example]) -> [String] {
    // Each topic is dealt out by itself, so that every part holds some of it.
    var dealt: [String: Int] = [:]
    let places = examples.map { example in
      dealt[example.topic, default: 0] += 1
      return (dealt[example.topic] ?? 0) % parts
    }
    var told = [String](repeating: "", count: examples.count)
    for part in 0..<parts {
      let model = NaiveBayes(zip(examples, places).lazy.filter { $0.1 != part }.map(\.0))
      for index in examples.indices where places[index] == part {
        told[index] = model.sureTopic(of: examples[index].words) ?? ""
      }
    }
    return told
  }

  /// Whether it tells topics from now on.
  package var isUsed: Bool { model != nil }

  /// The topic of a text by what was learned; nil where that is not sure, the rules are as good, or they
  /// tell a topic that was not learned.
  package func topic(of text: String, ruled: String) -> String? {
    guard let model, ruled == "other" || learned.contains(ruled) else { return nil }
    return model.sureTopic(of: NaiveBayes.words(of: text))
  }

  private static func f1(_ truth: [String], _ told: [String], _ topics: [String]) -> Double {
    let sum = topics.reduce(0.0) { sum, topic in
      let pairs = zip(truth, told)
      let right = pairs.count { $0.0 == topic && $0.1 == topic }
      let all = pairs.count { $0.0 == topic } + pairs.count { $0.1 == topic }
      return sum + (all == 0 ? 0 : 2 * Double(right) / Double(all))
    }
    return sum / Double(topics.count)
  }
}
