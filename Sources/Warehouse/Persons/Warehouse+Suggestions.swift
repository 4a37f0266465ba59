import PostgreSQL

/// Two persons who may be one.
package struct PersonSuggestion: Sendable, Encodable, Equatable {
  package struct Face: Sendable, Encodable, Equatable {
    package var person: Int64
    package var name: String
    package var address: String?
    package var customerNumber: String?
  }

  /// Name of the site.
  package var site: String
  package var one: Face
  package var other: Face
  /// What is alike.
  package var reason: String
}

extension Warehouse {
  /// Pairs that look alike and that no record ties.
  ///
  /// - Parameters:
  ///   - site: its name; nil for all.
  ///   - limit: how many at most.
  package func suggestions(site: String?, limit: Int) async throws -> [PersonSuggestion] {
    try await run("list_suggestions", [.text(site ?? ""), .int8(Int64(limit))]).map { row in
      func face(_ side: String) throws -> PersonSuggestion.Face {
        PersonSuggestion.Face(
          person: try row.get(side), name: try row.get("\(side)_name"),
          address: try row.get("\(side)_address"), customerNumber: try row.get("\(side)_number"))
      }
      return PersonSuggestion(
        site: try row.get("site"), one: try face("one"), other: try face("other"),
        reason: try row.get("reason"))
    }
  }
}
