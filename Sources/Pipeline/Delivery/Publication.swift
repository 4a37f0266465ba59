import Operations
import Reports
import Settings

/// What is done with the pages once they are written: copied to a folder, or handed to a command.
struct Publication: Sendable {
  let choice: PublishChoice
  /// Whether pages that name persons go along.
  let includesPersons: Bool
  let folders: ReportRun.Folders
  /// Of this program.
  let environment: [String: String]
  /// How long a command may take.
  var limit = Duration.seconds(600)

  /// The folder that the pages go to, and that of those which name persons; nil for a command.
  private var targets: (pages: String, persons: String)? {
    guard case .folder(let folder) = choice else { return nil }
    return (folder, folder + "-persons")
  }

  /// Folders that are replaced whole, besides those of the report.
  var written: [String] {
    targets.map { includesPersons ? [$0.pages, $0.persons] : [$0.pages] } ?? []
  }

  /// Publishes what the report wrote.
  ///
  /// - Returns: What was not done, in words.
  /// - Throws: `CancellationError`.
  func run() async throws -> [String] {
    switch choice {
    case .folder:
      guard let targets else { return [] }
      var failures = [copy(folders.output, to: targets.pages, isPrivate: false)]
      if includesPersons {
        failures.append(copy(folders.persons, to: targets.persons, isPrivate: true))
      }
      return failures.compactMap(\.self)
    case .command(let line):
      let command = OutsideCommand.shell(
        line, environment: environment,
        adding: [
          "FOOTFALL_PAGES": folders.output,
          "FOOTFALL_PERSONS": includesPersons ? folders.persons : "",
        ], limit: limit)
      do {
        try await command.run()
        return []
      } catch let failure as OutsideCommand.Failure {
        return ["the pages are not published: the command of 'publish' \(failure)"]
      }
    }
  }

  private func copy(_ pages: String, to target: String, isPrivate: Bool) -> String? {
    do throws(ReportError) {
      try PageCopy.copy(pages, to: target, isPrivate: isPrivate)
      return nil
    } catch {
      return "the pages are not published: \(error)"
    }
  }
}

/// Pages were written, and something that was to be done with them was not.
package struct Undelivered: Error, CustomStringConvertible {
  let failures: [String]

  package var description: String {
    "the pages are written, but\n\(failures.joined(separator: "\n"))"
  }
}

extension ReportSummary {
  /// - Throws: `Undelivered` where something was to be done with the pages, and was not.
  package func checkDelivery() throws {
    guard failures.isEmpty else { throw Undelivered(failures: failures) }
  }
}
