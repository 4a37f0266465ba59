import Clickstream
import Yams

/// The entries of a YAML table, asked for by name; what nobody asked for is a mistake.
package struct YAMLTable {
  private struct Entry {
    let line: Int
    let node: Node
  }

  package let file: String
  private var entries: [String: Entry] = [:]
  private var known: [String] = []
  package private(set) var problems: [Problem] = []

  /// Reads `yaml`, whose first line is the first of the file.
  package init(yaml: String, file: String) {
    self.file = file
    do {
      if let node = try Yams.compose(yaml: yaml, .basic, .default, .utf8) { read(node) }
    } catch let error as YamlError {
      let (message, line) = Self.words(error)
      report(line, message)
    } catch {
      report(1, "the YAML cannot be read")
    }
  }

  private init(_ node: Node, file: String) {
    self.file = file
    read(node)
  }

  private mutating func read(_ node: Node) {
    guard case .mapping(let pairs) = node else {
      return report(line(of: node), "lines such as 'title: Orders' are needed")
    }
    for (key, value) in pairs {
      guard let name = key.scalar?.string else {
        report(line(of: key), "a name is needed in front of ':'")
        continue
      }
      entries[name] = Entry(line: line(of: key), node: value)
    }
  }

  package mutating func report(_ line: Int?, _ message: String) {
    problems.append(Problem(file: file, line: line, message: message))
  }

  /// Whether there is such an entry.
  package func has(_ name: String) -> Bool { entries[name] != nil }

  /// The line on which an entry stands, or 1.
  package func line(of name: String) -> Int { entries[name]?.line ?? 1 }

  private func line(of node: Node) -> Int { node.mark?.line ?? 1 }

  private mutating func node(_ name: String) -> Node? {
    known.append(name)
    return entries[name]?.node
  }

  /// The text of an entry; nil where there is none.
  package mutating func text(_ name: String) -> String? {
    guard let node = node(name) else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty else {
      report(line(of: name), "'\(name)' needs a text")
      return nil
    }
    return text
  }

  /// The whole number of an entry.
  package mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      report(
        line(of: name),
        "'\(name)' needs a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  package mutating func bool(_ name: String) -> Bool? {
    guard let text = text(name) else { return nil }
    guard text == "true" || text == "false" else {
      report(line(of: name), "'\(name)' is true or false")
      return nil
    }
    return text == "true"
  }

  /// One of the cases of a type by its name.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let text = text(name) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    report(line(of: name), "'\(text)' is no \(name); there are \(names)")
    return nil
  }

  /// Names with texts, in their order.
  package mutating func pairs(_ name: String) -> [(name: String, text: String)]? {
    guard let node = node(name) else { return nil }
    guard let mapping = node.mapping, !mapping.isEmpty else {
      report(line(of: name), "'\(name)' needs a table such as {page: Page}")
      return nil
    }
    var result: [(name: String, text: String)] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string, let text = value.scalar?.string else {
        report(line(of: key), "a name with a text is needed")
        continue
      }
      result.append((name, text))
    }
    return result
  }

  /// Every entry of the table, each a name with a text, in their order.
  package mutating func all() -> [(line: Int, name: String, text: String)] {
    known += entries.keys
    let ordered = entries.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
    return ordered.compactMap { name, entry in
      guard let text = entry.node.scalar?.string else {
        report(entry.line, "'\(name)' needs a text")
        return nil
      }
      return (entry.line, name, text)
    }
  }

  /// A list whose items are texts or lists of texts.
  package mutating func groups(_ name: String) -> [[String]]? {
    guard let node = node(name) else { return nil }
    if let text = node.scalar?.string { return [[text]] }
    guard let items = node.sequence else {
      report(line(of: name), "'\(name)' needs a list")
      return nil
    }
    return items.compactMap { item in
      if let text = item.scalar?.string { return [text] }
      let texts = item.sequence?.compactMap(\.scalar?.string) ?? []
      if texts.isEmpty || texts.count != item.sequence?.count {
        report(line(of: item), "'\(name)' holds texts, or lists of texts")
      }
      return texts
    }
  }

  /// A list of texts; one alone may stand without a list.
  package mutating func texts(_ name: String) -> [String]? {
    groups(name)?.flatMap { group in
      if group.count != 1 { report(line(of: name), "'\(name)' holds texts") }
      return group
    }
  }

  /// A list of tables, each with the line on which it begins; its mistakes are its own.
  package mutating func tables(_ name: String) -> [(line: Int, table: YAMLTable)]? {
    guard let node = node(name) else { return nil }
    guard let items = node.sequence else {
      report(line(of: name), "'\(name)' needs a list")
      return nil
    }
    return items.map { (line(of: $0), YAMLTable($0, file: file)) }
  }

  /// Reports every entry that nobody asked for; call last.
  package mutating func finish() -> [Problem] {
    for (name, entry) in entries where !known.contains(name) {
      let near = known.nearest(to: name, atMost: 1).first
      let hint =
        near.map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))"
      report(entry.line, "unknown key '\(name)'; \(hint)")
    }
    return problems
  }

  /// What the reader of YAML says, or what to do where it is the commonest slip.
  static func words(ofProblem problem: String) -> String {
    problem.contains("escape")
      ? "in double quotes a \\ begins an escape; put the text into single quotes" : problem
  }

  private static func words(_ error: YamlError) -> (String, Int) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (
        "this is not YAML: \(words(ofProblem: problem))"
          + (problem.contains("escape") ? "" : "; quote a text that holds ': '"),
        mark.line
      )
    case .duplicatedKeysInMapping(let duplicates, let context):
      (
        "'\(duplicates.sorted().joined(separator: "', '"))' stands twice",
        context.mark.line
      )
    default: ("the YAML cannot be read", 1)
    }
  }
}
