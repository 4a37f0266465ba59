import Enrichment
import Foundation
import Support
import Testing

@Suite("Files of rules about user agents")
struct AgentsFileTests {
  private static let head = "browsers: [mozilla/]\nrules:\n"
  private static let devices = "device_parsers: [{ regex: a }]"

  private func problems(_ yaml: String, browsers: String? = nil) -> [String] {
    do throws(AgentRulesProblems) {
      _ = try AgentRules(own: yaml, browsers: browsers)
      return []
    } catch {
      return error.problems.map { "\($0.line) \($0.text)" }
    }
  }

  @Test("the shipped file is the built-in rules")
  func shipped() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Config/agents.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == AgentRules.builtIn)
  }

  @Test(
    "a rule that is wrong is refused with its line",
    arguments: [
      ("  - { name: a, class: robot, agents: [a] }", "3 `class`: expected one of person,"),
      ("  - { name: a, class: silent, agents: [a] }", "3 `class`: expected one of person,"),
      ("  - { name: a, agents: [a] }", "3 `class`: expected one of person,"),
      ("  - { class: crawler, agents: [a] }", "3 `name`: expected 1 to 64"),
      ("  - { name: '', class: crawler, agents: [a] }", "3 `name`: expected 1 to 64"),
      ("  - { name: a, class: crawler }", "3 Expected either `agents` or `pattern`."),
      (
        "  - { name: a, class: crawler, agents: [a], pattern: a }",
        "3 Expected either `agents` or `pattern`."
      ),
      ("  - { name: a, class: crawler, agents: [] }", "3 `agents` is missing or no list."),
      ("  - { name: a, class: crawler, agents: a }", "3 `agents` is missing or no list."),
      ("  - { name: a, class: crawler, agents: ['^'] }", "3 `agents`: expected something after"),
      ("  - { name: a, class: crawler, agents: [''] }", "3 `agents`: expected 1 to 128"),
      ("  - { name: a, class: crawler, agents: [[a]] }", "3 `agents`: expected 1 to 128"),
      ("  - { name: a, class: crawler, agents: [a], age: 3 }", "3 Unknown key `age`."),
      ("  - { name: a, class: crawler, agents: [a], agents: [b] }", "3 A key is there twice."),
      ("  - a", "3 Expected agents, class, name"),
      (
        "  - { name: a, class: crawler, agents: [a] }\n  - { name: a, class: crawler, agents: [b] }",
        "4 The rule `a` is there twice."
      ),
      (
        "  - { name: a, class: crawler, pattern: '(b' }", "3 `pattern`: missing closing parenthesis"
      ),
      ("  - { name: a, class: crawler, pattern: '' }", "3 `pattern`: expected 1 to 8192"),
      ("  - { name: a, class: crawler, pattern: [b] }", "3 `pattern`: expected a regular"),
      ("  - { name: a, class: crawler, pattern: '(*UTF)b' }", "3 `pattern`: "),
      (#"  - { name: a, class: crawler, pattern: '\C' }"#, "3 `pattern`: "),
      (
        "  - { name: a, class: crawler, pattern: '((((a{1000}){1000}){1000}){1000})' }",
        "3 `pattern`: regular expression is too large"
      ),
      ("  - { name: a, class: crawler, agents: &x [a] }", "3 Anchors are not supported."),
      (
        "  - &x { name: a, class: crawler, agents: [a] }\n  - *x",
        "3 Anchors are not supported."
      ),
      ("  - { name: a, class: crawler, agents: *x }", "3 The file is not valid YAML"),
      ("  - { name: a", "4 The file is not valid YAML: "),
      (
        #"  - { name: a, class: crawler, pattern: "\d+" }"#,
        #"3 The file is not valid YAML: in double quotes a \ begins an escape"#
      ),
      ("  - { name: \"a\\u0000\", class: crawler, agents: [a] }", "3 `name`: expected 1 to 64"),
    ])
  func refused(rule: String, problem: String) {
    let found = problems(Self.head + rule + "\n")
    #expect(found.count == 1 && found[0].hasPrefix(problem), "\(found)")
  }

  @Test("all problems are told at once")
  func together() {
    let yaml = """
      browsers: []
      colour: red
      rules:
        - { name: a, class: robot, agents: [a] }
        - { name: a, class: crawler, pattern: '[' }
      """
    let lines = problems(yaml).map { $0.prefix(2) }
    #expect(lines == ["1 ", "2 ", "4 ", "5 ", "5 "])
  }

  @Test(
    "what is no file of rules is refused",
    arguments: [
      "", "a", "[]", "rules: []", "browsers: [a]", "rules: 3", "--- \n...\n---\n",
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      "x: &a [b]\ny: *a", String(repeating: "a", count: 2 << 20),
    ] + HostileText.all)
  func noFile(yaml: String) {
    #expect(!problems(yaml).isEmpty)
    #expect(
      !problems(Self.head + "  - { name: a, class: crawler, agents: [a] }", browsers: yaml)
        .isEmpty)
  }

  @Test(
    "the file of uap-core is read with its lines",
    arguments: [
      ("user_agent_parsers:\n  - family_replacement: a", "2 `regex` is missing"),
      ("user_agent_parsers:\n  - regex: '('", "2 `regex`: missing closing parenthesis"),
      ("user_agent_parsers:\n  - { regex: a, regex_flag: x }", "2 `regex_flag`: expected i."),
      (
        "user_agent_parsers:\n  - { regex: a, brand_replacement: x }",
        "2 Unknown key `brand_replacement`."
      ),
      (
        "user_agent_parsers:\n  - { regex: a, v1_replacement: [x] }", "2 `v1_replacement`: expected"
      ),
      ("user_agent_parsers:\n  - &x { regex: a }\n", "2 Anchors are not supported."),
    ])
  func browsers(text: String, problem: String) {
    let yaml = "\(text)\nos_parsers: [{ regex: a }]\n\(Self.devices)\n"
    let found = problems(Self.head + "  - { name: a, class: crawler, agents: [a] }", browsers: yaml)
    #expect(found.count == 1 && found[0].hasPrefix(problem), "\(found)")
  }

  @Test("the fingerprint tells texts apart, and is the same for the same")
  func fingerprint() throws {
    let own = Self.head + "  - { name: a, class: crawler, agents: [a] }"
    let regexes = try UserAgentCorpus.regexes()
    let prints = try [
      AgentRules(own: nil, browsers: nil), AgentRules(own: nil, browsers: regexes),
      AgentRules(own: own, browsers: nil), AgentRules(own: own, browsers: regexes),
      AgentRules(own: own + "\n", browsers: nil),
    ].map(\.fingerprint)
    #expect(Set(prints).count == prints.count)
    let again = try AgentRules(own: AgentRules.builtIn, browsers: nil).fingerprint
    #expect(again == prints[0])
  }
}
