import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct ReclassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclassify",
    abstract: "Tell anew, by the rules of now, who came and from where; list what changed.",
    discussion: """
      Rules get better: of this program, of uap-core, of your own files. What is stored was told by \
      those of its day. This tells user agents, sources of visits, probes, searches and campaigns anew, \
      with the sessions and visits that change with them, and cuts all sessions of a site anew whose \
      profile is another one now, in one transaction. Places and staff stay: addresses are cut, so \
      'places' and 'own_networks' hold for what is loaded from then on.
      """)

  @Flag(help: "Only say what would change.") var dryRun = false
  @Option(help: ArgumentHelp("So many changes of each kind are listed.", valueName: "number"))
  var limit = 40

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var visitors: VisitorOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let isApplied: Bool
    let changes: Reclassified
  }

  func validate() throws {
    guard limit >= 0 else { throw ValidationError("The limit must not be below 0.") }
  }

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(visitors.flags) { $1 },
      knowsStaff: true)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let rules = try setup.rules()
    let warehouse = try await service.warehouse(statements) { display.say($0) }
    let changes: Reclassified
    do {
      changes = try await warehouse.reclassify(
        setup.configuration, by: rules, applies: !dryRun)
    } catch {
      await warehouse.close()
      throw error
    }
    await warehouse.close()
    let place = try await Place(setup.configuration, service, setup.surroundings)
    if saying.json {
      print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, isApplied: !dryRun,
            changes: changes)))
    } else {
      print(changes.text(limit: limit, isApplied: !dryRun) + "\n\n" + place.text)
    }
  }
}

extension Reclassified {
  fileprivate func text(limit: Int, isApplied: Bool) -> String {
    var parts: [String] = []
    if !agents.isEmpty {
      let rows = agents.prefix(limit).map { agent in
        [
          Quantity.grouped(agent.hits), "\(agent.oldClass): \(agent.oldReason)",
          "\(agent.newClass): \(agent.newReason)", agent.agent,
        ]
      }
      parts.append(
        Columns.text([["HITS", "WAS", "IS", "USER AGENT"]] + rows, rightAligned: 0..<1)
          + Self.rest(of: agents.count, limit))
    }
    if !sources.isEmpty {
      let rows = sources.prefix(limit).map { source in
        [
          Quantity.grouped(source.visits), source.site,
          Self.name(source.oldChannel, source.oldName, source.wasSpam),
          Self.name(source.newChannel, source.newName, source.isSpam),
        ]
      }
      parts.append(
        Columns.text([["VISITS", "SITE", "CAME BY", "COME BY"]] + rows, rightAligned: 0..<1)
          + Self.rest(of: sources.count, limit))
    }
    if !judgements.isEmpty {
      let rows = judgements.map { judgement in
        [
          Quantity.grouped(judgement.sessions), judgement.site,
          Self.name(ofSign: judgement.oldSign), Self.name(ofSign: judgement.newSign),
        ]
      }
      parts.append(
        Columns.text([["SESSIONS", "SITE", "WERE", "ARE"]] + rows, rightAligned: 0..<1))
    }
    let done = isApplied ? "were" : "would be"
    if !profiles.isEmpty {
      parts.append(
        profiles.map { change in
          "The sessions of \(change.site) \(done) cut by the profile \(change.newProfile) and the "
            + "midnights of \(change.newZone), before by \(change.oldProfile) and "
            + "\(change.oldZone)."
        }.joined(separator: "\n"))
    }
    parts.append(summary(isApplied: isApplied))
    return parts.joined(separator: "\n\n")
  }

  private func summary(isApplied: Bool) -> String {
    let done: String = isApplied ? "were" : "would be"
    let visits: Int64 = sources.reduce(0) { $0 + $1.visits }
    let seen: String = Quantity.grouped(Int64(agentsSeen))
    let agentCount: String = Quantity.counted(agents.count, "user agent")
    var found: [String] = ["\(agentCount) of \(seen) that older rules had told"]
    found.append("the sources of \(Quantity.counted(visits, "visit"))")
    if searches > 0 { found.append(Quantity.counted(searches, "search", "searches")) }
    if campaigns > 0 {
      let queries: String = Quantity.counted(campaigns, "query", "queries")
      found.append("the campaigns of \(queries)")
    }
    var text: String = found.joined(separator: ", ")
    text += " \(done) told otherwise"
    text += Self.paths(newProbes, "as probes now", isApplied)
    text += Self.paths(oldProbes, "as probes no more", isApplied)
    text += Self.paths(recastPaths, "as pages no more", isApplied)
    let removed: String = Quantity.counted(sessionsRemoved, "session")
    let people: String = Quantity.counted(visitors, "visitor")
    let gone: String = isApplied ? "went" : "would go"
    let added: String = Quantity.grouped(Int64(sessionsAdded))
    text += ". \(removed) of \(people) \(gone), \(added) \(done) made anew."
    return text
  }

  private static func paths(_ count: Int, _ what: String, _ isApplied: Bool) -> String {
    guard count > 0 else { return "" }
    let paths: String = Quantity.counted(count, "path")
    let verb: String = isApplied ? (count == 1 ? "counts" : "count") : "would count"
    return "; \(paths) \(verb) \(what)"
  }

  private static func name(_ channel: String, _ name: String?, _ isSpam: Bool) -> String {
    channel + (name.map { ": \($0)" } ?? "") + (isSpam ? " (spam: no visit)" : "")
  }

  private static func name(ofSign sign: String?) -> String {
    sign.map { "bot: \($0)" } ?? "person"
  }

  private static func rest(of count: Int, _ limit: Int) -> String {
    count > limit ? "\n… and \(Quantity.grouped(Int64(count - limit))) more" : ""
  }
}
