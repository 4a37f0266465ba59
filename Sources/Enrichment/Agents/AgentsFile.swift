/// The rules of the house as an `agents.yaml` gives them.
struct AgentsFile {
  struct Rule: Sendable {
    var name: String
    var `class`: AgentClass
    var agentOperator: String?
  }

  private static let topKeys: Set<String> = ["browsers", "rules"]
  private static let ruleKeys: Set<String> = ["name", "class", "operator", "agents", "pattern"]
  /// Letters of a name, and of a word.
  private static let nameLimit = 64
  private static let wordLimit = 128

  private(set) var rules: [Rule] = []
  /// What tells the rules, in their order, and to which of them each belongs.
  private(set) var tests: [Sieve.Test] = []
  private(set) var ruleOfTest: [Int] = []
  /// How agents of people begin, in lower case.
  private(set) var browsers: [[UInt8]] = []
  private var document = RuleDocument(.own)
  private var names: Set<String> = []
  private let compiled: Bool

  var problems: [AgentRulesProblems.Problem] { document.problems }

  /// - Parameter compiled: Whether patterns may become code of the machine.
  init(_ text: String, compiled: Bool = true) {
    self.compiled = compiled
    guard let root = document.compose(text), let top = document.members(root, Self.topKeys) else {
      return
    }
    for (word, _) in words(top["browsers"], "browsers", of: root) {
      browsers.append(AgentText.folded(word.utf8))
    }
    guard let list = top["rules"]?.list, !list.isEmpty else {
      document.add(top["rules"]?.line ?? root.line, "`rules` is missing or no list.")
      return
    }
    for rule in list { read(rule) }
  }

  private mutating func read(_ value: RuleDocument.Value) {
    guard let members = document.members(value, Self.ruleKeys) else { return }
    let name = text(members["name"], "name", of: value) ?? ""
    if !name.isEmpty, !names.insert(name).inserted {
      document.add(value.line, "The rule `\(name)` is there twice.")
    }
    let agentOperator =
      members["operator"] == nil ? nil : text(members["operator"], "operator", of: value)
    rules.append(
      Rule(name: name, class: agentClass(members["class"], of: value), agentOperator: agentOperator)
    )
    guard (members["agents"] == nil) != (members["pattern"] == nil) else {
      document.add(value.line, "Expected either `agents` or `pattern`.")
      return
    }
    if let pattern = members["pattern"] { add(pattern: pattern) }
    if members["agents"] != nil {
      for (word, line) in words(members["agents"], "agents", of: value) { add(word: word, line) }
    }
  }

  private mutating func agentClass(
    _ value: RuleDocument.Value?, of rule: RuleDocument.Value
  ) -> AgentClass {
    if let name = value?.text, let found = AgentClass(rule: name) { return found }
    let known = AgentClass.allCases.filter(\.isGivenByRules).map(\.name)
    document.add(
      value?.line ?? rule.line, "`class`: expected one of \(known.joined(separator: ", ")).")
    return .program
  }

  private mutating func add(word: String, _ line: Int) {
    var bytes = AgentText.folded(word.utf8)
    let isStart = bytes.first == UInt8(ascii: "^")
    if isStart { bytes.removeFirst() }
    guard !bytes.isEmpty else {
      document.add(line, "`agents`: expected something after `^`.")
      return
    }
    add(isStart ? .start(bytes) : .word(bytes))
  }

  private mutating func add(pattern value: RuleDocument.Value) {
    guard let text = value.text else {
      document.add(value.line, "`pattern`: expected a regular expression; put it into quotes.")
      return
    }
    do throws(Pattern.Refusal) {
      add(.pattern(try Pattern(text, ignoringCase: true, compiled: compiled)))
    } catch {
      document.add(value.line, "`pattern`: \(error.text).")
    }
  }

  private mutating func add(_ test: Sieve.Test) {
    tests.append(test)
    ruleOfTest.append(rules.count - 1)
  }

  /// A name that is shown in reports.
  private mutating func text(
    _ value: RuleDocument.Value?, _ key: String, of rule: RuleDocument.Value
  ) -> String? {
    if let text = value?.text, Self.isPlain(text, Self.nameLimit) { return text }
    document.add(
      value?.line ?? rule.line,
      "`\(key)`: expected 1 to \(Self.nameLimit) letters, quoted if need be.")
    return nil
  }

  private mutating func words(
    _ value: RuleDocument.Value?, _ key: String, of parent: RuleDocument.Value
  ) -> [(String, Int)] {
    guard let list = value?.list, !list.isEmpty else {
      document.add(value?.line ?? parent.line, "`\(key)` is missing or no list.")
      return []
    }
    var result: [(String, Int)] = []
    for item in list {
      if let text = item.text, Self.isPlain(text, Self.wordLimit) {
        result.append((text, item.line))
      } else {
        document.add(
          item.line, "`\(key)`: expected 1 to \(Self.wordLimit) letters, quoted if need be.")
      }
    }
    return result
  }

  private static func isPlain(_ text: String, _ limit: Int) -> Bool {
    (1...limit).contains(text.unicodeScalars.count) && text != " "
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }
  }
}
