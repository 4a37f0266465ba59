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
    /// What people should hear of its columns.
    package var remarks: [String] = []
    /// Orders or costs that are in no sum, for their currency is not that of the site; one sentence
    /// a currency.
    package var leftOutOfSums: [String] = []
  }

  package var files: [File] = []
  /// What the files told of who is who; nil where they told nothing new.
  package var persons: IdentityChanges?
  package var failures: [IngestSummary.Refusal] = []

  package init() {}
}
