/// The statements that a connection has prepared, by name.
struct StatementCache {
  struct Entry {
    let sql: String
    /// The types the statement was prepared with; 0 where the server was left to find one.
    var types: [UInt32]
    /// The name on the server: a statement prepared again with other types gets another.
    var serverName: String
    var isPrepared: Bool
  }

  private var entries: [String: Entry] = [:]
  private var prepared = 0

  /// The entry to run `sql` with values of `types`, prepared or still to be.
  func entry(_ name: String, sql: String, types: [UInt32]) throws(PostgresError) -> Entry {
    guard let known = entries[name] else { return fresh(name, sql: sql, types: types) }
    guard known.sql == sql, known.types.count == types.count else {
      throw PostgresError(
        message: "one name stands for two statements on a connection", statement: name)
    }
    // A null fits any type; a value fits only a parameter prepared with its own.
    if zip(known.types, types).allSatisfy({ $1 == 0 || $0 == $1 }) { return known }
    return fresh(name, sql: sql, types: zip(known.types, types).map { $1 == 0 ? $0 : $1 })
  }

  /// An entry to prepare `sql` anew.
  func fresh(_ name: String, sql: String, types: [UInt32]) -> Entry {
    // The number first: the server looks at the first 63 bytes of a name only.
    Entry(sql: sql, types: types, serverName: "\(prepared)#\(name)", isPrepared: false)
  }

  mutating func store(_ entry: Entry, as name: String) {
    prepared += 1
    var entry = entry
    entry.isPrepared = true
    entries[name] = entry
  }
}
