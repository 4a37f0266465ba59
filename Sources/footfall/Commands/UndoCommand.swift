import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Settings
import Warehouse

struct UndoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what was loaded from a file: its hits, rejects and contacts.",
    discussion: """
      A file is known by what it holds: also a copy of another name, packed, or cut off, stands for \
      the whole that was loaded. What was changed or deleted since is found by its name with --named. \
      Sessions are made anew from what stays. The nightly passes the file by from then on; `footfall \
      ingest FILE` loads it afresh. Of a mailbox each message is taken back that it holds now.
      """)

  @Argument(help: "Files and folders that were loaded.")
  var paths: [String] = []

  @Option(
    help: """
      A file that is changed or gone, by the last name under which it was read, or by the #ID that \
      is told.
      """)
  var named: [String] = []
  @Flag(help: "Take it back without asking.") var yes = false
  @Flag(help: "Only say what would go.") var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var saying: SayingOptions

  private struct Output: Encodable {
    let database, configuration: String
    let plan: Undo.Plan
    let undone: Warehouse.Undone?
  }

  func validate() throws {
    guard !paths.isEmpty || !named.isEmpty else {
      throw ValidationError("Say what is to be taken back: files, folders, or --named NAME.")
    }
  }

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags, knowsStaff: true)
    let display = Terminal.progress(quiet: saying.quiet)
    let service = try setup.database()
    let statements = try StatementLibrary()
    let undo = Undo(sites: setup.configuration.sites) {
      try await service.warehouse(statements) { display.say($0) }
    }
    let plan = try await Interruption.cancelling(display) { [paths, named] in
      try await undo.plan(paths: paths, names: named, now: Setup.now)
    }
    let place = try await Place(setup.configuration, service, setup.surroundings)
    if !saying.json { print(plan.text(in: place.currentFolder)) }
    var undone: Warehouse.Undone?
    if !plan.isEmpty, !dryRun {
      try Confirmation(isGiven: yes, canAsk: !saying.json).ask(
        "Take this back?", otherwise: "say --yes to take this back, or --dry-run to look")
      // One transaction: it is done or it is not, and no half of it can be stopped.
      undone = try await undo.run(plan, now: Setup.now)
    }
    if saying.json {
      print(
        try JSON.text(
          Output(
            database: place.database, configuration: place.configuration, plan: plan,
            undone: undone)))
    } else {
      if let undone { print(undone.text) }
      print("\n" + place.text)
    }
    if !plan.refusals.isEmpty {
      throw IncompleteRun(
        description: plan.isEmpty
          ? "nothing to take back was found; see NOT FOUND"
          : "not all of it was found; see NOT FOUND. The rest was dealt with")
    }
  }
}

extension Undo.Plan {
  fileprivate func text(in folder: String) -> String {
    var parts: [String] = []
    if !isEmpty {
      parts.append(
        Columns.text(
          [["TO BE TAKEN BACK"]]
            + (streams.map(\.path) + mailboxes.map(\.path)).map {
              [InputGroup.name(of: $0, in: folder)]
            }))
    }
    if !refusals.isEmpty {
      parts.append(
        Columns.text(
          [["NOT FOUND", "WHY"]]
            + refusals.map { [InputGroup.name(of: $0.path, in: folder), $0.reason] }))
    }
    if let preview {
      let days =
        preview.firstDay.flatMap { first in preview.lastDay.map { " from \(first) to \($0)" } }
        ?? ""
      let lists =
        preview.versions > 0 ? "\(Quantity.counted(preview.versions, "row")) of lists, " : ""
      let read = [(preview.lines, "line"), (preview.messages, "message")].filter { $0.0 > 0 }
        .map { Quantity.counted($0.0, $0.1) }.joined(separator: " and ")
      parts.append(
        "\(read.isEmpty ? "No line" : read): \(lists)\(Quantity.counted(preview.events, "hit")), "
          + "\(Quantity.counted(preview.contacts, "contact")), "
          + "\(Quantity.counted(preview.rejects, "reject")); "
          + "\(Quantity.counted(preview.sessions, "session")); "
          + "\(Quantity.counted(preview.days, "day"))\(days).")
      parts += preview.followed.map { name in
        "Note: a daemon follows the input \(PrintableText.string(from: name)). From then on it "
          + "passes by what was taken back, and also what is written to it later, until "
          + "`footfall ingest` with the file's name loads it again."
      }
    }
    return parts.joined(separator: "\n\n")
  }
}

extension Warehouse.Undone {
  fileprivate var text: String {
    let lists = versions > 0 ? "\(Quantity.counted(versions, "row")) of lists, " : ""
    return
      "Taken back: \(lists)\(Quantity.counted(events, "hit")), "
      + "\(Quantity.counted(contacts, "contact")), \(Quantity.counted(rejects, "reject")); "
      + "\(Quantity.counted(sessionsRemoved, "session")) of "
      + "\(Quantity.counted(visitors, "visitor")) went, "
      + "\(Quantity.grouped(sessionsAdded)) made anew."
  }
}
