import Enrichment

extension VisitSource {
  private static let rules = Result { () throws(ChannelRulesProblems) in try ChannelRules() }

  /// The source by the built-in lists, of a visit to larkspur.example.
  static func of(_ query: String, from referrer: String? = nil) throws -> VisitSource {
    try rules.get().source(
      query: query, referrerHost: nil, referrerURL: referrer, ownHosts: ["larkspur.example"])
  }
}
