import Pipeline
import PostgreSQL
import Settings

/// Which database and configuration a summary is about.
struct Place {
  let database: String
  let configuration: String

  init(_ configuration: Configuration, _ service: DatabaseService) async throws {
    database = try await service.info.description
    self.configuration = configuration.name
  }

  var text: String {
    Columns.text([["Database", database], ["Configuration", configuration]])
  }
}

extension Configuration {
  /// The configuration for people.
  var name: String { file ?? "built-in defaults" }
}
