import ArgumentParser
import Clickstream
internal import Foundation
import Pipeline
import Reports

struct PanelNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a panel to begin with, which runs as it is.",
    discussion: "Nothing that is there is written over.")

  @Argument(
    help: ArgumentHelp(
      "The file of the panel, as in Dashboards/mine/by-source.sql.", valueName: "file.sql"))
  var file: String

  @Option(help: ArgumentHelp("How the answer is shown.", valueName: "kind"))
  var figure: FigureKind = .bar

  func run() throws {
    let shown = PrintableText.string(from: file)
    let url = URL(filePath: file)
    let mistakes = PanelFiles.mistakes(inName: url.lastPathComponent, of: shown)
    guard mistakes.isEmpty else {
      throw UsageError(mistakes.map(\.description).joined(separator: "\n"))
    }
    do {
      try Data(PanelTemplate(figure).text.utf8).write(to: url, options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw UsageError("\(shown) is there already: choose another name, or edit it as it is")
    } catch CocoaError.fileNoSuchFile {
      throw UsageError("\(shown): there is no such folder; make it first")
    }
    print("Wrote \(shown). Look at it with: footfall panel preview \(shown)")
    let folder = url.deletingLastPathComponent()
    let declaration = folder.appending(path: "dashboard.yaml").path(percentEncoded: false)
    if !FileManager.default.fileExists(atPath: declaration) {
      print(
        "Its folder becomes a dashboard with a dashboard.yaml that says 'title: …' (see "
          + "Dashboards/README.md); the setting 'dashboards' names the folder above.")
    }
  }
}

extension FigureKind: ExpressibleByArgument {}
