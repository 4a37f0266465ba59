private import Glibc

/// What a text is about by the words of texts of which it is known: multinomial, with one added to
/// each count (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 13.2).
package struct NaiveBayes: Sendable {
  /// A text of which the topic is known.
  package struct Example: Sendable, Equatable {
    package var words: [String]
    package var topic: String

    package init(words: [String], topic: String) {
      self.words = words
      self.topic = topic
    }

    /// - Parameter text: is cut into words as the rules of topics cut it.
    package init(text: String, topic: String) {
      self.init(words: NaiveBayes.words(of: text), topic: topic)
    }
  }

  private struct Class {
    var texts = 0
    var words = 0
    var counts: [String: Int] = [:]
  }

  /// In the order of their names, so that equals are decided.
  private let classes: [(topic: String, content: Class)]
  private let texts: Int
  private let vocabulary: Set<String>

  /// The class of texts that are of none of the topics.
  static let rest = ""
  /// By how much a topic must be likelier than any other class, and a word likelier in it than outside
  /// it, where the model may say that it does not know.
  private static let (margin, lift) = (log(9.0), 2.0)

  package init(_ examples: some Sequence<Example>) {
    var classes: [String: Class] = [:]
    var texts = 0
    var vocabulary: Set<String> = []
    for example in examples {
      texts += 1
      vocabulary.formUnion(example.words)
      classes[example.topic, default: Class()].texts += 1
      classes[example.topic]?.words += example.words.count
      for word in example.words { classes[example.topic]?.counts[word, default: 0] += 1 }
    }
    self.classes = classes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.texts = texts
    self.vocabulary = vocabulary
  }

  package static func words(of text: String) -> [String] {
    var words: [String] = []
    Words.forEach(in: text) { words.append($0) }
    return words
  }

  /// The likely topic of a text; nil where nothing was learned.
  package func topic(of words: [String]) -> String? {
    var best: (topic: String, score: Double)?
    for (topic, score) in scores(of: words) where best.map({ score > $0.score }) ?? true {
      best = (topic, score)
    }
    return best?.topic
  }

  /// Logarithms of what is proportional to the probability of each topic; words that were never
  /// seen say nothing.
  package func scores(of words: [String]) -> [(topic: String, score: Double)] {
    let known = words.filter(vocabulary.contains)
    // Of the rest there are as many texts as were looked at, which says nothing of how likely it is.
    let most = classes.lazy.filter { $0.topic != Self.rest }.map(\.content.texts).max() ?? 0
    return classes.map { topic, content in
      let count = topic == Self.rest ? min(content.texts, most) : content.texts
      let prior = log(Double(count) / Double(texts))
      let all = Double(content.words + vocabulary.count)
      return (
        topic,
        known.reduce(prior) { sum, word in
          sum + log(Double((content.counts[word] ?? 0) + 1) / all)
        }
      )
    }
  }

  /// The topic of a text where it is sure: by far the likeliest, and by two words at least that stand
  /// in several texts of it and seldom outside it; nil else.
  package func sureTopic(of words: [String]) -> String? {
    let scores = scores(of: words)
    guard let best = scores.max(by: { $0.score < $1.score }), best.topic != Self.rest,
      scores.allSatisfy({ $0.topic == best.topic || best.score - $0.score >= Self.margin }),
      let own = classes.first(where: { $0.topic == best.topic })?.content
    else { return nil }
    let others = classes.filter { $0.topic != best.topic }.map(\.content)
    let telling = Set(words).count { word in
      guard let count = own.counts[word], count > 1 else { return false }
      let outside = others.reduce(0) { $0 + ($1.counts[word] ?? 0) }
      let all = others.reduce(0) { $0 + $1.words }
      return Double(count) * Double(all) >= Self.lift * Double(outside) * Double(own.words)
    }
    return telling >= 2 ? best.topic : nil
  }
}
