import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Settings

struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open the pages in the browser, or say where they lie.",
    discussion: """
      The browser is that of $BROWSER, else that of the desktop (xdg-open). Without a display the path \
      is printed.
      """)

  @Argument(
    help: ArgumentHelp(
      "A page below the folder, as in larkspur/overview or larkspur/2026-10/overview.",
      valueName: "page"))
  var page: String?

  @Flag(help: "The pages that name persons.")
  var persons = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var pages: PageOptions

  func run() throws {
    let setup = try Setup(
      config: database.config, flags: database.flags.merging(pages.flags) { $1 })
    let folder =
      persons
      ? setup.surroundings.personsFolder(setup.configuration)
      : setup.surroundings.outputFolder(setup.configuration)
    let path = try file(in: folder)
    let environment = ProcessInfo.processInfo.environment
    guard let browser = Self.browser(environment) else {
      print(path)
      Terminal.complain(
        "There is no display here: open it in a browser of yours, or copy the folder to where one "
          + "is.\n")
      return
    }
    let process = Process()
    process.executableURL = URL(filePath: browser.program)
    process.arguments = [URL(filePath: path).absoluteString]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A browser may stay until its window is closed.
    if browser.endsAtOnce {
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Unopened(program: browser.program, page: path)
      }
    }
    print("Opened \(path).")
  }

  /// The page that is asked for, or the first one.
  private func file(in folder: String) throws -> String {
    guard FileManager.default.fileExists(atPath: "\(folder)/index.html") else {
      throw UsageError(
        "there are no pages in \(folder): write them with `footfall report`, or name the folder with "
          + (persons ? "--persons-folder" : "--out"))
    }
    guard let page else { return "\(folder)/index.html" }
    let name = page.hasSuffix(".html") ? page : "\(page).html"
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let path = "\(folder)/\(name)"
    guard parts.allSatisfy({ !$0.isEmpty && $0 != ".." }),
      FileManager.default.fileExists(atPath: path)
    else {
      throw UsageError("there is no page", name, among: Self.pages(of: folder))
    }
    return path
  }

  private static func pages(of folder: String) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".html") && $0.split(separator: "/").count <= 2 }.sorted()
  }

  /// The program that opens a page; nil where nothing could be seen.
  private static func browser(
    _ environment: [String: String]
  ) -> (program: String, endsAtOnce: Bool)? {
    let isNamed = { (name: String) in environment[name].map { !$0.isEmpty } ?? false }
    guard isNamed("DISPLAY") || isNamed("WAYLAND_DISPLAY") else { return nil }
    let own = environment["BROWSER"]?.split(separator: ":").first.map(String.init)
    if let own, let found = find(own, environment) { return (found, false) }
    return find("xdg-open", environment).map { ($0, true) }
  }

  private static func find(_ name: String, _ environment: [String: String]) -> String? {
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    let places = name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// The desktop could not open a page.
private struct Unopened: Error, CustomStringConvertible {
  let program, page: String

  var description: String {
    "\(program) could not open the page; name a browser in $BROWSER, or open it yourself: \(page)"
  }
}
