/// What a user agent tells: what it is and, of a person, the browser and the device.
package struct AgentProfile: Hashable, Sendable {
  package var `class`: AgentClass
  /// The rule that decided: the name of a product, `browser`, `no browser`, `no agent`, a family of
  /// uap-core, or the limit that was reached.
  package var reason: String
  /// Whose a bot is, where the rule says so.
  package var agentOperator: String?
  package var browser: String?
  /// The major version.
  package var browserVersion: String?
  package var system: String?
  /// The major version; with the minor one where the major one says little (`10.15`, `22.04`).
  package var systemVersion: String?
  package var device: DeviceKind
  /// Brand and model.
  package var deviceModel: String?

  package init(
    class: AgentClass, reason: String, agentOperator: String? = nil, browser: String? = nil,
    browserVersion: String? = nil, system: String? = nil, systemVersion: String? = nil,
    device: DeviceKind = .unknown, deviceModel: String? = nil
  ) {
    self.class = `class`
    self.reason = reason
    self.agentOperator = agentOperator
    self.browser = browser
    self.browserVersion = browserVersion
    self.system = system
    self.systemVersion = systemVersion
    self.device = device
    self.deviceModel = deviceModel
  }
}
