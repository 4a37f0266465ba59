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
  /// How often a text of the first topic was told to be of the second, by what was learned.
  package let confusion: [String: [String: Int]]
  private let model: NaiveBayes?

  package init(_ corrections: [Correction]) {
    let counts = corrections.reduce(into: [String: Int]()) { $0[$1.topic, default: 0] += 1 }
    let learned = counts.filter { $0.value >= Self.needed }.keys.sorted()
    self.counts = counts
    self.learned = learned
    let known = Set(learned)
    let used = corrections.filter { known.contains($0.topic) }.sorted { $0.id < $1.id }
    guard learned.count >= 2 else {
      (rulesF1, learnedF1, confusion, model) = (0, 0, [:], nil)
      return
    }
    let examples = used.map { NaiveBayes.Example(text: $0.text, topic: $0.topic) }
    // Each topic is dealt out by itself, so that every part holds some of it.
    var dealt: [String: Int] = [:]
    let places = examples.map { example in
      dealt[example.topic, default: 0] += 1
      return (dealt[example.topic] ?? 0) % Self.parts
    }
    var told = [String](repeating: "", count: used.count)
    for part in 0..<Self.parts {
      let model = NaiveBayes(zip(examples, places).lazy.filter { $0.1 != part }.map(\.0))
      for index in used.indices where places[index] == part {
        told[index] = model.topic(of: examples[index].words) ?? ""
      }
    }
    let truth = used.map(\.topic)
    rulesF1 = Self.f1(truth, used.map(\.ruled), learned)
    learnedF1 = Self.f1(truth, told, learned)
    confusion = zip(truth, told).reduce(into: [:]) { $0[$1.0, default: [:]][$1.1, default: 0] += 1 }
    model = learnedF1 > rulesF1 ? NaiveBayes(examples) : nil
  }

  /// Whether it tells topics from now on.
  package var isUsed: Bool { model != nil }

  /// The topic of a text by what was learned; nil where the rules are as good, or tell a topic that
  /// was not learned.
  package func topic(of text: String, ruled: String) -> String? {
    guard let model, ruled == "other" || learned.contains(ruled) else { return nil }
    return model.topic(of: NaiveBayes.words(of: text))
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
