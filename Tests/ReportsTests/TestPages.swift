import Clickstream
import Foundation
import PostgreSQL
import Reports
import Settings
import Support

/// Folders of one test, removed after it.
struct TestFolders {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "footfall-reports-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  var output: String { root + "/html" }
  var persons: String { root + "/persons" }

  /// The dashboards of the checkout.
  static var shipped: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Dashboards").path(percentEncoded: false)
  }

  func write(_ text: String, to path: String) throws {
    let url = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// All files of a folder by their relative paths.
  func files(in folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
      files[path] = String(decoding: data, as: UTF8.self)
    }
    return files
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  /// Writes a report from the test's database and gives the published pages.
  @discardableResult
  func report(
    _ sites: [TestSite], options: ReportOptions = ReportOptions(), dashboards: [String] = [shipped],
    strategy: Strategy? = nil, personPages: Int = 20, periods: [PagePeriod] = [],
    sessionZone: String? = nil,
    output: String? = nil, persons: String? = nil
  ) async throws -> ReportSummary {
    var info = try TestDatabase.required.info
    if let sessionZone { info["options"] = "-c TimeZone=\(sessionZone)" }
    return try await Reporter(
      server: info, dashboards: dashboards, sites: sites.map(\.site),
      output: output ?? self.output, personsOutput: persons ?? self.persons, strategy: strategy,
      personPages: personPages, periods: periods, options: options, now: Instant(microseconds: 0)
    ).run()
  }
}

/// What of a page can be compared: its elements, its addresses and its words.
struct TestPage {
  /// Start tags with the names of their attributes, in order.
  private(set) var skeleton: [String] = []
  private(set) var addresses: [String] = []
  private(set) var text = ""

  init(_ html: String) {
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      take(rest[rest.index(after: open)..<close])
      rest = rest[rest.index(after: close)...]
    }
  }

  /// The writer escapes `<`, `>` and quotes in values, so a tag ends at its first `>`.
  private mutating func take(_ tag: Substring) {
    var names: [String] = []
    for part in tag.split(separator: "\" ", omittingEmptySubsequences: true) {
      guard let equals = part.range(of: "=\"") else { continue }
      let name = part[..<equals.lowerBound].split(separator: " ").last.map(String.init) ?? ""
      // A class says how a cell is laid out, and may follow from what it holds.
      if name != "class" { names.append(name) }
      if name == "href" || name == "src" {
        addresses.append(
          part[equals.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "\"/")))
      }
    }
    let element = tag.split(whereSeparator: { $0 == " " || $0.isNewline }).first ?? ""
    skeleton.append("\(element)[\(names.joined(separator: " "))]")
  }
}

extension TestPage {
  /// Addresses within the folder that lead to no file.
  static func deadLinks(_ pages: [String: String]) -> [String] {
    pages.filter { $0.key.hasSuffix(".html") }.flatMap { path, text -> [String] in
      let folder = path.split(separator: "/").dropLast().map(String.init)
      return TestPage(text).addresses.filter { !$0.contains(":") }.filter { address in
        let file = address.split(separator: "#", omittingEmptySubsequences: false)[0]
        var parts = folder
        for part in file.split(separator: "/") {
          if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return !file.isEmpty && pages[parts.joined(separator: "/")] == nil
      }.map { "\(path): \($0)" }
    }.sorted()
  }
}
