import Clickstream
package import Enrichment
import Identity
import PostgreSQL

extension Warehouse {
  private static let chunk = 10_000

  /// Derives from all that is stored which messages and forms belong together, and what each is about
  /// where the rules do not decide, in one transaction.
  ///
  /// A function of what is stored: a second call changes nothing.
  /// - Returns: how many contacts it changed.
  @discardableResult
  package func deriveConversations() async throws -> Int64 {
    try await connection.transaction { _ in try await deriveConversationsWithin() }
  }

  /// Does so inside the open transaction.
  func deriveConversationsWithin() async throws -> Int64 {
    try await run("lock_conversations")
    var changed: Int64 = 0
    for row in try await run("read_sites") {
      let site: Int64 = try row.get("id")
      let stored = try await StoredConversations.read(site, from: self)
      let learned = try await learnedTopics(site)
      let changes = stored.changes(learned)
      changed += Int64(changes.count)
      for start in stride(from: 0, to: changes.count, by: Self.chunk) {
        let part = changes[start..<min(start + Self.chunk, changes.count)]
        try await run(
          "put_conversations",
          [
            .int8Array(part.map(\.id)), .int8Array(part.map { $0.told.conversation ?? 0 }),
            .textArray(part.map { $0.told.topic ?? "" }),
            .textArray(part.map { $0.told.reason ?? "" }),
          ])
      }
    }
    return changed
  }

  /// What staff put right at a site, and whether it tells topics better than the rules do.
  package func topicLearning(site: Int64) async throws -> TopicLearning {
    let corrections: [TopicLearning.Correction] = try await run(
      "read_texts", [.int8(site), .bool(true)]
    ).compactMap { row in
      guard let topic = try row.get("corrected", as: String?.self) else { return nil }
      return .init(
        id: try row.get("id"), text: try row.get("text"), ruled: try row.get("ruled"),
        topic: topic)
    }
    guard TopicLearning.isEnough(corrections) else { return TopicLearning(corrections) }
    let untouched = try await run("read_untouched_texts", [.int8(site)]).map { row in
      TopicLearning.Untouched(
        id: try row.get("id"), text: try row.get("text"), ruled: try row.get("ruled"))
    }
    return TopicLearning(corrections, untouched: untouched)
  }

  /// Topics that are learned, by contact; empty where the rules are as good.
  private func learnedTopics(_ site: Int64) async throws -> [Int64: String] {
    let learning = try await topicLearning(site: site)
    guard learning.isUsed else { return [:] }
    var topics: [Int64: String] = [:]
    for row in try await run("read_texts", [.int8(site), .bool(false)]) {
      topics[try row.get("id")] = learning.topic(
        of: try row.get("text"), ruled: try row.get("ruled"))
    }
    return topics
  }
}

/// The conversations of a site as they are stored, and what tells them.
private struct StoredConversations {
  /// What was derived of a contact.
  struct Told: Equatable {
    /// The contact that began it; nil for itself.
    var conversation: Int64?
    var topic: String?
    var reason: String?
  }

  private var touches: [Conversations.Touch] = []
  private var messages: [Int64: TopicThread.Message] = [:]
  private var told: [Int64: Told] = [:]

  static func read(_ site: Int64, from warehouse: Warehouse) async throws -> StoredConversations {
    var stored = StoredConversations()
    var named: [Int64: [Int64]] = [:]
    for row in try await warehouse.run("read_references", [.int8(site)]) {
      named[try row.get("message"), default: []].append(try row.get("named"))
    }
    for row in try await warehouse.run("read_conversations", [.int8(site)]) {
      let id: Int64 = try row.get("id")
      let subject = BaseSubject(try row.get("subject"))
      // Spam joins nothing: it names whatever it has picked up.
      let isSpam = try row.get("class", as: Int16.self) == MessageClass.spam.rawValue
      stored.touches.append(
        Conversations.Touch(
          id: id, at: try row.instant("at"), own: isSpam ? nil : try row.get("message_id"),
          named: isSpam ? [] : named[id] ?? [], party: isSpam ? nil : try row.get("party"),
          subject: subject.text, isReply: subject.isReply, form: try row.get("form"),
          isToSeveral: try row.get("is_to_several")))
      stored.messages[id] = TopicThread.Message(
        ruled: try row.get("topic"), score: try row.get("topic_score"),
        corrected: try row.get("corrected"),
        isReport: try row.get("topic_rule", as: String.self) == "class")
      stored.told[id] = Told(
        conversation: try row.get("conversation"), topic: try row.get("told_topic"),
        reason: try row.get("told_by"))
    }
    return stored
  }

  /// What is to be stored otherwise than it is.
  func changes(_ learned: [Int64: String]) -> [(id: Int64, told: Told)] {
    var changes: [(id: Int64, told: Told)] = []
    for thread in Conversations(touches).threads {
      var topics = TopicThread()
      for touch in thread {
        guard var message = messages[touch.id] else { continue }
        message.learned = learned[touch.id]
        let topic = topics.next(message)
        let now = Told(
          conversation: touch.id == thread[0].id ? nil : thread[0].id, topic: topic?.topic,
          reason: topic?.reason.rawValue)
        if told[touch.id] != now { changes.append((touch.id, now)) }
      }
    }
    return changes
  }
}
