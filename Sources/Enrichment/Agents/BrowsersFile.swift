/// The parsers that a `regexes.yaml` of uap-core gives, in their order.
struct BrowsersFile {
  enum Section: String, CaseIterable, Sendable {
    case browser = "user_agent_parsers"
    case system = "os_parsers"
    case device = "device_parsers"

    /// The keys of what replaces groups, in the order of what a parser tells.
    var replacements: [String] {
      switch self {
      case .browser:
        ["family_replacement", "v1_replacement", "v2_replacement", "v3_replacement"]
      case .system:
        [
          "os_replacement", "os_v1_replacement", "os_v2_replacement", "os_v3_replacement",
          "os_v4_replacement",
        ]
      case .device: ["device_replacement", "brand_replacement", "model_replacement"]
      }
    }

    /// What stands where nothing replaces it: the group of that number.
    var groups: [Int?] { self == .device ? [1, nil, 1] : Array(1...replacements.count) }
  }

  struct Parser: Sendable {
    var pattern: Pattern
    /// What it tells, in the order of ``Section/replacements``.
    var fields: [Replacement?]
  }

  private(set) var parsers: [Section: [Parser]] = [:]
  private var document = RuleDocument(.browsers)
  private let compiled: Bool

  var problems: [AgentRulesProblems.Problem] { document.problems }

  init(_ text: String, compiled: Bool = true) {
    self.compiled = compiled
    guard let root = document.compose(text),
      let top = document.members(root, Set(Section.allCases.map(\.rawValue)))
    else { return }
    for section in Section.allCases {
      guard let list = top[section.rawValue]?.list, !list.isEmpty else {
        document.add(
          top[section.rawValue]?.line ?? root.line, "`\(section.rawValue)` is missing or no list.")
        continue
      }
      parsers[section] = list.compactMap { read($0, section) }
    }
  }

  private mutating func read(_ value: RuleDocument.Value, _ section: Section) -> Parser? {
    let known = Set(section.replacements).union(["regex", "regex_flag"])
    guard let members = document.members(value, known) else { return nil }
    guard let regex = members["regex"]?.text else {
      document.add(members["regex"]?.line ?? value.line, "`regex` is missing or no text.")
      return nil
    }
    if let flag = members["regex_flag"], flag.text != "i" {
      document.add(flag.line, "`regex_flag`: expected i.")
    }
    var fields: [Replacement?] = []
    for (key, group) in zip(section.replacements, section.groups) {
      if let replacement = members[key] {
        if replacement.text == nil { document.add(replacement.line, "`\(key)`: expected text.") }
        fields.append(replacement.text.map(Replacement.init))
      } else {
        fields.append(group.map(Replacement.init(group:)))
      }
    }
    do throws(Pattern.Refusal) {
      let pattern = try Pattern(
        regex, ignoringCase: members["regex_flag"] != nil, compiled: compiled)
      return Parser(pattern: pattern, fields: fields)
    } catch {
      document.add(members["regex"]?.line ?? value.line, "`regex`: \(error.text).")
      return nil
    }
  }
}
