/// What messages and forms are about, told by weighted word rules that people can read.
///
/// A rule counts once for a message, and double where its words stand in the subject. The topic with
/// the highest sum wins, the earlier one where two are equal; under the threshold it is `other`.
package struct Topics: Equatable, Sendable {
  /// Where a rule looks.
  package enum Place: String, CaseIterable, Sendable {
    case subject
    case body
    /// The name of the form.
    case form
    /// The part before the `@` of the address that it was sent to.
    case mailbox
  }

  /// What is to be classified.
  package struct Text: Sendable {
    package var subject: String
    package var body: String
    package var form: String
    package var mailbox: String

    package init(subject: String = "", body: String = "", form: String = "", mailbox: String = "") {
      self.subject = subject
      self.body = body
      self.form = form
      self.mailbox = mailbox
    }
  }

  package struct Decision: Equatable, Sendable {
    /// Key of the topic; `other` under the threshold.
    package var topic: String
    /// Name of the rule that weighed most; empty for `other`.
    package var rule: String
    /// The sum of the weights.
    package var score: Int

    package init(topic: String, rule: String, score: Int) {
      self.topic = topic
      self.rule = rule
      self.score = score
    }

    package static let other = Decision(topic: "other", rule: "", score: 0)
  }

  struct Rule: Equatable {
    var topic: Int
    var name: String
    var weight: Int
    var places: Set<Place>
  }

  private static let subjectFactor = 2

  /// Keys of the topics in order, without `other`.
  package let names: [String]
  private let threshold: Int
  private let rules: [Rule]
  private let phrases: PhraseIndex

  init(names: [String], threshold: Int, rules: [Rule], phrases: PhraseIndex) {
    self.names = names
    self.threshold = threshold
    self.rules = rules
    self.phrases = phrases
  }

  /// The topic of a text, in time that grows with its length.
  package func classify(_ text: Text) -> Decision {
    var factors = [Int](repeating: 0, count: rules.count)
    var excluded = [Bool](repeating: false, count: rules.count)
    let places: [(Place, String)] = [
      (.subject, text.subject), (.body, text.body), (.form, text.form), (.mailbox, text.mailbox),
    ]
    for (place, words) in places where !words.isEmpty {
      phrases.match(words) { match in
        if match.isExclusion {
          excluded[match.rule] = true
        } else if rules[match.rule].places.contains(place) {
          let factor = place == .subject ? Self.subjectFactor : 1
          factors[match.rule] = max(factors[match.rule], factor)
        }
      }
    }
    return decide(factors, excluded)
  }

  private func decide(_ factors: [Int], _ excluded: [Bool]) -> Decision {
    var scores = [Int](repeating: 0, count: names.count)
    var heaviest = [(weight: Int, rule: String)](repeating: (0, ""), count: names.count)
    for (index, rule) in rules.enumerated() where factors[index] > 0 && !excluded[index] {
      let weight = rule.weight * factors[index]
      scores[rule.topic] += weight
      if weight > heaviest[rule.topic].weight { heaviest[rule.topic] = (weight, rule.name) }
    }
    var best = 0
    for topic in scores.indices where scores[topic] > scores[best] { best = topic }
    guard best < scores.count, scores[best] >= threshold else { return .other }
    return Decision(topic: names[best], rule: heaviest[best].rule, score: scores[best])
  }
}
