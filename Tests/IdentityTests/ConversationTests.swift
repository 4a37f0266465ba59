import Clickstream
import Identity
import Support
import Testing

@Suite("Conversations")
struct ConversationTests {
  private func touch(
    _ id: Int64, own: Int64? = nil, named: [Int64] = [], party: Int64? = 1, subject: String = "s",
    isReply: Bool = false, day: Int64? = nil
  ) -> Conversations.Touch {
    Conversations.Touch(
      id: id, at: Instant(seconds: (day ?? id) * 86_400), own: own ?? id + 100, named: named,
      party: party, subject: subject, isReply: isReply)
  }

  private func threads(_ touches: [Conversations.Touch]) -> [[Int64]] {
    Conversations(touches).threads.map { $0.map(\.id) }
  }

  @Test("what a message names is of its conversation, whether it came before, later or never")
  func references() {
    #expect(threads([touch(1), touch(2, named: [101])]) == [[1, 2]])
    // The answer is dated before what it answers.
    #expect(threads([touch(1, named: [102]), touch(2)]) == [[1, 2]])
    #expect(threads([touch(1, named: [900]), touch(2, named: [900])]) == [[1, 2]])
    #expect(threads([touch(1), touch(2), touch(3, named: [101, 102])]) == [[1, 2, 3]])
    #expect(threads([touch(1, named: [101])]) == [[1]])
    #expect(threads([touch(1, named: [102]), touch(2, named: [101])]) == [[1, 2]])
  }

  @Test("what tells of a form belongs to it, and so does the answer to either")
  func forms() {
    var notice = touch(2)
    notice.form = 1
    #expect(threads([touch(1), notice, touch(3)]) == [[1, 2], [3]])
    #expect(threads([touch(1), notice, touch(3, named: [102])]) == [[1, 2, 3]])
    // It may be dated before the form, and the form be gone.
    notice.form = 3
    #expect(threads([notice, touch(3)]) == [[2, 3]])
    notice.form = 9
    #expect(threads([touch(1), notice]) == [[1], [2]])
  }

  @Test("one subject without relation is two conversations")
  func sameSubject() {
    #expect(threads([touch(1), touch(2)]) == [[1], [2]])
  }

  @Test("an answer that names nothing answers the same person about the same, for 30 days")
  func replies() {
    #expect(threads([touch(1), touch(2, isReply: true)]) == [[1, 2]])
    #expect(threads([touch(1), touch(2, party: 2, isReply: true)]) == [[1], [2]])
    #expect(threads([touch(1), touch(2, subject: "t", isReply: true)]) == [[1], [2]])
    #expect(threads([touch(1, party: nil), touch(2, party: nil, isReply: true)]) == [[1], [2]])
    #expect(threads([touch(1, subject: ""), touch(2, subject: "", isReply: true)]) == [[1], [2]])
    // Where headers name something, the subject says nothing.
    #expect(threads([touch(1), touch(2, named: [900], isReply: true)]) == [[1], [2]])
    #expect(threads([touch(1), touch(2, isReply: true, day: 31)]) == [[1, 2]])
    #expect(threads([touch(1), touch(2, isReply: true, day: 32)]) == [[1], [2]])
    #expect(threads([touch(1), touch(2), touch(3, isReply: true)]) == [[1], [2, 3]])
    #expect(threads([touch(1, isReply: true), touch(2)]) == [[1], [2]])
  }

  @Test("what went to several is a conversation with each of them, whatever the order")
  func toSeveral() {
    var letter = touch(1)
    letter.isToSeveral = true
    // Of its own party, of two others, and our answer to one of those.
    let all = [
      letter, touch(2, named: [101]), touch(3, named: [101], party: 2),
      touch(4, named: [101], party: 3), touch(5, named: [101, 103], party: 2),
      touch(6, named: [101, 103, 105], party: 2),
    ]
    #expect(threads(all) == [[1, 2], [3, 5, 6], [4]])
    #expect(threads(all.reversed()) == threads(all))
    letter.isToSeveral = false
    #expect(threads([letter] + all.dropFirst()) == [[1, 2, 3, 4, 5, 6]])
    // An answer of ours to several is of the conversation that it answers, and so is who answers it
    // and names the question.
    var answer = touch(2, named: [101])
    answer.isToSeveral = true
    #expect(threads([touch(1), answer, touch(3, named: [101, 102], party: 2)]) == [[1, 2, 3]])
  }

  @Test("of two messages with one id the first is the one that is meant")
  func doubleID() {
    #expect(
      threads([touch(1, own: 900), touch(2, own: 900), touch(3, named: [900])]) == [[1, 3], [2]])
  }

  @Test("a chain of a thousand answers is one conversation")
  func chain() {
    let touches = (1...1_000).map { touch($0, named: $0 > 1 ? [$0 + 99] : []) }
    #expect(threads(touches) == [Array(1...1_000)])
  }

  @Test("the order in which messages come does not matter", arguments: UInt64(1)...200)
  func order(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int64.random(in: 1...40, using: &random)
    var touches = (1...count).map { id in
      touch(
        id, own: Int64.random(in: 100...140, using: &random),
        named: (0..<Int.random(in: 0...2, using: &random)).map { _ in
          Int64.random(in: 100...150, using: &random)
        },
        party: Int64.random(in: 1...3, using: &random),
        subject: ["a", "b", ""].randomElement(using: &random) ?? "",
        isReply: Bool.random(using: &random), day: Int64.random(in: 1...60, using: &random))
    }
    for index in touches.indices {
      touches[index].isToSeveral = Int.random(in: 0..<3, using: &random) == 0
    }
    let expected = threads(touches)
    #expect(expected.flatMap(\.self).sorted() == Array(1...count))
    touches.shuffle(using: &random)
    #expect(threads(touches) == expected)
  }
}
