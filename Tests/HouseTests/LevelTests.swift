import Foundation
import Testing

struct LevelTests {
  /// The table of the design; what is not a target of the house has no level.
  private static let levels = [
    "footfall": 5, "Pipeline": 4, "Reports": 3, "Warehouse": 2, "LocalPostgres": 2, "Intake": 1,
    "Mail": 1, "Enrichment": 1, "Sessions": 1, "Settings": 1, "Figures": 1, "PostgreSQL": 1,
    "Operations": 1, "Identity": 1, "Audit": 1, "Analysis": 1,
    "Clickstream": 0, "Markup": 0, "CPostgreSQL": 0, "CZlib": 0, "CGMime": 0, "CPCRE2": 0,
    "CLinux": 0, "CPublicSuffix": 0, "CXML2": 0, "CCurl": 0,
  ]

  @Test("every folder of Sources is a target with a level")
  func targets() throws {
    #expect(Set(try House.names(in: "Sources")).subtracting([".DS_Store"]) == Set(Self.levels.keys))
  }

  @Test("a target imports only targets on lower levels", arguments: levels.keys.sorted())
  func imports(target: String) throws {
    let level = try #require(Self.levels[target])
    for path in try House.files(below: "Sources/\(target)", ending: ".swift") {
      for line in try House.text(path).split(separator: "\n") {
        guard let module = Self.module(line), let other = Self.levels[module] else { continue }
        #expect(other < level, "\(path) of level \(level) imports \(module) of level \(other)")
      }
    }
  }

  @Test(
    "an import is read with and without a level of access",
    arguments: [
      ("import Clickstream", "Clickstream"), ("package import Warehouse", "Warehouse"),
      ("internal import Foundation", "Foundation"),
      ("import struct Foundation.URL", "Foundation"), ("// import Clickstream", nil),
      ("let imports = 1", nil),
    ])
  func reading(line: String, module: String?) {
    #expect(Self.module(line[...]) == module)
  }

  private static func module(_ line: Substring) -> String? {
    var words = line.split(separator: " ")
    let access = ["package", "internal", "public", "private", "fileprivate", "@testable"]
    while let first = words.first, access.contains(String(first)) { words.removeFirst() }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "var", "let"]
    if kinds.contains(String(words[1])), words.count > 2 { words.remove(at: 1) }
    return words[1].split(separator: ".").first.map(String.init)
  }
}
