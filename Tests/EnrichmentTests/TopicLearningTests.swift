import Enrichment
import Foundation
import Support
import Testing

@Suite("Topics that are learned")
struct TopicLearningTests {
  @Test("the example of the book: IIR 13.1")
  func golden() throws {
    let texts = [
      ("Chinese Beijing Chinese", "China"), ("Chinese Chinese Shanghai", "China"),
      ("Chinese Macao", "China"), ("Tokyo Japan Chinese", "not"),
    ]
    let model = NaiveBayes(texts.map { NaiveBayes.Example(text: $0.0, topic: $0.1) })
    let words = NaiveBayes.words(of: "Chinese Chinese Chinese Tokyo Japan")
    let scores = model.scores(of: words)
    #expect(scores.map(\.topic) == ["China", "not"])
    // 3/4 (3/7)^3 (1/14)^2 and 1/4 (2/9)^5.
    #expect(abs(exp(scores[0].score) - 0.000_301_21) < 1e-8)
    #expect(abs(exp(scores[1].score) - 0.000_135_48) < 1e-8)
    #expect(model.topic(of: words) == "China")
    #expect(NaiveBayes([]).topic(of: words) == nil)
  }

  private static let words = [
    "order": ["copy", "book", "buy", "price", "parcel"],
    "booking": ["seat", "row", "evening", "stalls", "ticket"],
  ]

  private func corrections(
    _ each: Int, ruled: (String) -> String, seed: UInt64
  ) -> [TopicLearning.Correction] {
    var random = SplitMix64(seed: seed)
    return Self.words.sorted { $0.key < $1.key }.flatMap { topic, words in
      (0..<each).map { _ in
        TopicLearning.Correction(
          id: Int64.random(in: 1...Int64.max, using: &random),
          text: (0..<6).map { _ in words.randomElement(using: &random) ?? "" }
            .joined(separator: " "),
          ruled: ruled(topic), topic: topic)
      }
    }
  }

  @Test("nothing is learned from fewer than twenty, nor of one topic")
  func few() {
    let learning = TopicLearning(corrections(19, ruled: { _ in "other" }, seed: 1))
    #expect(learning.learned == [] && !learning.isUsed)
    #expect(learning.counts == ["order": 19, "booking": 19])
    #expect(learning.topic(of: "seat row", ruled: "other") == nil)
    let one = corrections(30, ruled: { _ in "other" }, seed: 1).filter { $0.topic == "order" }
    #expect(!TopicLearning(one).isUsed)
  }

  @Test("it is used where it beats the rules, and only there")
  func beats() {
    let learning = TopicLearning(corrections(20, ruled: { _ in "other" }, seed: 2))
    #expect(learning.isUsed && learning.rulesF1 == 0 && learning.learnedF1 == 1)
    #expect(learning.confusion == ["order": ["order": 20], "booking": ["booking": 20]])
    #expect(learning.topic(of: "Seat in a row", ruled: "other") == "booking")
    #expect(learning.topic(of: "row and seat", ruled: "order") == "booking")
    #expect(learning.topic(of: "row and seat", ruled: "complaint") == nil)
    // Rules that are always right are not beaten.
    #expect(!TopicLearning(corrections(20, ruled: { $0 }, seed: 2)).isUsed)
  }

  private static let strange = [
    "the", "museum", "car", "park", "opening", "lost", "umbrella", "coat", "dog", "school", "my",
    "where", "is", "can",
  ]

