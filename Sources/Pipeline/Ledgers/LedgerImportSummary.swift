package import Warehouse

/// What an import did.
package struct LedgerImportSummary: Sendable, Encodable {
  package struct File: Sendable, Encodable {
    package var path: String
    package var ledger: String
    package var map: String
    package var outcome: Warehouse.LedgerOutcome
    /// The very same file was loaded before.
    package var wasKnown: Bool
  }

  package var files: [File] = []
  package var failures: [IngestSummary.Refusal] = []

  package init() {}
}
