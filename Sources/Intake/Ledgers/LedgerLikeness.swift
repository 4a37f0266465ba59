import Clickstream

/// Which ledger a file is, told by the names of its columns.
enum LedgerLikeness: Equatable {
  /// Every column is a field of the ledger of this name, and of no other that the file may be.
  case ledger(String)
  /// For people: what it looks like, where not every column says so.
  case like(String)
  /// No list that a ledger knows.
  case none

  /// Looks at the beginning of a file; its name decides only between ledgers of the same columns.
  static func of(_ head: [UInt8], name: String) -> LedgerLikeness {
    guard let table = LedgerTable(head) else { return .none }
    let columns = Set(table.header.map(LedgerMap.folded)).subtracting([""])
    guard columns.count > 1 else { return .none }
    let fits = Ledger.all.compactMap { ledger -> (ledger: Ledger, fields: Int)? in
      LedgerMap(plain: ledger).fit(table.header).map { (ledger, $0) }
    }
    let whole = fits.filter { $0.fields == columns.count && columns.count == table.header.count }
      .map(\.ledger.name)
    if let found = choose(of: whole, name) { return .ledger(found) }
    if !whole.isEmpty {
      let names = whole.map { "`\($0)`" }.joined(separator: " and ")
      return .like("a list whose columns suit \(names) alike (footfall import --ledger loads it)")
    }
    // Lines of JSON with other names are forms.
    guard table.shape != .json,
      let near = fits.filter({ $0.fields * 2 > columns.count }).max(by: { $0.fields < $1.fields })
    else { return .none }
    return .like(
      "the ledger `\(near.ledger.name)` with other columns besides (footfall import loads it, "
        + "--guess proposes a map)")
  }

  /// The only one, or the only one that the file is named after: `costs.csv`.
  private static func choose(of ledgers: [String], _ name: String) -> String? {
    guard ledgers.count > 1 else { return ledgers.first }
    let file = name.lowercased().split(separator: "/").last ?? ""
    let named = ledgers.filter(file.hasPrefix)
    return named.count == 1 ? named.first : nil
  }
}
