private import Yams

/// All that is wrong with a file of topics.
package struct TopicsProblems: Error, Equatable, Sendable, CustomStringConvertible {
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

extension Topics {
  /// Reads the rules from the text of a `topics.yaml`; throws all problems with their lines.
  package static func load(yaml text: String) throws(TopicsProblems) -> Topics {
    var file = TopicsFile()
    let topics = file.read(text)
    guard let topics, file.problems.isEmpty else {
      throw TopicsProblems(problems: file.problems.sorted { $0.line < $1.line })
    }
    return topics
  }
}

/// Turns YAML into rules, and gathers what is wrong.
private struct TopicsFile {
  private static let sizeLimit = 1 << 20
  private static let weightRange = 1...100
  private static let topKeys: Set<String> = ["threshold", "topics"]
  private static let topicKeys: Set<String> = ["topic", "rules"]
  private static let ruleKeys: Set<String> = ["name", "words", "where", "weight", "not"]

  private(set) var problems: [TopicsProblems.Problem] = []
  private var rules: [Topics.Rule] = []
  private var phrases = PhraseIndex()
  private var ruleNames: Set<String> = []

  mutating func read(_ text: String) -> Topics? {
    guard text.utf8.count <= Self.sizeLimit else {
      add(0, "The file is longer than 1 MiB.")
      return nil
    }
    guard !text.utf8.contains(UInt8(ascii: "&")) || !Self.holdsAnchor(text) else {
      add(0, "Anchors are not supported.")
      return nil
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      add(Self.line(of: error), "The file is not valid YAML.")
      return nil
    } catch {
      add(0, "The file is not valid YAML.")
      return nil
    }
    guard let root, let top = members(root, Self.topKeys) else {
      if root == nil { add(0, "The file is empty.") }
      return nil
    }
    let threshold = number(top["threshold"], in: Self.weightRange, "threshold", default: 1)
    guard let topics = top["topics"]?.sequence, !topics.isEmpty else {
      add(root, "`topics` is missing or no list.")
      return nil
    }
    var names: [String] = []
    for topic in topics {
      guard let members = members(topic, Self.topicKeys) else { continue }
      let name = key(members["topic"], at: topic, "topic")
      if names.contains(name) || name == "other" { add(topic, "The topic `\(name)` is taken.") }
      names.append(name)
      guard let list = members["rules"]?.sequence, !list.isEmpty else {
        add(topic, "`rules` of `\(name)` is missing or no list.")
        continue
      }
      for rule in list { readRule(rule, topic: names.count - 1) }
    }
    return Topics(names: names, threshold: threshold, rules: rules, phrases: phrases)
  }

  private mutating func readRule(_ node: Node, topic: Int) {
    guard let members = members(node, Self.ruleKeys) else { return }
    let name = key(members["name"], at: node, "name")
    if !ruleNames.insert(name).inserted { add(node, "The rule `\(name)` is there twice.") }
    var places: Set<Topics.Place> = [.subject, .body]
    if let list = members["where"] {
      places = []
      for (text, item) in texts(list, "where") {
        guard let place = Topics.Place(rawValue: text) else {
          add(item, "`where`: expected subject, body, form, mailbox or attachment.")
          continue
        }
        places.insert(place)
      }
    }
    let weight = number(members["weight"], in: Self.weightRange, "weight", default: 1)
    if members["words"] == nil { add(node, "`words` of `\(name)` is missing.") }
    let index = rules.count
    rules.append(Topics.Rule(topic: topic, name: name, weight: weight, places: places))
    readPhrases(members["words"], "words", PhraseIndex.Match(rule: index, isExclusion: false))
    readPhrases(members["not"], "not", PhraseIndex.Match(rule: index, isExclusion: true))
  }

  private mutating func readPhrases(_ node: Node?, _ name: String, _ match: PhraseIndex.Match) {
    guard let node else { return }
    for (text, item) in texts(node, name) where !phrases.add(text, match) {
      add(item, "`\(name)`: expected one to \(PhraseIndex.phraseLimit) words.")
    }
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
        add(key, "Unknown key; known are \(known.sorted().joined(separator: ", ")).")
      }
    }
    return result
  }

  private mutating func key(_ node: Node?, at parent: Node, _ name: String) -> String {
    guard let text = node?.string, !text.isEmpty, text.utf8.count <= 64,
      text.utf8.allSatisfy({ $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == 95 || $0 == 45 })
    else {
      add(node ?? parent, "`\(name)`: expected lower-case letters, digits, `_` and `-`.")
      return ""
    }
    return text
  }

  private mutating func number(
    _ node: Node?, in range: ClosedRange<Int>, _ name: String, default value: Int
  ) -> Int {
    guard let node else { return value }
    guard let number = node.int, range.contains(number) else {
      add(
        node, "`\(name)`: expected a whole number from \(range.lowerBound) to \(range.upperBound).")
      return value
    }
    return number
  }

  private mutating func texts(_ node: Node, _ name: String) -> [(String, Node)] {
    if let text = node.string { return [(text, node)] }
    guard let list = node.sequence else {
      add(node, "`\(name)`: expected a list of words and phrases.")
      return []
    }
    var result: [(String, Node)] = []
    for item in list {
      if let text = item.string {
        result.append((text, item))
      } else {
        add(item, "`\(name)`: expected words; put them into quotes.")
      }
    }
    return result
  }

  private mutating func add(_ node: Node, _ text: String) { add(node.mark?.line ?? 0, text) }

  private mutating func add(_ line: Int, _ text: String) {
    problems.append(TopicsProblems.Problem(line: line, text: text))
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

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: 0
    }
  }
}
