import Enrichment

extension FuzzCheck {
  /// Rules about user agents are read, or all mistakes told; what rules patterns out changes nothing.
  static let agentRules = FuzzCheck("agent-rules") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let rules = try AgentRules(own: text, browsers: nil)
      let slow = try AgentRules(own: text, browsers: nil, filtered: false, compiled: false)
      try require(rules.fingerprint == slow.fingerprint, "two fingerprints of one text")
      let profile = rules.profile(of: text)
      // A pattern that takes too much work may be ruled out, or be interpreted with less.
      let other = slow.profile(of: text)
      try require(
        profile == other || profile.class == .unclassified || other.class == .unclassified,
        "two profiles of one agent")
      try requirePlain(profile)
    } catch let error as AgentRulesProblems {
      try require(!error.problems.isEmpty, "refused without a reason")
      let lineCount = text.unicodeScalars.count { $0.properties.isWhitespace } + 2
      for problem in error.problems {
        try requirePrintable(problem.text, "a mistake")
        try require((0...lineCount).contains(problem.line), "line \(problem.line)")
      }
    }
  }

  /// Any agent has one profile by the built-in rules, which is plain.
  static let agent = FuzzCheck("agent", sizeLimit: 1_100) { bytes in
    let (rules, slow) = try builtIn.get()
    let agent = String(decoding: bytes, as: UTF8.self)
    let profile = rules.profile(of: agent)
    try require(profile == slow.profile(of: agent), "two profiles of one agent")
    try require(profile.class != .unclassified, "the built-in rules take too much work")
    try requirePlain(profile)
  }

  private static let builtIn = Result {
    try (
      AgentRules(own: nil, browsers: nil),
      AgentRules(own: nil, browsers: nil, filtered: false, compiled: true)
    )
  }

  private static func requirePlain(_ profile: AgentProfile) throws(Violation) {
    try require(!profile.reason.isEmpty, "no reason")
    for text in [profile.reason, profile.agentOperator, profile.browser, profile.deviceModel] {
      try requirePrintable(text ?? "", "a profile")
    }
  }
}
