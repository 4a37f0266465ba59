/// Why a file of a ledger was not loaded; nothing of it was.
package enum LedgerImportError: Error, Equatable, CustomStringConvertible {
  /// Longer than a gibibyte.
  case tooLong(String)
  /// No header, and no JSON object either, in text of an encoding.
  case noTable(String, encoding: String? = nil)
  /// Its map says an encoding, and another one that was given does not.
  case encodingOfSeveral(String, map: String)
  /// These maps fit alike.
  case severalMaps(String, maps: [String])
  /// Its columns suit these ledgers alike, and it is named after none.
  case severalLedgers(String, ledgers: [String])
  /// No map fits; the columns that are there, and what may help, as a sentence.
  case noMap(String, columns: [String], hint: String? = nil)
  /// Nobody wrote a map, and the likeliest ledger, or the one that was named, has no fields for these
  /// columns, each told with what it may mean.
  case strangeColumns(String, ledger: String, columns: [String], isNamed: Bool)
  /// The columns do not suit the map.
  case columns(String, map: String, problems: [String])
  /// Several sites, and nothing says which.
  case siteNeeded([String])
  case unknownSite(String, [String])

  /// Why, for those who name the file themselves.
  func reason(of path: String) -> String {
    description.hasPrefix(path + ": ")
      ? String(description.dropFirst(path.count + 2)) : description
  }

  package var description: String {
    switch self {
    case .tooLong(let path): "\(path): longer than 1 GiB; export it in parts"
    case .noTable(let path, let encoding?):
      "\(path): it is no text in \(encoding), or no rows under named columns were found in it"
    case .noTable(let path, nil):
      "\(path): no rows under named columns were found in it, neither separated by commas, "
        + "semicolons, tabs or bars nor as JSON lines; a spreadsheet must be saved as CSV"
    case .encodingOfSeveral(let path, let map):
      "\(path): \(map) says what it is written in, and the other maps do not: give one map at a time"
    case .severalMaps(let path, let maps):
      "\(path): \(maps.joined(separator: " and ")) suit its columns alike: give one map at a time"
    case .severalLedgers(let path, let ledgers):
      "\(path): its columns suit \(ledgers.map { "`\($0)`" }.joined(separator: " and ")) alike: "
        + "say which it is with --ledger"
    case .noMap(let path, let columns, let hint):
      "\(path): no map suits its columns (\(columns.prefix(12).joined(separator: ", "))"
        + "\(columns.count > 12 ? ", …" : "")); `footfall import --guess \(path)` proposes one"
        + (hint.map { "; \($0)" } ?? "")
    case .strangeColumns(let path, let ledger, let columns, let isNamed):
      "\(path): no field of `\(ledger)`\(isNamed ? "" : ", which it is most like,") takes "
        + columns.prefix(12).joined(separator: ", ") + (columns.count > 12 ? ", …" : "")
        + "; to leave columns out, or name them otherwise, load it with --map: "
        + "`footfall import --guess \(path)` proposes one"
        + (isNamed ? "" : "; where it is another ledger, --ledger says which")
    case .columns(let path, let map, let problems):
      "\(path): read by \(map): \(problems.joined(separator: "; "))"
    case .siteNeeded(let names):
      "there are several sites: say --site NAME, or `site:` in the mapping file, with one of "
        + names.joined(separator: ", ")
    case .unknownSite(let name, let names):
      "there is no site \(name): the configuration declares \(names.joined(separator: ", "))"
    }
  }
}
