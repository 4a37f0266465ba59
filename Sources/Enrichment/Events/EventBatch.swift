package import Clickstream

/// What a batch of records became: the seam between enrichment and the warehouse.
package struct EventBatch: Sendable {
  /// A path of a site, answered or missing.
  package struct PageRow: Sendable {
    package let id: Int64
    package let site: Int64
    package let path: String
  }

  package struct TextRow: Sendable {
    package let id: Int64
    package let text: String
  }

  package struct ReferrerRow: Sendable {
    package let id: Int64
    package let url: String
    package let host: String?
    package let engine: String?
  }

  package struct AgentRow: Sendable {
    package let id: Int64
    package let text: String
    package let bot: String?
  }

  package var events: ContiguousArray<Event> = []
  package var pages: [PageRow] = []
  package var missingPages: [PageRow] = []
  package var queries: [TextRow] = []
  package var referrers: [ReferrerRow] = []
  package var agents: [AgentRow] = []
  package var rejects: [RejectedRecord] = []
  /// Assets that were counted, not kept.
  package var counted: Int64 = 0
  package var ignored: [IgnoreReason: Int64] = [:]

  package init() {}
}

/// Why a line that could be read is neither kept nor counted.
package enum IgnoreReason: String, CaseIterable, Sendable {
  case empty
  /// A `#` line of a W3C log.
  case comment
  /// The salt of its period is destroyed, or its day is sealed.
  case tooLate = "too_late"
  /// It was there before its input was to be followed, which begins at the end.
  case beforeStart = "before_start"
}
