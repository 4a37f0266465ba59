internal import Foundation
internal import Glibc
internal import PostgreSQL

extension LocalCluster {
  /// Writes the database to the file at `path`, whole or not at all; the server must run.
  package func backup(to path: String) async throws {
    let place = try await Place.find(directory)
    let path = Self.absolute(path)
    let draft = "\(path).part-\(getpid())"
    // It holds names and addresses: nobody else may read it, from its first byte.
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw LocalPostgresError(
        "\(path) cannot be written (\(Directory.message(errno)))",
        advice: "check the folder and its permissions")
    }
    close(descriptor)
    defer { try? Directory.remove(draft) }
    let address = try await url
    let outcome = try await Command(
      binaries(of: place).path("pg_dump"),
      [
        "--format=custom", "--file=\(draft)", "--username=\(Self.superuser)",
        "--host=\(address.host ?? place.socketDirectory)", "--dbname=\(database)",
      ]
    ).run()
    guard outcome.succeeded else {
      throw LocalPostgresError(
        "the database \(database) could not be written to \(path)",
        advice: "see the reason below; nothing was changed", details: outcome.lines)
    }
    guard unsafe rename(draft, path) == 0 else {
      throw LocalPostgresError(
        "\(path) could not be put in place (\(Directory.message(errno)))",
        advice: "check its directory")
    }
  }

  /// Programs of PostgreSQL run in a folder of their own, so a relative path is of no use to them.
  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }

  /// Puts a backup in the place of the database.
  ///
  /// It is built beside the old one and exchanged for it at the end, so that a failure leaves the
  /// old one. `roles` are those the backup grants to; missing ones are made.
  package func restore(from path: String, roles: [String] = []) async throws {
    let path = Self.absolute(path)
    let place = try await Place.find(directory)
    let address = try await url
    let admin = info(address.host ?? place.socketDirectory, user: Self.superuser)
    let connection = try await Connection.open(admin.with(database: "postgres"))
    let draft = "\(database)_restoring"
    let old = "\(database)_replaced"
    try await drop(draft, on: connection)
    for role in roles {
      let found = try await connection.query(
        "SELECT FROM pg_roles WHERE rolname = $1", name: "role", [.text(role)])
      if found.isEmpty {
        try await connection.execute("CREATE ROLE \(quoted(role))", name: "create role")
      }
    }
    try await connection.execute(
      "CREATE DATABASE \(quoted(draft)) OWNER \(Self.role) TEMPLATE template0",
      name: "create database")
    let outcome = try await Command(
      binaries(of: place).path("pg_restore"),
      [
        "--exit-on-error", "--single-transaction", "--username=\(Self.superuser)",
        "--host=\(address.host ?? place.socketDirectory)", "--dbname=\(draft)", path,
      ]
    ).run()
    guard outcome.succeeded else {
      try await drop(draft, on: connection)
      throw LocalPostgresError(
        "\(path) could not be restored", advice: "see the reason below; the database is as it was",
        details: outcome.lines)
    }
    try await exchange(draft, old: old, on: connection)
    await connection.close()
  }

  private func exchange(_ draft: String, old: String, on connection: Connection) async throws {
    try await drop(old, on: connection)
    do {
      try await connection.execute(
        """
        BEGIN;
        ALTER DATABASE \(quoted(database)) RENAME TO \(quoted(old));
        ALTER DATABASE \(quoted(draft)) RENAME TO \(quoted(database));
        COMMIT;
        """, name: "exchange databases")
    } catch let error as PostgresError where error.state == SQLState("55006") {
      try await connection.execute("ROLLBACK", name: "ROLLBACK")
      try await drop(draft, on: connection)
      throw LocalPostgresError(
        "the database \(database) is in use",
        advice: "stop what is connected to it and try again; it is as it was")
    }
    try await drop(old, on: connection)
  }

  private func drop(_ name: String, on connection: Connection) async throws {
    try await connection.execute("DROP DATABASE IF EXISTS \(quoted(name))", name: "drop database")
  }
}
