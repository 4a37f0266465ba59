package import Clickstream
import PostgreSQL

extension Warehouse {
  /// A page of a site and its title.
  package typealias PageTitle = (path: String, title: String)

  /// Declares how the pages of a site are grouped and called, instead of how they were before; of a
  /// site that is not stored yet nothing is kept.
  package func declare(
    _ groups: [PageGroup], titles: [PageTitle], ofSite name: String
  ) async throws {
    let patterns = groups.enumerated().flatMap { index, group in
      group.pages.map { (pattern: $0, place: Int16(index + 1)) }
    }
    try await connection.transaction { _ in
      try await run(
        "put_page_groups",
        [
          .text(name), .textArray(groups.map(\.name)), .textArray(patterns.map(\.pattern)),
          .int2Array(patterns.map(\.place)),
        ])
      try await run(
        "put_page_titles",
        [.text(name), .textArray(titles.map(\.path)), .textArray(titles.map(\.title))])
    }
  }
}
