package import Clickstream
package import Enrichment
package import Warehouse

/// What staff says that a message is about.
package struct TopicCorrection: Sendable {
  /// A topic or a message that is not known.
  package struct Mistake: Error, CustomStringConvertible {
    package let description: String
  }

  private let id: Int64
  private let topic: String

  /// - Parameters:
  ///   - name: id of the message, with or without a `#` before it.
  ///   - topic: key of a topic of `topics`, or `other`.
  /// - Throws: `Mistake`, with the names that are near.
  package init(of name: String, topic: String, topics: Topics) throws {
    guard let id = Int64(name.hasPrefix("#") ? String(name.dropFirst()) : name) else {
      throw Mistake(
        description: "\(name) is no id of a message; see `footfall contact list`")
    }
    let known = topics.names + ["other"]
    guard known.contains(topic) else {
      let near = known.nearest(to: topic, atMost: 1).first.map { "did you mean \($0)?" }
      throw Mistake(
        description: "there is no topic \(topic); "
          + (near ?? "topics are \(known.sorted().joined(separator: ", "))"))
    }
    self.id = id
    self.topic = topic
  }

  /// Stores it, and derives anew what the rest of the conversation is about.
  ///
  /// - Returns: the message as it is after.
  /// - Throws: `Mistake` where there is no such message.
  package func store(
    in warehouse: Warehouse, staff: String, now: Instant
  ) async throws -> Warehouse.MessageRow {
    guard let row = try await warehouse.correct(id, topic: topic, staff: staff, now: now) else {
      throw Mistake(
        description: "there is no message #\(id); see `footfall contact list`")
    }
    return row
  }
}
