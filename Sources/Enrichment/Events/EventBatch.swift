package import Clickstream

/// What a batch of records became: the seam between enrichment and the warehouse.
package struct EventBatch: Sendable {
  /// A path of a site, answered or missing.
  package struct PageRow: Sendable {
    package let id: Int64
    package let site: Int64
    package let path: String
  }

  package struct QueryRow: Sendable {
    package let id: Int64
    package let text: String
    /// What was searched for on the site, folded for counting; nil where nothing was.
    package let search: String?
    /// Id of the campaign that it names; 0 where it names none.
    package let campaign: Int64
  }

  package struct ReferrerRow: Sendable {
    package let id: Int64
    package let url: String
    package let host: String?
  }

  package struct AgentRow: Sendable {
    package let id: Int64
    package let text: String
    package let profile: AgentProfile
    /// Fingerprint of the rules that looked at it.
    package let rules: Int64

    package init(id: Int64, text: String, profile: AgentProfile, rules: Int64) {
      self.id = id
      self.text = text
      self.profile = profile
      self.rules = rules
    }

    /// The rule by which it is a bot; nil for people.
    package var bot: String? { profile.class.isBot ? profile.reason : nil }
  }

  package struct PlaceRow: Sendable {
    package let id: Int64
    package let place: Place
  }

  /// Where visits come from whose first page has this referrer and query; 0 for none of them.
  package struct SourceRow: Sendable {
    package let id: Int64
    package let site: Int64
    package let referrer: Int64
    package let query: Int64
    package let source: VisitSource
    /// Fingerprint of the rules that said so.
    package let rules: Int64

    package init(
      id: Int64, site: Int64, referrer: Int64, query: Int64, source: VisitSource, rules: Int64
    ) {
      self.id = id
      self.site = site
      self.referrer = referrer
      self.query = query
      self.source = source
      self.rules = rules
    }
  }

  package var events: ContiguousArray<Event> = []
  package var pages: [PageRow] = []
  package var missingPages: [PageRow] = []
  package var queries: [QueryRow] = []
  package var referrers: [ReferrerRow] = []
  package var agents: [AgentRow] = []
  package var places: [PlaceRow] = []
  package var sources: [SourceRow] = []
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
