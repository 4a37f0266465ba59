import Analysis

/// The names of customer segments, as somebody types them.
package enum SegmentName {
  /// All of them, as pages tell them.
  package static let all = CustomerSegment.allCases.map(\.rawValue)

  /// The name that is meant; hyphens and underscores stand for blanks.
  ///
  /// - Throws: `UsageError` with the names that are known.
  package static func known(as text: String) throws -> String {
    let name = text.lowercased().replacing("-", with: " ").replacing("_", with: " ")
    guard all.contains(name) else {
      throw UsageError("there is no customer segment", text, among: all)
    }
    return name
  }
}
