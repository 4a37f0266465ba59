private import Clickstream

/// The rules that tell what a user agent is.
///
/// Rules of the house say what is a bot, in their order: the first one met decides. Patterns of
/// uap-core say what a person's browser, system and device are.
package struct AgentRules: Sendable {
  /// Raised with each change of the built-in rules, or of what becomes of them.
  package static let version = 1

  /// The parsers of one kind with the number of the first one's test.
  struct Section: Sendable {
    var start: Int
    var parsers: [BrowsersFile.Parser]
  }

  /// Tells whether profiles are of these rules: a hash of the version and both texts.
  package let fingerprint: UInt64

  let sieve: Sieve
  let rules: [AgentsFile.Rule]
  /// The rule to which each test of the house belongs; these are the first tests.
  let ruleOfTest: [Int]
  /// How agents of people begin, in lower case.
  let browsers: [[UInt8]]
  /// Empty without uap-core.
  let sections: [BrowsersFile.Section: Section]
  let deviceSigns: Range<Int>

  /// - Parameters:
  ///   - yaml: The text of an `agents.yaml`; nil for the built-in rules.
  ///   - uapCore: The text of the `regexes.yaml` of uap-core; without it nothing is told of
  ///     browsers, systems and devices.
  package init(own yaml: String?, browsers uapCore: String?) throws(AgentRulesProblems) {
    try self.init(own: yaml, browsers: uapCore, filtered: true, compiled: true)
  }

  /// Rules that try all patterns, or have them interpreted: slower, and to the same effect.
  package init(
    own yaml: String?, browsers uapCore: String?, filtered: Bool, compiled: Bool
  ) throws(AgentRulesProblems) {
    let text = yaml ?? Self.builtIn
    let own = AgentsFile(text, compiled: compiled)
    let others = uapCore.map { BrowsersFile($0, compiled: compiled) }
    let problems =
      own.problems.sorted { $0.line < $1.line }
      + (others?.problems ?? []).sorted { $0.line < $1.line }
    guard problems.isEmpty else { throw AgentRulesProblems(problems: problems) }
    var tests = own.tests
    var sections: [BrowsersFile.Section: Section] = [:]
    for section in BrowsersFile.Section.allCases {
      guard let parsers = others?.parsers[section] else { continue }
      sections[section] = Section(start: tests.count, parsers: parsers)
      tests += parsers.map { .pattern($0.pattern) }
    }
    deviceSigns = tests.count..<tests.count + DeviceSigns.all.count
    tests += DeviceSigns.all.map(\.test)
    sieve = Sieve(tests, filtered: filtered)
    rules = own.rules
    ruleOfTest = own.ruleOfTest
    browsers = own.browsers
    self.sections = sections
    fingerprint = Self.fingerprint(text, uapCore)
  }

  private static func fingerprint(_ own: String, _ uapCore: String?) -> UInt64 {
    var hasher = SipHash(key: SipHash.Key(0, 0))
    hasher.combine(UInt64(version))
    // The lengths tell where one text ends and the next begins, and whether there is one.
    for text in [own, uapCore] {
      hasher.combine(UInt64(bitPattern: Int64(text?.utf8.count ?? -1)))
      if let text { unsafe hasher.combine(Array(text.utf8).span.bytes) }
    }
    return hasher.finish()
  }
}
