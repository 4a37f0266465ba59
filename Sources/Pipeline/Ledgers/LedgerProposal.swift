import Clickstream
import Intake

/// A mapping file proposed from the columns of a file.
package struct LedgerProposal: Sendable {
  /// The text of the mapping file.
  package let yaml: String
  package let ledger: String
  /// Needed fields that no column was found for.
  package let missing: [String]

  /// - Parameters:
  ///   - ledger: what the file is, if the operator says so.
  ///   - encoding: name of what it is written in, if the operator says so.
  ///   - shipped: maps of which one is named first, where it suits.
  /// - Throws: `ByteSourceError`, `LedgerImportError`, `UsageError`.
  package init(
    path: String, ledger: String? = nil, encoding: String? = nil, shipped: ShippedMaps? = nil
  ) throws {
    let encoding = try encoding.map(LedgerMaps.encoding(named:))
    let ledger = try ledger.map(LedgerMaps.ledger(named:))
    let source = try LedgerSource(path: path)
    guard let table = LedgerTable(source.bytes, encoding: encoding) else {
      throw LedgerImportError.noTable(path, encoding: encoding?.name)
    }
    guard var guess = LedgerGuess(table.header, rows: table.sample(50), ledger: ledger) else {
      let columns = PrintableText.string(from: table.header.prefix(12).joined(separator: ", "))
      throw UsageError(
        "\(path): its columns (\(columns)) are like those "
          + "of no ledger; say which it is with --ledger, or write a mapping file")
    }
    guess.map.encoding = encoding
    guess.look(through: table)
    let advice = ledger == nil ? shipped?.advice(for: table.header) : nil
    yaml = (advice.map { "# \($0)\n" } ?? "") + guess.yaml
    self.ledger = guess.map.ledger.name
    missing = guess.missing
  }
}
