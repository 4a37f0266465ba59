package import Clickstream
import PostgreSQL

extension Warehouse {
  /// A form submission or a message, and why it is about what it is.
  package struct MessageRow: Sendable, Encodable, Equatable {
    package var id: Int64
    /// Name of the site.
    package var site: String
    package var at: Instant
    package var direction: String
    package var channel: String
    package var `class`: String
    package var address: String?
    /// The name of the form where it has no subject.
    package var subject: String?
    package var topic: String
    /// The rule that decided it; or `staff`, `learned`, `thread` or `class`.
    package var topicRule: String
    /// What the rules say, what they weigh in all, and which matched.
    package var ruledTopic: String
    package var topicScore: Double
    package var topicRules: String
  }

  /// Stores what staff says that a message is about, and derives what follows for others.
  ///
  /// - Returns: the message as it is after; nil where there is none of this id.
  package func correct(
    _ id: Int64, topic: String, staff: String, now: Instant
  ) async throws -> MessageRow? {
    try await connection.transaction { _ in
      guard try await !run("find_message", [.int8(id)]).isEmpty else { return nil }
      try await run(
        "put_correction",
        [
          .int8(id), .timestamptz(unixMicroseconds: now.microseconds), .text(topic), .text(staff),
        ])
      _ = try await deriveConversationsWithin()
      return try await run("find_message", [.int8(id)]).first.map(Self.messageRow)
    }
  }

  /// Form submissions and messages, the newest first.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - topic: its key; nil for all.
  ///   - limit: how many at most.
  package func messages(
    site: String?, topic: String?, limit: Int
  ) async throws -> [MessageRow] {
    try await run(
      "list_messages", [.text(site ?? ""), .text(topic ?? ""), .int8(Int64(limit))]
    ).map(Self.messageRow)
  }

  private static func messageRow(_ row: Row) throws -> MessageRow {
    MessageRow(
      id: try row.get("id"), site: try row.get("site"), at: try row.instant("at"),
      direction: try row.get("direction"), channel: try row.get("channel"),
      class: try row.get("class"), address: try row.get("address"),
      subject: try row.get("subject"), topic: try row.get("topic"),
      topicRule: try row.get("topic_rule"), ruledTopic: try row.get("ruled_topic"),
      topicScore: try row.get("topic_score"), topicRules: try row.get("topic_rules"))
  }
}