  /// What people write about other things.
  private func untouched(
    _ count: Int, ruled: String, of words: [String] = strange, seed: UInt64
  ) -> [TopicLearning.Untouched] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      TopicLearning.Untouched(
        id: Int64.random(in: 1...Int64.max, using: &random),
        text: (0..<8).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " "),
        ruled: ruled)
    }
  }

  @Test("a message that is like neither topic stays what it is", arguments: UInt64(1)...20)
  func unsure(seed: UInt64) {
    // Small words stand in the corrections too, by chance more often in one topic.
    var corrections = corrections(24, ruled: { _ in "other" }, seed: seed)
    for index in corrections.indices {
      corrections[index].text +=
        corrections[index].topic == "order" ? " where is my" : " can the my"
    }
    let others = untouched(200, ruled: "other", seed: seed)
    let learning = TopicLearning(corrections, untouched: others)
    #expect(learning.isUsed && learning.reach.texts == 200 && learning.reach.told == 0)
    for text in others.map(\.text) + ["", "zygote quux", "where is my umbrella", "seat"] {
      let told = learning.topic(of: text, ruled: "other")
      #expect(told == nil, "\(text)")
    }
    let parcel = learning.topic(of: "where is my parcel with the book", ruled: "other")
    #expect(parcel == "order")
    let seats = learning.topic(of: "can the seat be in another row", ruled: "other")
    #expect(seats == "booking")
  }

  @Test("what it would tell wrongly of messages that nobody corrected counts against it")
  func measured() {
    // Of the words of both topics others write too, and the rules know it.
    let words = Self.words.values.flatMap(\.self)
    let right = corrections(20, ruled: { _ in "other" }, seed: 3)
    let few = TopicLearning(right, untouched: untouched(5, ruled: "job", of: words, seed: 4))
    let some = right.prefix(8).map {
      TopicLearning.Untouched(id: $0.id, text: $0.text, ruled: "job")
    }
    let many = TopicLearning(right, untouched: some)
    #expect(few.learnedF1 > many.learnedF1 && many.learnedF1 < 1)
  }

  @Test("the order of the corrections does not matter", arguments: UInt64(1)...20)
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var corrections = corrections(25, ruled: { $0 == "order" ? "order" : "other" }, seed: seed)
    // Some are wrong.
    for _ in 0..<8 {
      corrections[Int.random(in: 0..<50, using: &random)].topic = "order"
    }
    let expected = TopicLearning(corrections)
    corrections.shuffle(using: &random)
    let found = TopicLearning(corrections)
    #expect(found.confusion == expected.confusion)
    #expect(found.learnedF1 == expected.learnedF1 && found.rulesF1 == expected.rulesF1)
    #expect(
      found.topic(of: "seat copy", ruled: "other")
        == expected.topic(of: "seat copy", ruled: "other"))
  }
}

@Suite("Topics within a conversation")
struct TopicThreadTests {
  private func told(_ messages: [TopicThread.Message]) -> [String] {
    var thread = TopicThread()
    return messages.map { message in
      thread.next(message).map { "\($0.topic) \($0.reason.rawValue)" } ?? message.ruled
    }
  }

  @Test("an answer is about what the conversation is about, unless its words outweigh that")
  func inheritance() {
    #expect(
      told([.init(ruled: "order", score: 6), .init(ruled: "other", score: 0)])
        == ["order", "order thread"])
    #expect(
      told([.init(ruled: "order", score: 6), .init(ruled: "complaint", score: 8.5)])
        == ["order", "order thread"])
    #expect(
      told([
        .init(ruled: "order", score: 6), .init(ruled: "complaint", score: 9),
        .init(ruled: "other", score: 0),
      ]) == ["order", "complaint", "complaint thread"])
    #expect(
      told([.init(ruled: "other", score: 0), .init(ruled: "job", score: 3)]) == ["other", "job"])
    #expect(
      told([.init(ruled: "order", score: 6), .init(ruled: "order", score: 1)])
        == ["order", "order"])
  }

  @Test("what staff says counts before all, and for what follows")
  func corrections() {
    #expect(
      told([
        .init(ruled: "order", score: 6, corrected: "complaint"),
        .init(ruled: "order", score: 90), .init(ruled: "job", score: 3, corrected: "job"),
        .init(ruled: "other", score: 0, learned: "order"),
      ]) == ["complaint staff", "complaint thread", "job staff", "job thread"])
  }

  @Test("what was learned counts before the rules, and reports change nothing")
  func learned() {
    #expect(
      told([
        .init(ruled: "other", score: 0, learned: "order"),
        .init(ruled: "bounce", score: 0, isReport: true), .init(ruled: "other", score: 0),
      ]) == ["order learned", "bounce", "order thread"])
  }
}
