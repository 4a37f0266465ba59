package import Clickstream
package import Enrichment
import PostgreSQL

/// What of the stored visitors was told by other rules than those of now.
package struct OlderRules: Sendable, Equatable, Codable {
  /// User agents.
  package var agents: Int64
  /// Pairs of referrer and query by which visits came.
  package var sources: Int64
  /// Sites whose hits or sessions were told by other rules, or by other signs of bots.
  package var sites: [String]
}

extension Warehouse {
  /// What `reclassify` would look at anew; nil where there is nothing.
  ///
  /// - Parameter sites: as the configuration has them now.
  package func olderRules(
    than rules: VisitorRules, sites: [Site]
  ) async throws -> OlderRules? {
    let fingerprints = [
      Parameter.int8(Int64(bitPattern: rules.agents.fingerprint)),
      .int8(rules.channels.fingerprint),
    ]
    guard let row = try await run("count_told_otherwise", fingerprints).first else { return nil }
    let signs = sites.map { site in
      "{" + site.botSigns.map(\.rawValue).sorted().map(String.init).joined(separator: ",") + "}"
    }
    let judged = try await run(
      "find_sites_judged_otherwise",
      [.int2(EventKinds.version), .textArray(sites.map(\.name)), .textArray(signs)])
    let found = OlderRules(
      agents: try row.get("agents"), sources: try row.get("sources"),
      sites: try judged.map { try $0.get("site") })
    return found.agents + found.sources > 0 || !found.sites.isEmpty ? found : nil
  }
}
