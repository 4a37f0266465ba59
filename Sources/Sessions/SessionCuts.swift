package import Clickstream

/// Where sessions are cut: every switch in which profiles differ, by itself.
package struct SessionCuts: Hashable, Sendable {
  /// The least pause that opens a session, in microseconds.
  package var silence: Int64
  /// Cuts a chain of hits without such a pause at the first midnight after 24 hours.
  package var isChainLimited = false
  /// Cuts at each midnight.
  package var isDaily = false
  /// Cuts where an address names another campaign.
  package var tellsCampaigns = false
  /// Cuts before the next of them once a session has so many page views and downloads.
  package var actionLimit: Int32?

  /// Whether a cut depends on more than the pause and the time before a hit: then sessions cannot
  /// always be joined without their hits.
  package var isStateful: Bool { tellsCampaigns || actionLimit != nil }
}

extension Profile {
  /// 30 minutes, in microseconds.
  private static let halfHour: Int64 = 1_800 * Instant.microsecondsPerSecond

  /// The least pause that opens a session in each profile: further apart no hits belong together.
  package static let longestSilence: Int64 = 1_860 * Instant.microsecondsPerSecond

  /// Where the profile cuts sessions.
  package var cuts: SessionCuts {
    switch self {
    case .footfall: SessionCuts(silence: Self.halfHour, isChainLimited: true)
    case .matomo:
      SessionCuts(
        silence: Self.halfHour, isDaily: true, tellsCampaigns: true, actionLimit: 10_000)
    // More than 30 minutes.
    case .ga4: SessionCuts(silence: Self.halfHour + 1)
    // More than 30 whole minutes.
    case .plausible: SessionCuts(silence: Self.longestSilence)
    }
  }
}
