package import Clickstream

/// Which messages and forms belong together: what one names, by its references, is of its
/// conversation, whether it is there or not (RFC 5256, REFERENCES, of which only the roots matter
/// here).
///
/// What went to several is a conversation with each of them: whoever answers it joins no other's.
///
/// A function of the set: the order in which they came does not matter.
package struct Conversations: Sendable {
  /// A message or a form.
  package struct Touch: Sendable, Equatable {
    package var id: Int64
    package var at: Instant
    /// Of its Message-ID; nil where it has none.
    package var own: Int64?
    /// Of the messages that it names.
    package var named: [Int64]
    /// Of the person's address; nil where it is nobody's.
    package var party: Int64?
    /// Without the marks of answers; see `BaseSubject`.
    package var subject: String
    /// Whether the subject had such marks.
    package var isReply: Bool
    /// The form of which it only tells; nil for any other.
    package var form: Int64?
    /// Whether it went to others beside the party, each of whom may answer it.
    package var isToSeveral: Bool

    package init(
      id: Int64, at: Instant, own: Int64?, named: [Int64], party: Int64?, subject: String,
      isReply: Bool, form: Int64? = nil, isToSeveral: Bool = false
    ) {
      self.id = id
      self.at = at
      self.own = own
      self.named = named
      self.party = party
      self.subject = subject
      self.isReply = isReply
      self.form = form
      self.isToSeveral = isToSeveral
    }
  }

  /// How long an answer that names no message may come after what it answers, in seconds.
  package static let replyLimit: Int64 = 30 * 86_400

  /// The touches of each conversation in the order of time; the first of all comes first.
  package let threads: [[Touch]]

  package init(_ touches: [Touch]) {
    let sorted = touches.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    var joiner = Joiner(sorted)
    joiner.joinReferences()
    joiner.joinReplies()
    joiner.joinForms()
    threads = joiner.threads()
  }

  private struct Joiner {
    private struct Matter: Hashable {
      let party: Int64
      let subject: String
    }

    /// A message that went to several, and one of those who took it up.
    private struct Circle: Hashable {
      let place: Int32
      let party: Int64
    }

    private let touches: [Touch]
    private var sets = DisjointSets(count: 0)
    /// Where each message that has an id, or is named, stands.
    private var places: [Int64: Int32] = [:]
    /// Where stands what somebody else than the party of such a message made of it.
    private var circles: [Circle: Int32] = [:]

    init(_ touches: [Touch]) {
      self.touches = touches
      // Of several messages with one id the first is the one that others mean.
      for (index, touch) in touches.enumerated() {
        if let own = touch.own, places[own] == nil { places[own] = Int32(index) }
      }
      var count = Int32(touches.count)
      for id in touches.lazy.flatMap(\.named) where places[id] == nil {
        places[id] = count
        count += 1
      }
      for touch in touches {
        for id in touch.named {
          guard let made = circle(of: touch, naming: id), circles[made] == nil else { continue }
          circles[made] = count
          count += 1
        }
      }
      sets = DisjointSets(count: Int(count))
    }

    mutating func joinReferences() {
      for (index, touch) in touches.enumerated() {
        for id in touch.named {
          guard let place = places[id] else { continue }
          let made = circle(of: touch, naming: id).flatMap { circles[$0] }
          join(Int32(index), made ?? place)
        }
      }
    }

    /// What is made of a message that went to several by another than its party; nil for any other
    /// message: that one is itself what is joined.
    private func circle(of touch: Touch, naming id: Int64) -> Circle? {
      guard let place = places[id], Int(place) < touches.count, let party = touch.party,
        touches[Int(place)].isToSeveral, touches[Int(place)].party != party
      else { return nil }
      return Circle(place: place, party: party)
    }

    /// An answer that names no message answers the last one of the same person about the same.
    mutating func joinReplies() {
      var last: [Matter: Int] = [:]
      for (index, touch) in touches.enumerated() {
        guard let party = touch.party, !touch.subject.isEmpty else { continue }
        let matter = Matter(party: party, subject: touch.subject)
        if touch.isReply, touch.named.isEmpty, let asked = last[matter],
          touch.at <= touches[asked].at.advanced(bySeconds: Conversations.replyLimit)
        {
          join(Int32(index), Int32(asked))
        }
        last[matter] = index
      }
    }

    /// What tells of a form belongs to it, and so does what answers either.
    mutating func joinForms() {
      let told = Set(touches.lazy.compactMap(\.form))
      guard !told.isEmpty else { return }
      var forms: [Int64: Int32] = [:]
      for (index, touch) in touches.enumerated() where told.contains(touch.id) {
        forms[touch.id] = Int32(index)
      }
      for (index, touch) in touches.enumerated() {
        if let form = touch.form.flatMap({ forms[$0] }) { join(Int32(index), form) }
      }
    }

    private mutating func join(_ a: Int32, _ b: Int32) {
      let (left, right) = (sets.root(of: a), sets.root(of: b))
      if left != right { _ = sets.join(left, right) }
    }

    mutating func threads() -> [[Touch]] {
      var order: [Int32: Int] = [:]
      var threads: [[Touch]] = []
      for (index, touch) in touches.enumerated() {
        let root = sets.root(of: Int32(index))
        if let place = order[root] {
          threads[place].append(touch)
        } else {
          order[root] = threads.count
          threads.append([touch])
        }
      }
      return threads
    }
  }
}
