import Foundation

/// The checkout that these tests belong to.
enum House {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + path, encoding: .utf8)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root + folder).sorted()
  }

  /// Paths, from the root, of the files below a folder that end so; pages that were written apart.
  static func files(
    below folder: String, ending suffix: String = "", from root: String = root
  ) throws -> [String] {
    guard let walker = FileManager.default.enumerator(atPath: root + folder) else {
      throw CocoaError(.fileNoSuchFile)
    }
    var found: [String] = []
    for case let path as String in walker where path.hasSuffix(suffix) {
      var isFolder: ObjCBool = false
      let whole = "\(folder)/\(path)"
      guard unsafe FileManager.default.fileExists(atPath: root + whole, isDirectory: &isFolder),
        !isFolder.boolValue, !whole.hasPrefix("Dashboards/html")
      else { continue }
      found.append(whole)
    }
    return found.sorted()
  }
}
