import Clickstream
package import Enrichment
import PostgreSQL

extension Warehouse {
  /// Ends the transaction of a run that only looks.
  private struct OnlyLooking: Error { let found: Reclassified }

  /// Tells anew, by better rules, what user agents are, where visits come from, what probes, searches
  /// and campaigns are, and makes the sessions anew that change with it, all of a site whose profile
  /// is another one now; in one transaction.
  ///
  /// Places are not told anew: the addresses are cut. Safe to repeat.
  /// - Parameters:
  ///   - directory: the sites, as their sessions are to be cut.
  ///   - applies: whether it is done; else it is only found out.
  package func reclassify(
    by rules: VisitorRules, sites directory: SiteDirectory, applies: Bool = true
  ) async throws -> Reclassified {
    do {
      return try await connection.transaction { _ in
        var found = Reclassified()
        _ = try await holdSeal()
        let revision = try await takeLane()
        var visitors: [Int64: Int64] = [:]
        for (visitor, site) in try await reclassifyAgents(rules.agents, &found) {
          visitors[visitor] = site
        }
        for (visitor, site) in try await retellHits(&found) { visitors[visitor] = site }
        try await retellSearches(&found)
        found.profiles = try await profileChanges(of: directory.entries.map(\.site))
        for (visitor, site) in try await follow(found.profiles, directory) {
          visitors[visitor] = site
        }
        for (visitor, site) in try await retellCampaigns(&found) { visitors[visitor] = site }
        try await retellSources(rules.channels, &found)
        for row in try await run("find_misjudged_visitors") {
          visitors[try row.get("visitor")] = try row.get("site")
        }
        found.visitors = visitors.count
        var touched: Set<Int64> = []
        var judged: [Reclassified.Judgement: Int64] = [:]
        let names = Dictionary(
          directory.entries.map { ($0.id, $0.site.name) }, uniquingKeysWith: { first, _ in first })
        let rebuilt = visitors.sorted { $0.key < $1.key }.map { (visitor: $0.key, site: $0.value) }
        try await SessionRebuild.run(rebuilt, in: self) { change in
          found.sessionsRemoved += change.removed.count
          found.sessionsAdded += change.added.count
          touched.formUnion(change.touched)
          Reclassified.count(change, names, &judged)
          try await store(change, source: 0, batch: 0)
        }
        found.judgements = Reclassified.sorted(judged)
        try await run(
          "note_judgement", [.int2(EventKinds.version), .int8Array(directory.entries.map(\.id))])
        // Where rules changed, nobody may go on with the sessions that he remembers.
        if found.profiles.isEmpty { try await note(touched: touched, in: revision) }
        if found.agentsSeen + found.sourcesSeen > 0 || !found.isEmpty { try await markAllDays() }
        guard applies else { throw OnlyLooking(found: found) }
        return found
      }
    } catch let error as OnlyLooking {
      return error.found
    }
  }

  private func reclassifyAgents(
    _ rules: AgentRules, _ found: inout Reclassified
  ) async throws -> [(Int64, Int64)] {
    let fingerprint = Int64(bitPattern: rules.fingerprint)
    var batch = EventBatch()
    var changed: [Int64: Reclassified.Agent] = [:]
    var recast: [(agent: Int64, audience: Int16)] = []
    for row in try await run("read_agents", [.int8(fingerprint)]) {
      let id: Int64 = try row.get("id")
      let text: String = try row.get("text")
      let profile = rules.profile(of: text)
      batch.agents.append(
        EventBatch.AgentRow(id: id, text: text, profile: profile, rules: fingerprint))
      let before = AgentClass(rawValue: try row.get("class")) ?? .unclassified
      let reason: String = try row.get("reason")
      if before != profile.class || reason != profile.reason {
        changed[id] = Reclassified.Agent(
          agent: text, oldClass: before.name, newClass: profile.class.name, oldReason: reason,
          newReason: profile.reason, sessions: 0, hits: 0)
      }
      // Those of older rules may hold what the class alone does not tell.
      let audience: Audience = profile.class.isBot ? .bot : .person
      if before.isBot != profile.class.isBot { recast.append((id, audience.rawValue)) }
    }
    found.agentsSeen = batch.agents.count
    for rows in TextRows.all(of: batch) {
      try await run("update_agents", rows.parameters(rows.ids.indices))
    }
    for row in try await run("count_agent_hits", [.int8Array(changed.keys.sorted())]) {
      let id: Int64 = try row.get("agent")
      changed[id]?.sessions = try row.get("sessions")
      changed[id]?.hits = try row.get("hits")
    }
    found.agents = changed.values.sorted { ($1.hits, $0.agent) < ($0.hits, $1.agent) }
    guard !recast.isEmpty else { return [] }
    return try await run(
      "recast_audience", [.int8Array(recast.map(\.agent)), .int2Array(recast.map(\.audience))]
    ).map { (try $0.get("visitor"), try $0.get("site")) }
  }

