import Clickstream
package import PostgreSQL

/// One numbered step of the schema.
struct Migration: Sendable {
  let number: Int32
  let name: String
  let script: String

  /// Changes with every byte of the script.
  var checksum: Int64 {
    var hasher = SipHash(key: SipHash.Key(0, 0))
    hasher.combine(text: script)
    return hasher.finishSigned()
  }
}

/// Brings a database to the schema of this program, one transaction a migration.
package struct Migrator {
  private let connection: Connection
  private let library: StatementLibrary
  /// Two migrators of one database wait for each other by this advisory lock.
  private static let lock: Int64 = 0x666f_6f74_6661_6c6c

  package init(_ connection: Connection, library: StatementLibrary) {
    self.connection = connection
    self.library = library
  }

  /// Applies what is missing; returns the names of the migrations applied now.
  ///
  /// - Throws: `WarehouseError` for a newer database or an edited migration, `PostgresError`.
  @discardableResult
  package func migrate() async throws -> [String] {
    try await connection.query(
      "SELECT pg_advisory_lock($1)", name: "lock_migration", [.int8(Self.lock)])
    do {
      let applied = try await migrateLocked()
      try await unlock()
      return applied
    } catch {
      if await connection.isOpen { try? await unlock() }
      throw error
    }
  }

  private func unlock() async throws {
    try await connection.query(
      "SELECT pg_advisory_unlock($1)", name: "unlock_migration", [.int8(Self.lock)])
  }

  /// How many migrations the database lacks; changes nothing.
  ///
  /// - Throws: `WarehouseError` for a newer database or an edited migration, `PostgresError`.
  package func missing() async throws -> Int {
    let done = try await known()
    return library.migrations.count { done[$0.number] == nil }
  }

  private func migrateLocked() async throws -> [String] {
    let done = try await known()
    if await connection.serverVersion >= 160_000 {
      // Since 16 who makes a role may not take it, unless told so before.
      try await connection.execute(
        "SET createrole_self_grant = 'set, inherit'", name: "take_own_roles")
    }
    var names: [String] = []
    for migration in library.migrations {
      if done[migration.number] != nil { continue }
      try await connection.transaction { connection in
        try await connection.execute(migration.script, name: migration.name)
        try await connection.query(
          "INSERT INTO footfall_store.migration VALUES ($1, $2, $3, now())",
          name: "note_migration",
          [.int4(migration.number), .text(migration.name), .int8(migration.checksum)])
      }
      names.append(migration.name)
    }
    return names
  }

  /// The migrations that the database has, each as this program knows it.
  private func known() async throws -> [Int32: Int64] {
    let done = try await applied()
    let newest = library.migrations.last?.number ?? 0
    if let last = done.keys.max(), last > newest {
      throw WarehouseError.databaseIsNewer(database: last, program: newest)
    }
    for migration in library.migrations {
      if let checksum = done[migration.number], checksum != migration.checksum {
        throw WarehouseError.migrationEdited(migration.name)
      }
    }
    return done
  }

  /// Checksums of the migrations that the database has, by number.
  private func applied() async throws -> [Int32: Int64] {
    let table = try await connection.query(
      "SELECT to_regclass('footfall_store.migration') IS NOT NULL AS present",
      name: "find_migrations")
    guard let first = table.first, try first.get("present", as: Bool.self) else { return [:] }
    let rows = try await connection.query(
      "SELECT number, checksum FROM footfall_store.migration", name: "read_migrations")
    var result: [Int32: Int64] = [:]
    for row in rows { result[try row.get("number")] = try row.get("checksum", as: Int64.self) }
    return result
  }
}
