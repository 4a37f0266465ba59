import Clickstream
import Foundation
package import Settings

/// The dashboards of some folders, later ones laid over earlier ones.
package struct DashboardLibrary: Sendable {
  /// In the order in which they are listed.
  package let dashboards: [Dashboard]
  /// A digest of all that the folders hold.
  let digest: String

  private struct Folder {
    var declaration: (file: String, text: String)?
    var panels: [String: (file: String, text: String)] = [:]
  }

  /// Reads the folders at `paths`: a file of the same place and name replaces that of an earlier
  /// folder.
  ///
  /// - Throws: `ProblemList` with everything that is wrong.
  package init(folders paths: [String]) throws(ProblemList) {
    var problems: [Problem] = []
    var folders: [String: Folder] = [:]
    for path in paths { Self.collect(path, into: &folders, &problems) }
    var dashboards: [Dashboard] = []
    for (name, folder) in folders.sorted(by: { $0.key < $1.key }) {
      var panels: [String: Panel] = [:]
      for (name, source) in folder.panels {
        panels[name] = Panel(
          name: name, file: source.file, text: source.text, problems: &problems)
      }
      guard let (file, text) = folder.declaration else {
        problems.append(
          Problem(file: name, message: "the dashboard has panels but no dashboard.yaml"))
        continue
      }
      let declaration = DashboardDeclaration(file: file, text: text, problems: &problems)
      guard let declaration else { continue }
      dashboards.append(
        declaration.dashboard(
          name: name, panels: panels, declared: Set(folder.panels.keys), problems: &problems))
    }
    if problems.isEmpty, dashboards.isEmpty {
      problems.append(
        Problem(file: paths.first ?? "Dashboards", message: "there is no dashboard in this folder"))
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
    self.dashboards = dashboards.sorted { ($0.order, $0.name) < ($1.order, $1.name) }
    digest = TextDigest.of(
      folders.sorted { $0.key < $1.key }.flatMap { name, folder in
        [name, folder.declaration?.text ?? ""]
          + folder.panels.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.text] }
      }.joined(separator: "\u{0}"))
  }

  private static func collect(
    _ path: String, into folders: inout [String: Folder], _ problems: inout [Problem]
  ) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      problems.append(Problem(file: path, message: "the folder of dashboards cannot be read"))
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let folder = "\(path)/\(name)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else { continue }
      guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        problems.append(Problem(file: folder, message: "the dashboard cannot be read"))
        continue
      }
      let known = files.filter { $0 == "dashboard.yaml" || $0.hasSuffix(".sql") }
      guard !known.isEmpty else { continue }
      guard isName(name), !PeriodName.isFolder(name), name != "segments", name != "periods",
        !name.hasSuffix("-mail")
      else {
        problems.append(
          Problem(
            file: folder,
            message: isName(name)
              ? "a dashboard cannot have this name, which pages of periods, segments and for mail have"
              : nameRule))
        continue
      }
      for file in known.sorted() where !file.hasPrefix(".") {
        take("\(folder)/\(file)", file, into: &folders[name, default: Folder()], &problems)
      }
    }
  }

  private static func take(
    _ path: String, _ file: String, into folder: inout Folder, _ problems: inout [Problem]
  ) {
    guard let text = text(of: path, &problems) else { return }
    if file == "dashboard.yaml" {
      folder.declaration = (path, text)
    } else if let problem = problem(withName: file.dropLast(4), of: path) {
      problems.append(problem)
    } else {
      folder.panels[String(file.dropLast(4))] = (path, text)
    }
  }

  /// What a file of a panel or a dashboard holds; nil after saying why it cannot be read.
  static func text(of path: String, _ problems: inout [Problem]) -> String? {
    do {
      let bytes = try SmallFile.bytes(at: path, limit: 1_000_000)
      if let valid = String(validating: bytes, as: UTF8.self) { return valid }
      problems.append(Problem(file: path, message: "the file is not UTF-8"))
    } catch {
      problems.append(Problem(file: path, message: "\(error)"))
    }
    return nil
  }

  /// What is wrong with the name of a panel.
  static func problem(withName name: some StringProtocol, of path: String) -> Problem? {
    isName(name) ? nil : Problem(file: path, message: nameRule)
  }

  private static let nameRule = "a name here is 1 to 64 of a-z, 0-9 and '-'"

  private static func isName(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count) && text != "index"
      && text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
      }
  }
}
