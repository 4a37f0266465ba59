/// What sent a request, told by its user agent alone.
///
/// The raw value is what the database keeps.
package enum AgentClass: Int16, CaseIterable, Sendable {
  case person = 0
  /// Reads pages for an index or a list, other than for the models below.
  case crawler = 1
  /// Collects texts that models learn from.
  case aiTraining = 2
  /// Reads pages for an index that a model answers from.
  case aiSearch = 3
  /// Fetches a page because somebody asked a model about it.
  case aiAssistant = 4
  /// Asks whether a page is there, and how fast.
  case monitor = 5
  case feedReader = 6
  /// A library in which programs are written, and no more is said.
  case library = 7
  /// Fetches a page in order to show it, its title or its picture elsewhere.
  case preview = 8
  /// Looks for weaknesses, or measures the network.
  case scanner = 9
  /// Does not begin like a browser, or is one that a program steers.
  case program = 10
  /// Says nothing.
  case silent = 11
  /// Took more work than is granted.
  case unclassified = 12

  /// The name in `agents.yaml`, in reports and on the command line.
  package var name: String {
    switch self {
    case .person: "person"
    case .crawler: "crawler"
    case .aiTraining: "ai_training"
    case .aiSearch: "ai_search"
    case .aiAssistant: "ai_assistant"
    case .monitor: "monitor"
    case .feedReader: "feed_reader"
    case .library: "library"
    case .preview: "preview"
    case .scanner: "scanner"
    case .program: "program"
    case .silent: "silent"
    case .unclassified: "unclassified"
    }
  }

  package var isBot: Bool { self != .person }

  /// The class of that name that a rule may give.
  init?(rule name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name && $0.isGivenByRules }) else {
      return nil
    }
    self = found
  }

  /// Whether a rule may give the class: the others follow from what is missing.
  var isGivenByRules: Bool { self != .silent && self != .unclassified }
}