  private func retellSearches(_ found: inout Reclassified) async throws {
    var ids: [Int64] = []
    var terms: [String] = []
    for row in try await run("read_searches") {
      let term = SiteSearch.term(inQuery: try row.get("text"))
      guard term != (try row.get("search", as: String?.self)) else { continue }
      ids.append(try row.get("id"))
      terms.append(term ?? "")
    }
    found.searches = ids.count
    if !ids.isEmpty { try await run("update_searches", [.int8Array(ids), .textArray(terms)]) }
  }

  /// Lets the sites follow their new profiles; returns whose sessions that changes.
  private func follow(
    _ changes: [ProfileChange], _ directory: SiteDirectory
  ) async throws -> [(Int64, Int64)] {
    let entries = changes.compactMap { directory.find($0.site) }
    guard !entries.isEmpty else { return [] }
    for entry in entries { try await put(entry) }
    return try await run("find_site_visitors", [.int8Array(entries.map(\.id))])
      .map { (try $0.get("visitor"), try $0.get("site")) }
  }

  /// Tells anew which campaigns queries name; returns whose sessions that changes.
  private func retellCampaigns(_ found: inout Reclassified) async throws -> [(Int64, Int64)] {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    var changed: [(query: Int64, campaign: Int64)] = []
    for row in try await run("read_told_campaigns") {
      let campaign = ids.campaign(inQuery: try row.get("text"))
      guard campaign != (try row.get("campaign", as: Int64?.self) ?? 0) else { continue }
      changed.append((try row.get("id"), campaign))
    }
    found.campaigns = changed.count
    guard !changed.isEmpty else { return [] }
    let queries = Parameter.int8Array(changed.map(\.query))
    try await run("update_campaigns", [queries, .int8Array(changed.map(\.campaign))])
    let sites = try await sessionRules().tellingCampaigns
    guard !sites.isEmpty else { return [] }
    return try await run("find_query_visitors", [queries, .int8Array(sites.sorted())])
      .map { (try $0.get("visitor"), try $0.get("site")) }
  }

  private func retellSources(
    _ rules: ChannelRules, _ found: inout Reclassified
  ) async throws {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    var batch = EventBatch()
    var direct: [(site: Int64, referrer: Int64, query: Int64)] = []
    var changes: [Reclassified.Source: Int64] = [:]
    let rows = try await run("find_told_sources", [.int8(rules.fingerprint)])
    for row in rows {
      let (site, referrer, query): (Int64, Int64, Int64) = (
        try row.get("site"), try row.get("referrer"), try row.get("query")
      )
      let source = rules.source(
        query: try row.get("text", as: String?.self) ?? "", referrerHost: try row.get("host"),
        referrerURL: try row.get("url"), ownHosts: try row.get("hosts"))
      let id = ids.visitSource(site: site, referrer: referrer, query: query)
      let before = try row.get("channel", as: Int16?.self).flatMap(Channel.init(rawValue:))
      if source.isWorthARow {
        batch.sources.append(
          EventBatch.SourceRow(
            id: id, site: site, referrer: referrer, query: query, source: source,
            rules: rules.fingerprint))
      } else if before != nil {
        direct.append((site, referrer, query))
      }
      let change = Reclassified.Source(
        site: try row.get("site_name"), oldChannel: (before ?? .direct).title,
        newChannel: source.channel.title, oldName: try row.get("name"), newName: source.name,
        wasSpam: try row.get("is_spam"), isSpam: source.isSpam, visits: 0)
      if change.oldChannel != change.newChannel || change.oldName != change.newName
        || change.wasSpam != change.isSpam
      {
        changes[change, default: 0] += try row.get("visits", as: Int64.self)
      }
    }
    found.sourcesSeen = batch.sources.count + direct.count
    for rows in TextRows.all(of: batch) {
      try await run("put_visit_sources", rows.parameters(rows.ids.indices))
    }
    if !direct.isEmpty {
      try await run(
        "delete_visit_sources",
        [
          .int8Array(direct.map(\.site)), .int8Array(direct.map(\.referrer)),
          .int8Array(direct.map(\.query)),
        ])
    }
    found.sources = changes.map { change, visits in
      var change = change
      change.visits = visits
      return change
    }.sorted {
      ($1.visits, $0.site, $0.newChannel, $0.newName ?? "", $0.oldName ?? "")
        < ($0.visits, $1.site, $1.newChannel, $1.newName ?? "", $1.oldName ?? "")
    }
  }
}
