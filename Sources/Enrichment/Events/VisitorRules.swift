/// How it is told who a visitor is, where a visit came from and where an address lies.
package struct VisitorRules: Sendable {
  package let agents: AgentRules
  package let channels: ChannelRules
  package let places: Places

  package init(agents: AgentRules, channels: ChannelRules, places: Places) {
    self.agents = agents
    self.channels = channels
    self.places = places
  }

  /// The built-in rules, with no data of others: no browser, system, device or place is known.
  package static func builtIn() throws -> VisitorRules {
    VisitorRules(
      agents: try AgentRules(own: nil, browsers: nil), channels: try ChannelRules(),
      places: Places(databases: []))
  }
}
