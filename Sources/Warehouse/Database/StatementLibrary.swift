import Clickstream
import Foundation

/// The SQL of the warehouse: one statement a file, read once.
package struct StatementLibrary: Sendable {
  private let texts: [String: String]
  /// Migrations in the order of their numbers.
  let migrations: [Migration]

  /// Reads the files that lie beside the program.
  ///
  /// - Throws: `WarehouseError.missingResources` where they do not.
  package init() throws {
    let folder = Bundle.module.bundleURL.appending(path: "SQL")
    texts = try Self.read(folder)
    let numbered = try Self.read(folder.appending(path: "Migrations"))
    migrations = try numbered.sorted { $0.key < $1.key }.map { name, text in
      guard let number = Int32(name.prefix(4)) else {
        throw WarehouseError.missingResources(name)
      }
      return Migration(number: number, name: name, script: text)
    }
    guard !texts.isEmpty, !migrations.isEmpty else {
      throw WarehouseError.missingResources(folder.path)
    }
  }

  /// Names of all statements.
  package var names: [String] { texts.keys.sorted() }

  package func text(_ name: String) throws -> String {
    guard let text = texts[name] else { throw WarehouseError.missingResources("\(name).sql") }
    return text
  }

  private static func read(_ folder: URL) throws -> [String: String] {
    let files: [URL]
    do {
      files = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
    } catch {
      throw WarehouseError.missingResources(folder.path)
    }
    var texts: [String: String] = [:]
    for file in files where file.pathExtension == "sql" {
      texts[file.deletingPathExtension().lastPathComponent] = try String(
        contentsOf: file, encoding: .utf8)
    }
    return texts
  }
}
