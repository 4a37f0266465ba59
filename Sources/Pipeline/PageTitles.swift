package import Clickstream
package import Settings

import Intake

/// The titles of pages that a file tells, YAML or CSV.
package struct PageTitles: Sendable {
  private static let sizeLimit = 16 << 20
  private static let longestPath = 2_000
  private static let longestTitle = 200

  package private(set) var titles: [(path: String, title: String)] = []
  private var problems: [Problem] = []
  private let file: String

  /// Reads the file; by its ending it is CSV or YAML.
  ///
  /// - Throws: `ProblemList` with all mistakes.
  package init(file: String) throws {
    let bytes: [UInt8]
    do {
      bytes = try SmallFile.bytes(at: file, limit: Self.sizeLimit)
    } catch {
      throw ProblemList([
        Problem(file: file, message: "the titles of pages cannot be read: \(error)")
      ])
    }
    try self.init(bytes, file: file)
  }

  /// Reads what the file holds; `file` is named in what is wrong.
  package init(_ bytes: [UInt8], file: String) throws(ProblemList) {
    self.file = file
    let content = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: content, as: UTF8.self) else {
      throw ProblemList([
        Problem(file: file, message: "the titles of pages are not valid UTF-8; save them as UTF-8")
      ])
    }
    let ending = file.lowercased()
    if ending.hasSuffix(".csv") || ending.hasSuffix(".tsv") {
      read(rows: content)
    } else {
      read(yaml: text)
    }
    guard problems.isEmpty else { throw ProblemList(Array(problems.prefix(20))) }
  }

  private mutating func read(yaml: String) {
    var table = YAMLTable(yaml: yaml, file: file)
    let pairs = table.all()
    problems += table.finish()
    for pair in pairs { add(pair.name, pair.text, line: pair.line) }
  }

  private mutating func read(rows text: [UInt8]) {
    var reader = DelimitedReader(text, dialect: DelimitedDialect(sniffing: text))
    var (line, counted) = (1, 0)
    var columns = (path: 0, title: 1)
    var isFirst = true
    while let row = reader.next() {
      line += text[counted..<row.position].count { $0 == 10 }
      counted = row.position
      let values = row.values.map { String(decoding: $0, as: UTF8.self) }
      if isFirst {
        isFirst = false
        let names = values.map { $0.lowercased() }
        if let path = names.firstIndex(of: "path"), let title = names.firstIndex(of: "title") {
          columns = (path, title)
          continue
        }
      }
      guard !row.isBroken, values.count > max(columns.path, columns.title) else {
        report(line, "a path and a title are needed; the first line may name the columns")
        continue
      }
      add(values[columns.path], values[columns.title], line: line)
    }
  }

  private mutating func add(_ page: String, _ title: String, line: Int) {
    let path = Self.path(of: page)
    guard path.hasPrefix("/"), !path.contains("?"), !path.contains("#"),
      path.utf8.count <= Self.longestPath, PrintableText.string(from: path) == path
    else {
      return report(line, "\(Self.shown(page)) is no path of a page, such as /visit-us")
    }
    guard !title.isEmpty, title.count <= Self.longestTitle,
      PrintableText.string(from: title) == title
    else {
      return report(
        line, "\(Self.shown(page)) needs a title of one line, of \(Self.longestTitle) characters")
    }
    titles.append((path, title))
  }

  /// The path of an address; lists of pages often hold whole ones.
  private static func path(of page: String) -> String {
    guard page.hasPrefix("https://") || page.hasPrefix("http://"),
      let scheme = page.firstRange(of: "://")
    else { return page }
    let rest = page[scheme.upperBound...]
    return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
  }

  private mutating func report(_ line: Int, _ message: String) {
    problems.append(Problem(file: file, line: line, message: message))
  }

  private static func shown(_ text: String) -> String {
    "'\(PrintableText.string(from: String(text.prefix(60))))'"
  }
}

extension Configuration {
  /// The titles of the pages of each site that names a file of them, by the name of the site.
  ///
  /// - Throws: `ProblemList` with all mistakes of the first file that has any.
  package func pageTitles() throws -> [String: PageTitles] {
    var titles: [String: PageTitles] = [:]
    for site in sites {
      if let file = site.titles { titles[site.name] = try PageTitles(file: file) }
    }
    return titles
  }
}
