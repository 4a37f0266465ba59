import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct PersonSuppressCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suppress",
    abstract: "Write down that a person must not be written to at all, or may be again.",
    discussion: """
      It is said of all that names the person now, and outlives merging, parting, erasing and loading \
      anew. A mail address may be that of nobody yet: it holds for whoever comes by it, and only a \
      keyed hash of it is kept. Whoever only wants no news: see `footfall person consent`. What \
      bounces and complaints say stays, whatever is written down here.
      """)

  @Argument(
    help: "A mail address, customer number, login, telephone number, or an id with # before it.")
  var name: String

  @Flag(help: "The person may be written to again.") var lift = false

  @Option(help: ArgumentHelp("Why, in a few words.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp(
      "When it was said, by the clock of the site: 2026-11-27 14:30. Without it, now.",
      valueName: "time"))
  var at: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let service = try setup.database()
    let (match, whom, reasons) = try await service.withWarehouse(
      .ingest, try StatementLibrary(), announce: { Terminal.complain("\($0)\n") }
    ) { warehouse in
      let site = try await person.known(to: setup.configuration, warehouse)
      let (match, isKnown) = try await setup.personName(name, site: site).findOrExpect(
        in: warehouse, sites: setup.configuration.sites.map(\.name))
      let record = try await warehouse.person(match.person, site: match.site, limit: 0)
      let whom =
        isKnown
        ? PersonRecord.naming(record, as: name)
        : "whoever comes by \(PrintableText.string(from: name)), which names nobody alone yet"
      guard
        try await warehouse.suppress(
          match, isLifted: lift, note: note ?? "", staff: NSUserName(),
          now: try SaidAt.instant(
            at, now: Setup.now, zone: setup.configuration.zone(ofSite: match.site)))
      else {
        let others =
          lift ? try await warehouse.suppressions(of: match.person, site: match.site) : []
        guard others.isEmpty else {
          throw UsageError(
            others.map { $0.liftAdvice(zone: setup.configuration.zone(ofSite: match.site)) }
              .joined(separator: "\n") + "\nnobody of the staff wrote it down; nothing was changed")
        }
        throw UsageError(
          lift
            ? "nobody wrote down that \(name) must not be written to; nothing was changed"
            : "that \(name) must not be written to is written down already; nothing was changed")
      }
      return (
        match, whom, try await warehouse.suppressions(of: match.person, site: match.site)
      )
    }
    let zone = setup.configuration.zone(ofSite: match.site)
    if reasons.isEmpty {
      print("At \(PrintableText.string(from: match.site)), \(whom) may be written to.")
    } else {
      print("At \(PrintableText.string(from: match.site)), of \(whom):")
      print(
        Columns.text(
          [["NOT TO BE WRITTEN TO", "SINCE", "ADDRESS"]]
            + reasons.map { [$0.reason, "\(zone.day(of: $0.since))", $0.address ?? "all"] }))
    }
    print("\n" + (try await Place(setup.configuration, service, setup.surroundings)).text)
  }
}

extension Suppression {
  /// Says what speaks against writing, and what takes it back.
  fileprivate func liftAdvice(zone: Zone) -> String {
    let whom = address.map { PrintableText.string(from: $0) } ?? "the person"
    let since = "since \(zone.day(of: since))"
    return switch reason {
    case "manual": "\(whom) must not be written to \(since): staff wrote it down of another value"
    case "complaint":
      "\(whom) must not be written to \(since): the provider reported a complaint; it holds until "
        + "the report is taken back with `footfall undo` and the name of its mailbox"
    default:
      "\(whom) must not be written to \(since): mail to it came back (\(reason)); it holds until the "
        + "bounce is taken back with `footfall undo` and the name of its mailbox"
    }
  }
}
