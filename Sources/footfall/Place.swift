import Pipeline
import PostgreSQL

/// Which database and configuration a summary is about.
struct Place {
  let database: String
  let configuration: String

  init(_ setup: Setup, _ service: DatabaseService) async throws {
    database = try await service.info.description
    configuration = setup.configurationName
  }

  var text: String {
    Columns.text([["Database", database], ["Configuration", configuration]])
  }
}
