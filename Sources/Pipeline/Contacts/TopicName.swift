import Clickstream
package import Enrichment

/// The key of a topic that is known, or `other`.
package struct TopicName: Sendable {
  package let text: String

  /// - Throws: `UsageError` with the names that are near.
  package init(_ text: String, of topics: Topics) throws {
    let known = topics.names + ["other"]
    guard known.contains(text) else {
      let near = known.nearest(to: text, atMost: 1).first.map { "did you mean \($0)?" }
      throw UsageError(
        "there is no topic \(text); "
          + (near ?? "topics are \(known.sorted().joined(separator: ", "))"))
    }
    self.text = text
  }
}
