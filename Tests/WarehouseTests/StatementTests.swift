import PostgreSQL
import Support
import Testing
import Warehouse

/// What the comment above a statement says of it.
private struct Header {
  /// The highest `$n` that it names.
  let parameters: Int
  /// Names after `Columns:`; nil where there are none, or they are told in words.
  let columns: [String]?

  init(_ text: String) {
    let comment = text.split(separator: "\n").prefix { $0.hasPrefix("--") }
      .map { $0.dropFirst(2) }.joined(separator: " ")
    parameters = Self.highest(in: comment)
    let names = comment.firstMatch(of: /Columns: ([a-z_, ]+)\./).map { match in
      match.1.split(separator: ",").map { $0.trimmed }
    }
    columns = names.flatMap { $0.allSatisfy { !$0.contains(" ") } ? $0 : nil }
  }

  static func highest(in text: String) -> Int {
    text.matches(of: /\$(\d+)/).compactMap { Int($0.1) }.max() ?? 0
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

@Suite("Every statement", .database(from: .migrated))
struct StatementTests {
  @Test("fits the schema, and its comment tells its parameters and columns")
  func contract() async throws {
    let warehouse = try await TestDatabase.required.warehouse()
    #expect(warehouse.statements.names.count > 30)
    for name in warehouse.statements.names {
      let text = try warehouse.statements.text(name)
      let found = try await warehouse.connection.describe(text, name: name)
      let header = Header(text)
      #expect(found.parameters.count == header.parameters, "\(name)")
      #expect(!found.parameters.contains(.unspecified), "\(name)")
      #expect(!found.parameters.contains(.unknown), "\(name)")
      if let columns = header.columns { #expect(found.columns.map(\.name) == columns, "\(name)") }
      let isTold = text.contains("Columns:")
      #expect(found.columns.isEmpty || isTold || found.columns[0].type == .void, "\(name)")
      for column in found.columns {
        #expect(!column.type.description.hasPrefix("type "), "\(name): \(column.name)")
      }
    }
    await warehouse.close()
  }

  @Test("a header is read as it is written")
  func header() {
    let header = Header("-- Does it. $1 a, $2 b (arrays).\n-- Columns: x, y_z.\nSELECT $3")
    #expect(header.parameters == 2)
    #expect(header.columns == ["x", "y_z"])
    #expect(Header("-- Columns: of the stream.\nSELECT 1").columns == nil)
  }
}
