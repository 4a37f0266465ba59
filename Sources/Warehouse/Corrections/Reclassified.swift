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
    package var visits: Int64
  }

  package var agents: [Agent] = []
  /// User agents of which other rules had told; most are what they were.
  package var agentsSeen = 0
  package var sources: [Source] = []
  /// First pages whose source was told anew.
  package var sourcesSeen = 0
  /// Missing paths that are probes now, and that are none any more.
  package var newProbes = 0
  package var oldProbes = 0
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
      && newProbes + oldProbes + searches + sessionsAdded == 0
  }
}
