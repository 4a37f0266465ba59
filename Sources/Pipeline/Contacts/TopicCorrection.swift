package import Clickstream
package import Enrichment
package import Warehouse

/// What staff says that a message is about.
package struct TopicCorrection: Sendable {
  private let id: Int64
  private let topic: String

  /// - Parameters:
  ///   - name: id of the message, with or without a `#` before it.
  ///   - topic: key of a topic of `topics`, or `other`.
  /// - Throws: `UsageError`, with the names that are near.
  package init(of name: String, topic: String, topics: Topics) throws {
    id = try RecordID(name, of: "a message", see: "contact list").value
    self.topic = try TopicName(topic, of: topics).text
  }

  /// Stores it, and derives anew what the rest of the conversation is about.
  ///
  /// - Returns: the message as it is after.
  /// - Throws: `NothingFound` where there is no such message.
  package func store(
    in warehouse: Warehouse, staff: String, now: Instant
  ) async throws -> Warehouse.MessageRow {
    guard let row = try await warehouse.correct(id, topic: topic, staff: staff, now: now) else {
      throw NothingFound("there is no message #\(id); see `footfall contact list`")
    }
    return row
  }
}
