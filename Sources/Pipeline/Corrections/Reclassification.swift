package import Settings
package import Warehouse

import Enrichment

extension Warehouse {
  /// Tells stored visitors anew by the rules, the profiles and the signs of bots that the
  /// configuration names now.
  ///
  /// - Parameter applies: whether it is done; else it is only found out.
  package func reclassify(
    _ configuration: Configuration, by rules: RuleBook, applies: Bool
  ) async throws -> Reclassified {
    guard let ids else { throw WarehouseError.missingResources("secret id_key") }
    let directory = SiteDirectory(configuration.sites, ids: ids, hostless: nil)
    try await declare(directory)
    return try await reclassify(by: rules.visitors, sites: directory, applies: applies)
  }
}
