import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Reports
import Settings
import Warehouse

struct PanelPreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Ask one panel and write a page with it alone.",
    discussion: """
      It reads alone, and has a minute. Groups of pages, goals and segments are those that the last \
      report or nightly told the database. The page may name persons: without --out it goes to a \
      folder that only you can enter.
      """)

  @Argument(help: ArgumentHelp("The file of the panel.", valueName: "file.sql"))
  var file: String

  @OptionGroup var period: PeriodOptions

  @Option(help: ArgumentHelp("Only visits of this segment.", valueName: "name"))
  var segment: String?

  @Option(
    help: ArgumentHelp(
      "The page to write; style.css goes beside it.", valueName: "file.html"))
  var out: String?

  @OptionGroup var database: DatabaseOptions

  /// Rows that are printed.
  private static let shownRows = 10

  func run() async throws {
    let setup = try Setup(config: database.config, flags: database.flags)
    let site = try setup.site(named: period.site)
    let files = PanelFiles(paths: [file])
    guard let panel = files.panels.first, files.panels.count == 1, files.problems.isEmpty else {
      if !files.problems.isEmpty { throw ProblemList(files.problems) }
      throw UsageError("\(file) is a folder: preview one panel at a time, by its file")
    }
    let display = Terminal.progress(quiet: false)
    let service = try setup.database()
    let choice = PeriodChoice(from: period.from, until: period.until, asOf: period.asOf)
    let start = ContinuousClock.now
    let preview = try await Interruption.cancelling(display) {
      let info = try await service.open(try StatementLibrary()) { display.say($0) }
      return try await PanelTrial(server: info).preview(
        panel, of: site, choice: choice, segment: segment)
    }
    let time = Quantity.time((ContinuousClock.now - start) / .seconds(1))
    let path = try page(of: panel, in: setup.surroundings.currentFolder)
    try preview.write(to: path)
    guard let days = preview.days else {
      print("There are no records of the site \(site.name) yet.\n\n\(path)")
      return
    }
    let rows = Quantity.counted(preview.count, "row")
    print("\(rows) from \(days.first) to \(days.last), in \(time).\n")
    print(Columns.text(preview.rows(first: Self.shownRows)))
    if preview.count > Self.shownRows { print("… and \(preview.count - Self.shownRows) more") }
    print("\n\(path)")
  }

  private func page(of panel: Panel, in currentFolder: String) throws -> String {
    if let out {
      return URL(filePath: out, relativeTo: URL(filePath: currentFolder + "/"))
        .standardizedFileURL.path(percentEncoded: false)
    }
    let folder = "\(NSTemporaryDirectory())footfall-preview-\(geteuid())"
    // In a folder that others may write in, the name may be theirs.
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw UsageError("\(folder) cannot be made: say with --out where the page is to go")
    }
    var status = stat()
    guard unsafe lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else {
      throw UsageError(
        "\(folder) is another's, or others may enter it: say with --out where the page is to go")
    }
    return "\(folder)/\(panel.name).html"
  }
}
