/// What messages and forms are about, told by weighted word rules that people can read.
///
/// A rule counts once for a message: half its weight where its words stand only after the first 500
/// characters, double where they stand in the subject, unless that is the one of an answer, which others
/// wrote. The topic with the highest sum wins, the earlier one where two are equal; under the threshold it is `other`.
package struct Topics: Equatable, Sendable {
  /// Where a rule looks.
  package enum Place: String, CaseIterable, Sendable {
    case subject
    case body
    /// The name of the form.
    case form
    /// The part before the `@` of the address that it was sent to.
    case mailbox
    /// The names of the attached files.
    case attachment
  }

  /// What is to be classified.
  package struct Text: Sendable {
    package var subject: String
    package var body: String
    package var form: String
    package var mailbox: String
    package var attachments: String
    /// Whether the subject is marked as that of an answer.
    package var isReply: Bool

    package init(
      subject: String = "", body: String = "", form: String = "", mailbox: String = "",
      attachments: String = "", isReply: Bool = false
    ) {
      self.subject = subject
      self.body = body
      self.form = form
      self.mailbox = mailbox
      self.attachments = attachments
      self.isReply = isReply
    }

    /// Characters at the beginning of the body that weigh more than the rest.
    private static let headLimit = 500

    /// Each piece with the place that it stands in, and what a rule's weight counts there: in its
    /// first words, and in the rest.
    fileprivate var pieces: [(place: Place, text: String, factor: Double, rest: Double, head: Int)]
    {
      let weight = isReply ? 1.0 : 2
      return [
        (.subject, subject, weight, weight, 0), (.body, body, 1, 0.5, headWords),
        (.form, form, 1, 1, 0),
        (.mailbox, mailbox, 1, 1, 0), (.attachment, attachments, 1, 1, 0),
      ]
    }

    private var headWords: Int {
      guard body.utf8.count > Self.headLimit else { return .max }
      var count = 0
      Words.forEach(in: body.prefix(Self.headLimit)) { _ in count += 1 }
      return count
    }
  }

  package struct Decision: Equatable, Sendable {
    /// Key of the topic; `other` under the threshold.
    package var topic: String
    /// Name of the rule that weighed most; empty for `other`.
    package var rule: String
    /// The sum of the weights.
    package var score: Double
    /// Names of all rules of the topic that matched.
    package var rules: [String]

    package init(topic: String, rule: String, score: Double, rules: [String]? = nil) {
      self.topic = topic
      self.rule = rule
      self.score = score
      self.rules = rules ?? [rule]
    }

    package static let other = Decision(topic: "other", rule: "", score: 0, rules: [])
  }

  struct Rule: Equatable {
    var topic: Int
    var name: String
    var weight: Int
    var places: Set<Place>
  }

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
    var factors = [Double](repeating: 0, count: rules.count)
    var excluded = [Bool](repeating: false, count: rules.count)
    for piece in text.pieces where !piece.text.isEmpty {
      phrases.match(piece.text) { match, word in
        if match.isExclusion {
          excluded[match.rule] = true
        } else if rules[match.rule].places.contains(piece.place) {
          let factor = word < piece.head ? piece.factor : piece.rest
          factors[match.rule] = max(factors[match.rule], factor)
        }
      }
    }
    return decide(factors, excluded)
  }

  private func decide(_ factors: [Double], _ excluded: [Bool]) -> Decision {
    var scores = [Double](repeating: 0, count: names.count)
    for (index, rule) in rules.enumerated() where factors[index] > 0 && !excluded[index] {
      scores[rule.topic] += Double(rule.weight) * factors[index]
    }
    var best = 0
    for topic in scores.indices where scores[topic] > scores[best] { best = topic }
    guard best < scores.count, scores[best] >= Double(threshold) else { return .other }
    var matched: [String] = []
    var heaviest = (weight: 0.0, rule: "")
    for (index, rule) in rules.enumerated()
    where rule.topic == best && factors[index] > 0 && !excluded[index] {
      matched.append(rule.name)
      let weight = Double(rule.weight) * factors[index]
      if weight > heaviest.weight { heaviest = (weight, rule.name) }
    }
    return Decision(
      topic: names[best], rule: heaviest.rule, score: scores[best], rules: matched)
  }
}
