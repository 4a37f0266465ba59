import Foundation

/// What visitors searched for on the site itself.
package enum SiteSearch {
  /// The parameters that shops and content systems use.
  package static let standardParameters = [
    "q", "query", "s", "search", "searchword", "k", "keyword", "keywords",
  ]

  /// The term of a query, folded for counting; nil where none of the parameters says one.
  ///
  /// Of several parameters the first in the list counts.
  package static func term(
    inQuery query: String, parameters: [String] = standardParameters
  ) -> String? {
    SearchTerm.first(in: Array(query.utf8), parameters: parameters.map { Array($0.utf8) })
  }
}

/// Terms of searches.
enum SearchTerm {
  /// The value of the first of `parameters` that says one, folded.
  static func first(in query: [UInt8], parameters: [[UInt8]]) -> String? {
    let bytes = unsafe query.span.bytes
    var best = parameters.count
    var found: String?
    QueryValue.forEach(in: bytes) { name, value in
      guard
        let rank = parameters[..<best].firstIndex(where: { parameter in
          parameter.count == name.count
            && parameter.indices.allSatisfy { parameter[$0] == bytes.byte(name.lowerBound + $0) }
        }),
        let text = QueryValue.text(bytes, value.lowerBound, value.upperBound)
      else { return }
      let term = folded(text)
      guard !term.isEmpty else { return }
      best = rank
      found = term
    }
    return found
  }

  /// In lower case, composed, with single blanks.
  static func folded(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 128 }
    let lower =
      isPlain
      ? text.lowercased()
      : text.precomposedStringWithCanonicalMapping.lowercased()
        .precomposedStringWithCanonicalMapping
    let words = lower.unicodeScalars.split { $0.properties.isWhitespace }
    return QueryValue.trimmed(words.map { String($0) }.joined(separator: " "))
  }
}
