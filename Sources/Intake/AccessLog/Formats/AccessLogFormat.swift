/// The layout of an access log's lines, compiled from a name or from the line that set it in the
/// server's configuration.
package struct AccessLogFormat: Equatable, Sendable {
  /// A name of users: of a preset, or the one in the pasted line; else `custom`.
  package let name: String
  /// What compiles to this format again: the name of a preset, or the pasted line.
  package let text: String
  /// What is not wrong but should be known: variables that are passed over, each once.
  package let warnings: [String]
  /// Whether its lines name the host that was asked.
  package let namesHost: Bool
  /// Whether its times come without a zone, so that the source should set one.
  package let needsZone: Bool
  /// Lines say themselves what their columns are.
  package let isLearned: Bool
  /// Lines tell the user agent.
  package let tellsAgent: Bool
  /// A log daemon's prefix may stand before each line.
  let isWrapped: Bool
  /// The lines never say the method.
  let lacksMethod: Bool
  let layout: Layout

  init(
    name: String, text: String, layout: Layout, warnings: [String] = [], isWrapped: Bool = false
  ) {
    self.name = name
    self.text = text
    self.layout = layout
    self.warnings = warnings
    self.isWrapped = isWrapped
    let fields = layout.fields
    namesHost =
      fields.contains(.host) || fields.contains(.absoluteRequest) || fields.contains(.url)
    lacksMethod =
      fields.isDisjoint(with: [.request, .absoluteRequest, .method]) && !fields.isEmpty
    needsZone = layout.needsZone
    isLearned = fields.isEmpty
    tellsAgent = !fields.isDisjoint(with: [.agent, .browser])
  }

  /// Two formats are one when they read every line alike and are called alike.
  package static func == (left: Self, right: Self) -> Bool {
    left.text == right.text && left.name == right.name
  }

  /// The same, each line behind the prefix of a log daemon.
  func wrapped() -> AccessLogFormat {
    isWrapped
      ? self
      : AccessLogFormat(
        name: name, text: "syslog " + text, layout: layout, warnings: warnings, isWrapped: true)
  }

  package static let common = FormatPresets.format("common")
  package static let combined = FormatPresets.format("combined")
  package static let vhostCommon = FormatPresets.format("vhost_common")
  package static let vhostCombined = FormatPresets.format("vhost_combined")

  /// Every format that is tried where none is named, those first that explain more of a line.
  package static let all = FormatPresets.tried.map(FormatPresets.format)

  /// Every name that a format can be called by, for help texts; further ones differ only in case.
  package static let names = FormatPresets.names

  /// The preset of that name; letters' case, hyphens and underscores do not matter.
  package static func named(_ name: String) -> AccessLogFormat? {
    FormatPresets.find(name).map(FormatPresets.format)
  }
}

extension Layout {
  /// Every field that a line may hold.
  var fields: Set<LogField> {
    switch self {
    case .line(let layout): Set(layout.steps.lazy.filter { $0.shape != .none }.map(\.field))
    case .json(let layout):
      Set(
        layout.objects.joined().compactMap { entry in
          if case .field(let field) = entry.meaning { field } else { nil }
        })
    case .columns(let columns): Set(columns?.columns ?? [])
    }
  }

  fileprivate var needsZone: Bool {
    switch self {
    case .line(let layout):
      layout.customTime.map { !$0.hasZone } ?? layout.steps.contains { $0.field == .localTime }
    case .json(let layout): layout.customTime.map { !$0.hasZone } ?? false
    case .columns: false
    }
  }
}
