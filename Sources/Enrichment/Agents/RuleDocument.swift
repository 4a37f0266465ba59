private import Yams

/// A YAML text of mappings and lists, read with all that is wrong with it.
struct RuleDocument {
  /// A value with the line where it begins.
  struct Value {
    fileprivate var node: Node
    var line: Int { node.mark?.line ?? 0 }
    /// The text of a scalar as it stands there; nil for lists and mappings.
    var text: String? { node.scalar?.string }
    var list: [Value]? { node.sequence.map { $0.map(Value.init) } }
  }

  private static let sizeLimit = 1 << 20

  let file: AgentRulesProblems.File
  private(set) var problems: [AgentRulesProblems.Problem] = []

  init(_ file: AgentRulesProblems.File) { self.file = file }

  /// The root of the text; nil with a problem.
  mutating func compose(_ text: String) -> Value? {
    guard text.utf8.count <= Self.sizeLimit else {
      add(0, "The file is longer than 1 MiB.")
      return nil
    }
    do {
      let parser = try Yams.Parser(yaml: text)
      let root = try parser.singleRoot()
      // The parser alone keeps the anchors.
      let anchored = withExtendedLifetime(parser) { root.flatMap(Self.anchored) }
      if let anchored {
        add(anchored.mark?.line ?? 0, "Anchors are not supported.")
        return nil
      }
      if root == nil { add(0, "The file is empty.") }
      return root.map(Value.init)
    } catch let error as YamlError {
      add(Self.line(of: error), Self.text(of: error))
    } catch {
      add(0, "The file is not valid YAML.")
    }
    return nil
  }

  /// The members of a mapping with known keys; problems for all others.
  mutating func members(_ value: Value, _ known: Set<String>) -> [String: Value]? {
    guard let mapping = value.node.mapping else {
      add(value.line, "Expected \(known.sorted().joined(separator: ", ")).")
      return nil
    }
    var result: [String: Value] = [:]
    for (key, member) in mapping {
      let name = key.string ?? ""
      if known.contains(name) {
        result[name] = Value(node: member)
      } else {
        add(key.mark?.line ?? value.line, RuleFileMistake.text(name, among: known.sorted()))
      }
    }
    return result
  }

  mutating func add(_ line: Int, _ text: String) {
    problems.append(AgentRulesProblems.Problem(file: file, line: line, text: text))
  }

  /// The first node with a name, by which a small file could stand for a huge one; no alias stands
  /// before it.
  private static func anchored(_ node: Node) -> Node? {
    if node.anchor != nil { return node }
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let found = anchored(key) ?? anchored(value) { return found }
      }
    case .sequence(let sequence):
      for value in sequence {
        if let found = anchored(value) { return found }
      }
    default: break
    }
    return nil
  }

  private static func line(of error: YamlError) -> Int { RuleFileMistake.place(of: error).line }

  private static func text(of error: YamlError) -> String { RuleFileMistake.place(of: error).text }
}
