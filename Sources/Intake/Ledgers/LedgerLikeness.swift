import Clickstream

/// Which ledger a file is, told by the names of its columns.
enum LedgerLikeness: Equatable {
  /// Every column is a field of the ledger of this name, and of no other that the file may be.
  case ledger(String)
  /// For people: what it looks like, where not every column says so, and how it is loaded.
  case like(String, remedy: String)
  /// No list that a ledger knows.
  case none

  /// Looks at the beginning of a file; its name decides only between ledgers of the same columns.
  static func of(_ head: [UInt8], name: String) -> LedgerLikeness {
    guard let table = LedgerTable(head) else { return .none }
    let columns = Set(table.header.map(LedgerMap.folded)).subtracting([""])
    guard columns.count > 1 || table.isOfAddresses else { return .none }
    let named = table.header.count { !$0.isEmpty }
    let fits = Ledger.all.compactMap { ledger -> (ledger: Ledger, fields: Int)? in
      LedgerMap(plain: ledger).fit(table.header).map { (ledger, $0) }
    }
    let whole = fits.filter { $0.fields == columns.count && columns.count == named }
      .map(\.ledger)
    if let found = Ledger.choice(of: whole, for: name) { return .ledger(found.name) }
    if !whole.isEmpty {
      let names = whole.map { "`\($0.name)`" }.joined(separator: " and ")
      return .like(
        "a list whose columns suit \(names) alike",
        remedy: "`footfall import FILE --ledger` loads it, or `ledger:` of its input")
    }
    // Lines of JSON with other names are forms.
    guard table.shape != .json else { return .none }
    let remedy =
      "`footfall import FILE --guess` proposes a map, with which `footfall import` loads it, or the "
      + "nightly where `map:` of its input names it"
    let near = fits.filter { $0.fields * 2 > columns.count }.max { $0.fields < $1.fields }
    if let near {
      let fields = Set((near.ledger.fields.map(\.name) + [LedgerMap.updated]).map(LedgerMap.folded))
      let others = table.header.filter { !$0.isEmpty && !fields.contains(LedgerMap.folded($0)) }
      return .like(
        "the ledger `\(near.ledger.name)` with other columns besides: \(Self.quoted(others))",
        remedy: remedy)
    }
    if let (ledger, missing) = almost(columns) {
      return .like(
        "the ledger `\(ledger)` without a column \(Self.quoted(missing)), which it needs",
        remedy: remedy)
    }
    guard InputPlan.isList(name) || isList(table) || table.isOfAddresses else { return .none }
    return .like("a list whose columns are not the fields of a ledger", remedy: remedy)
  }

  /// The ledger most of whose fields are columns, but not all that it needs.
  private static func almost(_ columns: Set<String>) -> (ledger: String, missing: [String])? {
    let found = Ledger.all.map { ledger in
      let own = Set((ledger.fields.map(\.name) + [LedgerMap.updated]).map(LedgerMap.folded))
      let missing = ledger.fields.filter {
        $0.isRequired && !columns.contains(LedgerMap.folded($0.name))
      }
      return (ledger.name, missing.map(\.name), count: columns.count(where: own.contains))
    }
    guard let best = found.max(by: { ($0.count, -$0.1.count) < ($1.count, -$1.1.count) }),
      best.count > 1, best.count * 2 > columns.count, !best.1.isEmpty
    else { return nil }
    return (best.0, best.1)
  }

  private static func quoted(_ names: [String]) -> String {
    names.prefix(12).map { "“\($0)”" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// Whether what stands at the head are names of columns, and the next row has as many values.
  private static func isList(_ table: LedgerTable) -> Bool {
    let areNames = table.header.allSatisfy { name in
      name.first?.isLetter == true && name.count <= 40
        && name.allSatisfy { $0.isLetter || $0.isNumber || " _-.()".contains($0) }
    }
    var offset = 0
    guard areNames, table.header.count > 2, let row = table.row(at: &offset) else { return false }
    return row.problem == nil && row.values.count == table.header.count
  }
}
