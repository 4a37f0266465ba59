import Clickstream
private import Yams

/// All that is wrong with a file of sources.
package struct ChannelRulesProblems: Error, Equatable, Sendable, CustomStringConvertible {
  package struct Problem: Equatable, Sendable {
    /// Line of the file, from 1; 0 where none can be told.
    package var line: Int
    package var text: String
  }

  package var problems: [Problem]

  package var description: String {
    problems.map { "line \($0.line): \($0.text)" }.joined(separator: "\n")
  }
}

extension SourceLists {
  /// Reads lists from the text of a `sources.yaml`; throws all problems with their lines.
  init(yaml text: String) throws(ChannelRulesProblems) {
    var file = SourcesFile()
    file.read(text)
    guard file.problems.isEmpty else {
      throw ChannelRulesProblems(problems: file.problems.sorted { $0.line < $1.line })
    }
    self = file.lists
  }
}

/// Turns YAML into lists, and gathers what is wrong.
private struct SourcesFile {
  private static let sizeLimit = 1 << 20
  private static let kinds = SourceLists.Kind.allCases.map(\.rawValue)
  private static let topKeys = kinds + ["payment", "spam"]
  private static let sourceKeys = ["name", "hosts", "apps", "names", "paid", "clicks", "terms"]

  private(set) var problems: [ChannelRulesProblems.Problem] = []
  private(set) var lists = SourceLists()

  mutating func read(_ text: String) {
    guard text.utf8.count <= Self.sizeLimit else { return add(0, "The file is longer than 1 MiB.") }
    guard !Self.holdsAnchor(text) else { return add(0, "Anchors are not supported.") }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      let place = RuleFileMistake.place(of: error)
      return add(place.line, place.text)
    } catch {
      return add(0, "The file is not valid YAML.")
    }
    // A file of comments alone adds nothing.
    guard let root, let top = members(root, Self.topKeys) else { return }
    for kind in SourceLists.Kind.allCases {
      guard let node = top[kind.rawValue] else { continue }
      guard let list = node.sequence else {
        add(node, "`\(kind.rawValue)`: expected a list of sources.")
        continue
      }
      for source in list { readSource(source, kind) }
    }
    if let node = top["payment"] { readHosts(node, "payment", .payment) }
    if let node = top["spam"] { readHosts(node, "spam", .spam) }
  }

  private mutating func readSource(_ node: Node, _ kind: SourceLists.Kind) {
    guard let members = members(node, Self.sourceKeys) else { return }
    let index = lists.entries.count
    let name = members["name"]?.string ?? ""
    var entry = SourceLists.Entry(
      kind: kind, name: name, clicks: [], terms: kind == .search ? [Array("q".utf8)] : [])
    if let node = members["clicks"] { entry.clicks = readClicks(node) }
    if let node = members["terms"] { entry.terms = readTerms(node) }
    lists.entries.append(entry)
    let hasPlace = ["hosts", "apps", "names", "paid"].contains { members[$0] != nil }
    if !hasPlace { add(node, "A source needs hosts, apps, names or paid.") }
    if let node = members["hosts"] { readHosts(node, "hosts", .source(index)) }
    if let node = members["apps"] { readApps(node, index) }
    readName(name, "name", at: members["name"] ?? node, index, isPaid: false)
    for (key, isPaid) in [("names", false), ("paid", true)] {
      guard let list = members[key] else { continue }
      for (text, item) in texts(list, key) {
        readName(text, key, at: item, index, isPaid: isPaid)
      }
    }
  }

  private mutating func readName(
    _ name: String, _ key: String, at node: Node, _ index: Int, isPaid: Bool
  ) {
    guard Self.isName(name) else {
      add(node, "`\(key)`: expected one to 60 printable characters.")
      return
    }
    let lower = name.lowercased()
    let naming = SourceLists.Naming(entry: index, isPaid: isPaid)
    if let taken = lists.names.updateValue(naming, forKey: lower), taken != naming {
      add(node, "The name `\(lower)` is there twice.")
    }
  }

  private mutating func readHosts(_ node: Node, _ key: String, _ place: SourceLists.Place) {
    for (text, item) in texts(node, key) {
      guard let host = Self.host(text) else {
        add(item, "`\(key)`: expected the name of a host, as example.org or example.*.")
        continue
      }
      if !lists.add(host: host, place) { add(item, "The host `\(host)` is there twice.") }
    }
  }

  private mutating func readApps(_ node: Node, _ index: Int) {
    for (text, item) in texts(node, "apps") {
      guard let app = AppLink.id(text) else {
        add(item, "`apps`: expected the id of an app, as com.example.reader.")
        continue
      }
      if lists.apps.updateValue(index, forKey: app) != nil {
        add(item, "The app `\(app)` is there twice.")
      }
    }
  }

  private mutating func readClicks(_ node: Node) -> ClickIds {
    var clicks: ClickIds = []
    for (text, item) in texts(node, "clicks") {
      let click = ClickIds(named: text)
      if click.isEmpty {
        add(item, "`clicks`: known are \(ClickIds.names.joined(separator: ", ")).")
      }
      clicks.formUnion(click)
    }
    return clicks
  }

  private mutating func readTerms(_ node: Node) -> [[UInt8]] {
    var terms: [[UInt8]] = []
    for (text, item) in texts(node, "terms") {
      guard (1...32).contains(text.utf8.count),
        text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 38 && $0 != 61 })
      else {
        add(item, "`terms`: expected names of parameters.")
        continue
      }
      terms.append(Array(text.utf8))
    }
    return terms
  }

  /// The members of a mapping with known keys; problems for all others.
  private mutating func members(_ node: Node, _ known: [String]) -> [String: Node]? {
    guard let mapping = node.mapping else {
      add(node, "Expected \(known.joined(separator: ", ")).")
      return nil
    }
    var result: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if known.contains(name) {
        result[name] = value
      } else {
        add(key, RuleFileMistake.text(name, among: known))
      }
    }
    return result
  }

  private mutating func texts(_ node: Node, _ key: String) -> [(String, Node)] {
    if let text = node.string { return [(text, node)] }
    guard let list = node.sequence else {
      add(node, "`\(key)`: expected a list.")
      return []
    }
    var result: [(String, Node)] = []
    for item in list {
      if let text = item.string {
        result.append((text, item))
      } else {
        add(item, "`\(key)`: expected text; put it into quotes.")
      }
    }
    return result
  }

  private mutating func add(_ node: Node, _ text: String) { add(node.mark?.line ?? 0, text) }

  private mutating func add(_ line: Int, _ text: String) {
    problems.append(ChannelRulesProblems.Problem(line: line, text: text))
  }

  /// A host of two labels or more in lower case and A-labels; the last may be `*`.
  private static func host(_ text: String) -> String? {
    let isOpen = text.hasSuffix(".*")
    guard let name = DomainName.ascii(normalising: isOpen ? String(text.dropLast(2)) : text),
      isOpen || name.contains(".")
    else { return nil }
    return isOpen ? name + ".*" : name
  }

  private static func isName(_ text: String) -> Bool {
    (1...60).contains(text.unicodeScalars.count)
      && text.unicodeScalars.allSatisfy(PrintableText.isPrintable)
  }

  /// Whether a value begins with an anchor, by which a small file could stand for a huge one.
  private static func holdsAnchor(_ text: String) -> Bool {
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if scalar == "&", " \n[,:-".unicodeScalars.contains(previous) { return true }
      previous = scalar
    }
    return false
  }
}
