extension AgentRules {
  /// What the user agent of a request tells; at most its first 1,024 bytes are looked at.
  package func profile(of agent: String) -> AgentProfile {
    let text = AgentText(agent)
    if text.isSilent { return AgentProfile(class: .silent, reason: "no agent") }
    do throws(AgentLimit) {
      return try Reading(rules: self, text: text).profile()
    } catch {
      return AgentProfile(class: .unclassified, reason: error.name)
    }
  }

  /// What uap-core tells of an agent, in the order of ``BrowsersFile/Section/replacements``: family
  /// and version, or family, brand and model; nil where no pattern matches.
  package func browserFields(of agent: String) -> [String?]? { fields(.browser, agent) }
  package func systemFields(of agent: String) -> [String?]? { fields(.system, agent) }
  package func deviceFields(of agent: String) -> [String?]? { fields(.device, agent) }

  private func fields(_ section: BrowsersFile.Section, _ agent: String) -> [String?]? {
    try? Reading(rules: self, text: AgentText(agent)).fields(section)
  }
}

/// One agent under the rules.
private struct Reading: ~Copyable {
  private let rules: AgentRules
  private let text: AgentText
  private let candidates: Sieve.Candidates
  private let space = MatchSpace()

  init(rules: AgentRules, text: AgentText) {
    self.rules = rules
    self.text = text
    candidates = rules.sieve.candidates(of: text)
  }

  func profile() throws(AgentLimit) -> AgentProfile {
    var reason = "browser"
    var isTold = false
    if let test = try first(in: 0..<rules.ruleOfTest.count) {
      let rule = rules.rules[rules.ruleOfTest[test]]
      guard rule.class == .person else {
        return AgentProfile(
          class: rule.class, reason: rule.name, agentOperator: rule.agentOperator)
      }
      (reason, isTold) = (rule.name, true)
    }
    var device = try fields(.device)
    let browser = try fields(.browser)
    if !isTold {
      if device?.first == "Spider" {
        return AgentProfile(class: .crawler, reason: Self.clean(browser?[0]) ?? "Spider")
      }
      guard beginsLikeBrowser, !isBare else {
        return AgentProfile(class: .program, reason: "no browser")
      }
    }
    if device?.first == "Spider" { device = nil }
    let system = try fields(.system)
    return AgentProfile(
      class: .person, reason: reason, browser: Self.clean(browser?[0]),
      browserVersion: Self.clean(browser?[1]), system: Self.clean(system?[0]),
      systemVersion: Self.version(system), device: try kind(system?[0], device),
      deviceModel: Self.model(device))
  }

  /// What the first pattern of a section that matches tells.
  func fields(_ kind: BrowsersFile.Section) throws(AgentLimit) -> [String?]? {
    guard let section = rules.sections[kind],
      let test = try first(in: section.start..<section.start + section.parsers.count)
    else { return nil }
    let parser = section.parsers[test - section.start]
    return parser.fields.map { $0?.filled(from: text, parser.pattern, in: space) }
  }

  private func first(in range: Range<Int>) throws(AgentLimit) -> Int? {
    try rules.sieve.first(in: range, of: text, candidates, space)
  }

  private var beginsLikeBrowser: Bool {
    rules.browsers.contains { text.folded.starts(with: $0) }
  }

  /// Whether the agent is the beginning that all browsers have, and says no more.
  private var isBare: Bool {
    var rest = text.folded[...]
    for word in ["mozilla/", "(compatible", ";", ")"] {
      if word == "(compatible" {
        rest = rest.drop { $0 &- 48 < 10 || $0 == UInt8(ascii: ".") || $0 == 0x20 }
      }
      if rest.starts(with: word.utf8) { rest = rest.dropFirst(word.utf8.count) }
      rest = rest.drop { $0 == 0x20 }
    }
    return rest.isEmpty
  }

  private func kind(_ system: String?, _ device: [String?]?) throws(AgentLimit) -> DeviceKind {
    guard !rules.sections.isEmpty else { return .unknown }
    if let sign = try first(in: rules.deviceSigns) {
      return DeviceSigns.all[sign - rules.deviceSigns.lowerBound].kind
    }
    return DeviceSigns.kind(of: text, system: system, family: device?[0], brand: device?[1])
  }

  private static func version(_ system: [String?]?) -> String? {
    guard let system, let major = clean(system[1]) else { return nil }
    let needsMinor =
      switch system[0] {
      case "Windows", "Ubuntu": true
      case "Mac OS X": major == "10"
      default: false
      }
    guard needsMinor, let minor = clean(system[2]) else { return major }
    return "\(major).\(minor)"
  }

  /// Brand and model, without what stands for an unknown brand or says nothing.
  private static func model(_ device: [String?]?) -> String? {
    guard let device, let brand = clean(device[1]), let model = clean(device[2]) else { return nil }
    // What Chrome says of every telephone.
    if brand == "Generic" || model == "K" { return nil }
    if brand.hasPrefix("Generic_") || model.lowercased().hasPrefix(brand.lowercased()) {
      return model
    }
    return "\(brand) \(model)"
  }

  /// A text taken from an agent: one line of at most 64 characters; nil where nothing is left.
  private static func clean(_ text: String?) -> String? {
    guard let text else { return nil }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(64) {
      let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
      if isControl || scalar == " " {
        if result.last != " ", !result.isEmpty { result.append(" ") }
      } else {
        result.append(scalar)
      }
    }
    if result.last == " " { result.removeLast() }
    return result.isEmpty ? nil : String(result)
  }
}
