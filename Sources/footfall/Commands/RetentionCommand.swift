import ArgumentParser
import Clickstream
import Pipeline
import Settings
import Warehouse

struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention",
    abstract: "Show what is older than it may be, and drop it with --apply.",
    discussion: """
      The settings keep_events, keep_sessions, keep_sums and keep_rejects say how long each is kept; \
      without them hits, sessions and sums are kept always. Hits go by whole months, once the month \
      is too old in the time zone of every site. Their days are sealed for good: what their sessions \
      and sums say stays, lines of them that come later are ignored (too_late), and files with lines \
      of them can no longer be undone. Nothing else drops hits, sessions and sums, the nightly \
      neither: let cron or a timer run `footfall retention --apply`. Backups are yours to clear.
      """)

  @Flag(help: "Drop it; without this flag it is only shown.") var apply = false

  @OptionGroup var keeping: KeepingOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let retention: RetentionRun.Outcome
  }

  func run() async throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(keeping.flags) { $1 })
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let retention = setup.configuration.retention
    let run = RetentionRun(database: service, retention: retention, now: Setup.now)
    let statements = try StatementLibrary()
    let outcome = try await run.run(statements, applies: apply) { display.say($0) }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    if saying.json {
      print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, retention: outcome)))
    } else {
      print(outcome.text(retention) + "\n\n" + place.text)
    }
  }
}

extension RetentionRun.Outcome {
  fileprivate func text(_ retention: Retention) -> String {
    var parts: [String] = []
    let goes = isApplied ? "WENT" : "WOULD GO"
    if !expiry.months.isEmpty {
      parts.append(
        Columns.text(
          [["HITS OF", goes, "BYTES"]]
            + expiry.months.map { month in
              [month.month, Quantity.grouped(month.events), Quantity.bytes(month.bytes)]
            }, rightAligned: 1..<3))
    }
    let hits = expiry.months.reduce(0) { $0 + $1.events }
    let sums = expiry.sums.reduce(0) { $0 + $1.rows }
    parts.append(
      Columns.text(
        [["", "KEPT", goes]] + [
          ["hits", retention.events.description, Quantity.grouped(hits)],
          ["sessions", retention.sessions.description, Quantity.grouped(expiry.sessions)],
          ["sums of days", retention.sums.description, Quantity.grouped(sums)],
          ["bytes of rejects", retention.rejects.description, Quantity.grouped(expiry.rejects)],
        ], rightAligned: 2..<3))
    let seals = sealed.filter { $0.sealedUntil != nil }.map(\.text)
    if !seals.isEmpty { parts.append(seals.joined(separator: "\n")) }
    if !isApplied {
      parts.append(
        expiry.isEmpty
          ? "Nothing is older than it may be."
          : "Nothing was changed; --apply drops it, for good.")
    }
    return parts.joined(separator: "\n\n")
  }
}

extension Warehouse.SealedDays {
  /// Which days are sealed, for people.
  var text: String {
    let name = PrintableText.string(from: site)
    guard let sealedUntil else { return "\(name): no day is sealed." }
    let sessions = sessionsFrom.map { "; sessions are kept from \($0) on" } ?? ""
    return "\(name): days before \(sealedUntil) are sealed\(sessions)."
  }
}
