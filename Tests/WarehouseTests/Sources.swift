import Foundation

/// The project's own files, for tests that read them as text.
enum Sources {
  /// A text file of the project.
  struct File: Sendable, CustomStringConvertible {
    let path: String
    let text: String
    var description: String { path }
  }

  private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// The files under a folder of the project with one ending; none where the folder is not there.
  static func files(in folder: String, ending: String) -> [File] {
    let base = root.appending(path: folder)
    let names =
      FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted().compactMap { name in
      (try? String(contentsOf: base.appending(path: name), encoding: .utf8))
        .map { File(path: "\(folder)/\(name)", text: $0) }
    }
  }

  /// All SQL of the project: statements, migrations, panels.
  static let sql =
    files(in: "Sources/Warehouse/SQL", ending: ".sql") + files(in: "Dashboards", ending: ".sql")
}
