import Clickstream
private import Yams

/// All that is wrong with a mapping file.
package struct LedgerMapProblems: Error, Equatable, Sendable, CustomStringConvertible {
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

extension LedgerMap {
  /// Reads a mapping file; throws all problems with their lines.
  ///
  /// ```yaml
  /// ledger: order
  /// columns:
  ///   number: Order No
  ///   at: { join: [Date, Time] }
  ///   email: [E-Mail, Email Address]
  /// constants: { currency: EUR }
  /// ```
  package static func load(yaml text: String, name: String) throws(LedgerMapProblems) -> LedgerMap {
    var file = LedgerMapFile()
    let map = file.read(text, name: name)
    guard let map, file.problems.isEmpty else {
      throw LedgerMapProblems(problems: file.problems.sorted { $0.line < $1.line })
    }
    return map
  }
}

/// Turns YAML into a map, and gathers what is wrong.
private struct LedgerMapFile {
  private static let sizeLimit = 1 << 18
  private static let keys: Set<String> = [
    "ledger", "site", "decimal", "dates", "zone", "encoding", "columns", "constants", "values",
    "only",
  ]

  private(set) var problems: [LedgerMapProblems.Problem] = []

  mutating func read(_ text: String, name: String) -> LedgerMap? {
    guard text.utf8.count <= Self.sizeLimit else {
      add(0, "The file is longer than 256 KiB.")
      return nil
    }
    let root: Node?
    do {
      // Anchors and aliases, by which a small file could stand for a huge one, are refused.
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      if let index = lines.firstIndex(where: Self.holdsAlias) {
        add(index + 1, "Anchors and aliases are not supported.")
        return nil
      }
      root = try Yams.compose(yaml: text)
    } catch {
      add(Self.line(of: error), "The file is not valid YAML.")
      return nil
    }
    guard let root, let top = members(root, Self.keys) else {
      if root == nil { add(0, "The file is empty.") }
      return nil
    }
    guard let ledger = ledger(top["ledger"], root) else { return nil }
    var map = LedgerMap(name: name, ledger: ledger, sources: [:])
    let fields = Set(ledger.fields.map(\.name) + [LedgerMap.updated])
    for (field, node) in top["columns"].flatMap({ members($0, fields) }) ?? [:] {
      map.sources[field] = source(node, field)
    }
    for (field, node) in top["constants"].flatMap({ members($0, fields) }) ?? [:] {
      guard let text = node.scalar?.string, !text.isEmpty else {
        add(node, "`\(field)`: expected a word or number.")
        continue
      }
      if map.sources[field] != nil { add(node, "`\(field)` has a column and a constant.") }
      map.sources[field] = .constant(text)
    }
    map.words = words(top["values"], ledger)
    map.only = top["only"].map { choices($0) } ?? []
    map.site = top["site"].flatMap { word($0, "site") }
    map.zone = top["zone"].flatMap { word($0, "zone") }
    map.encoding = top["encoding"].flatMap { encoding($0) }
    map.decimal = choice(top["decimal"], "decimal")
    map.dates = choice(top["dates"], "dates")
    if top["columns"] == nil { add(root, "`columns` is missing.") }
    for field in ledger.fields where field.isRequired && map.sources[field.name] == nil {
      add(root, "`\(field.name)` of `\(ledger.name)` is needed: \(field.meaning)")
    }
    return map
  }

  private mutating func ledger(_ node: Node?, _ root: Node) -> Ledger? {
    let names = Ledger.all.map(\.name)
    guard let node, let name = node.string else {
      add(node ?? root, "`ledger` is missing; known are \(names.joined(separator: ", ")).")
      return nil
    }
    guard let ledger = Ledger.named(name) else {
      let near = names.nearest(to: name, atMost: 1).first.map { " Did you mean `\($0)`?" } ?? ""
      add(
        node, "There is no ledger of this name.\(near) Known are \(names.joined(separator: ", ")).")
      return nil
    }
    return ledger
  }

  private mutating func source(_ node: Node, _ field: String) -> LedgerMap.Source? {
    if let name = node.scalar?.string, !name.isEmpty { return .column([name]) }
    if let names = names(node) { return .column(names) }
    if let mapping = node.mapping, mapping.count == 1,
      let (key, value) = mapping.first.map({ ($0.key, $0.value) }),
      key.string == "join", let names = names(value)
    {
      return .joined(names)
    }
    add(node, "`\(field)`: expected a column, a list of columns, or `join` with a list of columns.")
    return nil
  }

  private func names(_ node: Node) -> [String]? {
    guard let list = node.sequence, !list.isEmpty else { return nil }
    let names = list.compactMap { $0.scalar?.string }
    return names.count == list.count && names.allSatisfy { !$0.isEmpty } ? names : nil
  }

  private mutating func words(_ node: Node?, _ ledger: Ledger) -> [String: [String: String]] {
    let fields = ledger.fields.filter { $0.kind == .word || $0.kind == .flag }
    guard let node, let members = members(node, Set(fields.map(\.name))) else { return [:] }
    var result: [String: [String: String]] = [:]
    for (name, node) in members {
      let field = fields.first { $0.name == name }
      let known = field?.kind == .flag ? ["yes", "no", LedgerMap.unknown] : field?.words ?? []
      guard let mapping = node.mapping else {
        add(
          node,
          "`\(name)`: expected the file's words, each with one of \(known.joined(separator: ", "))."
        )
        continue
      }
      for (key, value) in mapping {
        guard let word = value.scalar?.string, known.contains(word) else {
          add(value, "`\(name)`: expected one of \(known.joined(separator: ", ")).")
          continue
        }
        result[name, default: [:]][(key.scalar?.string ?? "").lowercased()] = word
      }
    }
    return result
  }

  /// Which rows are taken: a list of columns with their words.
  private mutating func choices(_ node: Node) -> [LedgerMap.Choice] {
    guard let list = node.sequence, !list.isEmpty else {
      add(node, "`only`: expected a list, as - { column: Stage, is: [Won] }.")
      return []
    }
    return list.compactMap { item in
      guard let members = members(item, ["column", "is"]) else { return nil }
      func texts(_ node: Node?) -> [String] {
        node.flatMap { node in node.scalar.map { [$0.string] } ?? names(node) } ?? []
      }
      let (columns, words) = (texts(members["column"]), texts(members["is"]))
      guard !columns.isEmpty, !words.isEmpty else {
        add(item, "`only`: expected `column` and `is`, each a word or a list of words.")
        return nil
      }
      return LedgerMap.Choice(columns: columns, words: Set(words.map { $0.lowercased() }))
    }
  }

  private mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node?, _ name: String
  ) -> Choice? where Choice.RawValue == String {
    guard let node else { return nil }
    guard let choice = node.string.flatMap(Choice.init(rawValue:)) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: " or ")
      add(node, "`\(name)`: expected \(known).")
      return nil
    }
    return choice
  }

  private mutating func encoding(_ node: Node) -> LedgerEncoding? {
    guard let name = word(node, "encoding") else { return nil }
    guard let encoding = LedgerEncoding(name) else {
      add(node, "`encoding`: the system knows none of this name; `iconv --list` shows them.")
      return nil
    }
    return encoding
  }

  private mutating func word(_ node: Node, _ name: String) -> String? {
    guard let text = node.string, !text.isEmpty else {
      add(node, "`\(name)`: expected a name.")
      return nil
    }
    return text
  }

  /// The members of a mapping with known keys; problems for all others.
  private mutating func members(_ node: Node, _ known: Set<String>) -> [String: Node]? {
    guard let mapping = node.mapping else {
      add(node, "Expected \(known.sorted().joined(separator: ", ")).")
      return nil
    }
    var result: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if known.contains(name) {
        result[name] = value
      } else {
        let near =
          known.sorted().nearest(to: name, atMost: 1).first.map { " Did you mean `\($0)`?" } ?? ""
        add(key, "Unknown key.\(near) Known are \(known.sorted().joined(separator: ", ")).")
      }
    }
    return result
  }

  private mutating func add(_ node: Node, _ text: String) { add(node.mark?.line ?? 0, text) }

  private mutating func add(_ line: Int, _ text: String) {
    problems.append(LedgerMapProblems.Problem(line: line, text: text))
  }

  private static func line(of error: any Error) -> Int {
    switch error {
    case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
      YamlError.composer(_, _, let mark, _):
      mark.line
    case YamlError.duplicatedKeysInMapping(_, let context): context.mark.line
    default: 0
    }
  }

  private static func holdsAlias(_ line: Substring) -> Bool {
    var previous: Unicode.Scalar = "\n"
    for scalar in line.unicodeScalars {
      if scalar == "#", previous == " " || previous == "\n" { return false }
      if scalar == "&" || scalar == "*", " \n[,:-".unicodeScalars.contains(previous) { return true }
      previous = scalar
    }
    return false
  }
}
