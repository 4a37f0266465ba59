package import Enrichment
import PostgreSQL

/// What of the stored visitors was told by other rules than those of now.
package struct OlderRules: Sendable, Equatable, Codable {
  /// User agents.
  package var agents: Int64
  /// Pairs of referrer and query by which visits came.
  package var sources: Int64
}

extension Warehouse {
  /// What `reclassify` would look at anew; nil where there is nothing.
  package func olderRules(than rules: VisitorRules) async throws -> OlderRules? {
    let fingerprints = [
      Parameter.int8(Int64(bitPattern: rules.agents.fingerprint)),
      .int8(rules.channels.fingerprint),
    ]
    guard let row = try await run("count_told_otherwise", fingerprints).first else { return nil }
    let found = OlderRules(agents: try row.get("agents"), sources: try row.get("sources"))
    return found.agents + found.sources > 0 ? found : nil
  }
}
