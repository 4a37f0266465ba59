import ArgumentParser
import Pipeline
import Settings
import Warehouse

/// Where a person is known.
struct PersonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The site at which the person is known, where there are several.", valueName: "name"))
  var site: String?

  /// The site that is asked for; nil where none is.
  func known(to configuration: Configuration, _ warehouse: Warehouse) async throws -> String? {
    guard let site else { return nil }
    return try await warehouse.site(site, in: configuration)
  }
}
