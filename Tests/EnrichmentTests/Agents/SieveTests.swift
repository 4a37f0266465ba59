import Enrichment
import Support
import Testing

/// Agents that nobody sends, made of those that people send.
private struct Mutation {
  private let agents: [String]
  private var random: SplitMix64

  init(_ agents: [String], seed: UInt64) {
    self.agents = agents
    random = SplitMix64(seed: seed)
  }

  private static let insertions: [[UInt8]] = [
    [0], [0xff], Array("é\u{212a}ſ".utf8), Array("bot".utf8), Array("Android 4.2.2; ".utf8),
    Array(" Build/".utf8), Array("(compatible; ".utf8), Array("Spider".utf8), [0x0a],
    Array(";;".utf8),
    [UInt8](repeating: 0x61, count: 300),
  ]

  mutating func next() -> String {
    var bytes = Array((agents.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0:
        bytes.insert(contentsOf: Self.insertions.randomElement(using: &random) ?? [], at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
      case 2:
        let other = Array((agents.randomElement(using: &random) ?? "").utf8)
        bytes = Array(bytes[..<place] + other[(other.count / 2)...])
      case 3:
        for index in bytes.indices[place...] where (65...90).contains(bytes[index] & 0xdf) {
          bytes[index] ^= 0x20
        }
      case 4: bytes += bytes[place...]
      default:
        if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
      }
    }
    return String(decoding: bytes.prefix(3_000), as: UTF8.self)
  }
}

@Suite("What rules patterns out")
struct SieveTests {
  private static func rules(filtered: Bool, compiled: Bool = true) throws -> AgentRules {
    try AgentRules(
      own: nil, browsers: UserAgentCorpus.regexes(), filtered: filtered, compiled: compiled)
  }

  @Test("changes no profile of uap-core's agents, and none reaches a limit")
  func corpus() throws {
    let quick = try Self.rules(filtered: true)
    let slow = try Self.rules(filtered: false)
    let interpreted = try Self.rules(filtered: true, compiled: false)
    for agent in try UserAgentCorpus.agents() {
      let profile = quick.profile(of: agent)
      #expect(profile.class != .unclassified, "\(agent)")
      try #require(profile == slow.profile(of: agent), "\(agent)")
      try #require(profile == interpreted.profile(of: agent), "\(agent)")
    }
  }

  @Test("changes no profile of mutated agents", arguments: [1, 2, 3] as [UInt64])
  func mutated(seed: UInt64) throws {
    let quick = try Self.rules(filtered: true)
    let slow = try Self.rules(filtered: false)
    let interpreted = try Self.rules(filtered: true, compiled: false)
    var mutation = try Mutation(UserAgentCorpus.agents(), seed: seed)
    for _ in 0..<1_000 {
      let agent = mutation.next()
      let profile = quick.profile(of: agent)
      try #require(profile == slow.profile(of: agent), "\(agent.debugDescription)")
      try #require(profile == interpreted.profile(of: agent), "\(agent.debugDescription)")
    }
  }

  @Test(
    "reads patterns with care",
    arguments: [
      ("foo(?:bar|baz)?", "xfoo", true), ("a|bcd", "xxa", true), ("(?:ab){0}cd", "cd", true),
      ("(?:ab){2,3}", "abab", true), ("x(?=yz)y", "xyz", true), ("(?<!cu)bot", "a bot", true),
      ("(?<!cu)bot", "cubot", false), (#"\Qa.b\E"#, "a.b", true), ("[Bb]ot[/ ]", "Bot/", true),
      ("ab?c", "AC", true), ("(?i)FOO", "foo", true), ("(foo|)bar", "bar", true),
      ("a{2}b|cd", "aab", true), (#"\x41b"#, "ab", true), ("(?#bot)cat", "cat", true),
      ("é+b", "éb", true), ("[^a]bc", "xbc", true),
      ("(?:(?:one|two) ){2}three", "one two three", true),
      ("kelvin", "\u{212a}elvin", false), ("(a)(b)?cd", "acd", true), ("[]ab]cd", "]cd", true),
      ("foo*+bar", "fobar", true), ("f(?:o(?:x|y)){1,}z", "foyoxz", true),
      ("a{,3}b", "a{,3}b", true),
      (#"foo\|bar"#, "foo|bar", true), ("[a-]b", "-b", true), ("[-a]bc", "-bc", true),
      (#"^\(comp"#, "(comp", true), ("(?>ab|cd)ef", "cdef", true), ("x{1}yz", "xyz", true),
    ])
  func care(pattern: String, agent: String, isMet: Bool) throws {
    let file = """
      browsers: [zzz]
      rules: [{ name: it, class: monitor, pattern: '\(pattern)' }]
      """
    for filtered in [true, false] {
      let rules = try AgentRules(own: file, browsers: nil, filtered: filtered, compiled: true)
      let found = rules.profile(of: agent)
      #expect((found.reason == "it") == isMet, "filtered: \(filtered)")
    }
  }
}
