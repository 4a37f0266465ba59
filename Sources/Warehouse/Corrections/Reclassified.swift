/// What better rules say of what is stored.
package struct Reclassified: Sendable, Equatable, Encodable {
  /// A user agent whose class or rule is another one now.
  package struct Agent: Sendable, Equatable, Encodable {
    package var agent: String
    package var oldClass: String
    package var newClass: String
    package var oldReason: String
    package var newReason: String
    package var sessions: Int64
    package var hits: Int64
  }

  /// Visits that come from elsewhere now.
  package struct Source: Sendable, Hashable, Encodable {
    package var site: String
    package var oldChannel: String
    package var newChannel: String
    package var oldName: String?
    package var newName: String?
    /// Whether the referrer is taken for forged; such sessions are no visits.
    package var wasSpam: Bool
    package var isSpam: Bool
    package var visits: Int64
  }

  /// Sessions whose visitors are taken for something else now, by what they did.
  package struct Judgement: Sendable, Hashable, Encodable {
    package var site: String
    /// The sign that told a bot; nil for people.
    package var oldSign: String?
    package var newSign: String?
    package var sessions: Int64
  }

  package var agents: [Agent] = []
  /// User agents of which other rules had told; most are what they were.
  package var agentsSeen = 0
  package var sources: [Source] = []
  /// First pages whose source was looked at anew; most have the one they had.
  package var sourcesSeen = 0
  package var judgements: [Judgement] = []
  /// Paths that are probes now, that are none any more, and that are another thing now.
  package var newProbes = 0
  package var oldProbes = 0
  package var recastPaths = 0
  /// Queries in which a search was found, or none any more.
  package var searches = 0
  /// Queries that name another campaign than was thought, or one at all.
  package var campaigns = 0
  /// Sites whose sessions are cut otherwise now.
  package var profiles: [ProfileChange] = []
  package var visitors = 0
  package var sessionsRemoved = 0
  package var sessionsAdded = 0

  package var isEmpty: Bool {
    agents.isEmpty && sources.isEmpty && profiles.isEmpty && campaigns == 0
      && judgements.isEmpty && newProbes + oldProbes + recastPaths + searches + sessionsAdded == 0
  }
}
