internal import Foundation
import Pipeline
import PostgreSQL
import Settings

/// Which database and configuration a summary is about.
struct Place {
  let database: String
  let configuration: String
  /// Where the command runs.
  let currentFolder: String

  init(
    _ configuration: Configuration, _ service: DatabaseService, _ surroundings: Surroundings
  ) async throws {
    database = try await service.info.description
    self.configuration = configuration.name
    currentFolder = surroundings.currentFolder
  }

  var text: String {
    let text = Columns.text([["Database", database], ["Configuration", configuration]])
    return passedBy.map { "\(text)\n\nNote: \($0)" } ?? text
  }

  /// Says that a configuration lies here and is not the one that is used.
  private var passedBy: String? {
    let here = URL(filePath: "\(currentFolder)/footfall.yaml")
    guard FileManager.default.fileExists(atPath: here.path),
      URL(filePath: configuration, relativeTo: URL(filePath: currentFolder + "/"))
        .resolvingSymlinksInPath().path != here.resolvingSymlinksInPath().path
    else { return nil }
    return
      "footfall.yaml in this folder is not used; --config footfall.yaml or FOOTFALL_CONFIG names it."
  }
}

extension Configuration {
  /// The configuration for people.
  var name: String { file ?? "built-in defaults" }
}
