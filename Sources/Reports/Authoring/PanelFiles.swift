import Clickstream
import Foundation
package import Settings

/// Panels by the paths of their files, or of folders of them, without a dashboard around.
package struct PanelFiles: Sendable {
  /// Those that could be read.
  package private(set) var panels: [Panel] = []
  /// What is wrong with the others, and with dashboards that lie beside them.
  package private(set) var problems: [Problem] = []

  /// Reads files, and all panels and dashboards at any depth of folders.
  package init(paths: [String]) {
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        problems.append(Problem(file: path, message: "there is no such file or folder"))
        continue
      }
      if isFolder.boolValue { readFolder(path) } else { read(path) }
    }
  }

  private mutating func readFolder(_ folder: String) {
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      problems.append(Problem(file: folder, message: "the folder cannot be read"))
      return
    }
    let found = names.sorted().filter { name in
      !name.split(separator: "/").contains { $0.hasPrefix(".") }
        && (name.hasSuffix(".sql") || name.split(separator: "/").last == "dashboard.yaml")
    }
    if found.isEmpty {
      problems.append(Problem(file: folder, message: "there is no panel in this folder"))
    }
    for name in found { read("\(folder)/\(name)") }
  }

  private mutating func read(_ path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let mistakes = name == "dashboard.yaml" ? [] : Self.mistakes(inName: name, of: path)
    guard mistakes.isEmpty else {
      problems += mistakes
      return
    }
    guard let text = DashboardLibrary.text(of: path, &problems) else { return }
    if name == "dashboard.yaml" {
      _ = DashboardDeclaration(file: path, text: text, problems: &problems)
    } else if let panel = Panel(
      name: String(name.dropLast(4)), file: path, text: text, problems: &problems)
    {
      panels.append(panel)
    }
  }

  /// What is wrong with the name of a file that is to hold a panel.
  package static func mistakes(inName name: String, of path: String) -> [Problem] {
    guard name.hasSuffix(".sql") else {
      return [Problem(file: path, message: "the file of a panel ends in .sql, as in by-source.sql")]
    }
    return [DashboardLibrary.problem(withName: name.dropLast(4), of: path)].compactMap(\.self)
  }
}
