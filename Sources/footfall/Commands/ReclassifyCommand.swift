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
      profile is another one now, in one transaction. Places stay: addresses are cut.
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
          Self.name(source.oldChannel, source.oldName),
          Self.name(source.newChannel, source.newName),
        ]
      }
      parts.append(
        Columns.text([["VISITS", "SITE", "CAME BY", "COME BY"]] + rows, rightAligned: 0..<1)
          + Self.rest(of: sources.count, limit))
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
    parts.append(
      "\(Quantity.counted(agentsSeen, "user agent")) and "
        + "\(Quantity.counted(sourcesSeen, "source")) \(done) told anew; "
        + "\(Quantity.counted(newProbes, "missing path")) "
        + "\(isApplied ? "are probes now" : "would be probes"), \(oldProbes) no more; "
        + "\(Quantity.counted(searches, "search", "searches")) \(done) told otherwise. "
        + "\(Quantity.counted(sessionsRemoved, "session")) of "
        + "\(Quantity.counted(visitors, "visitor")) went, "
        + "\(Quantity.grouped(Int64(sessionsAdded))) \(done) made anew.")
    return parts.joined(separator: "\n\n")
  }

  private static func name(_ channel: String, _ name: String?) -> String {
    channel + (name.map { ": \($0)" } ?? "")
  }

  private static func rest(of count: Int, _ limit: Int) -> String {
    count > limit ? "\n… and \(Quantity.grouped(Int64(count - limit))) more" : ""
  }
}
