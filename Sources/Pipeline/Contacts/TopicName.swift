import Clickstream
package import Enrichment

/// The key of a topic that is known, or `other`.
package struct TopicName: Sendable {
  package let text: String

  /// - Throws: `UsageError` with the names that are known.
  package init(_ text: String, of topics: Topics) throws {
    let known = (topics.names + ["other"]).sorted()
    guard known.contains(text) else {
      throw UsageError("there is no topic", text, among: known)
    }
    self.text = text
  }
}
