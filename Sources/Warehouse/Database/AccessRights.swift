package import PostgreSQL

/// Which users may read or write a database of Footfall, beside the one that looks after it.
package struct AccessRights {
  /// What a user may do.
  package enum Role: String, CaseIterable, Sendable {
    /// Read the views.
    case analyst
    /// Read the views, as the reports do.
    case report
    /// Load.
    case ingest
    /// What a web application may.
    case web

    var databaseRole: String { "footfall_\(rawValue)" }
  }

  /// A user and one of its roles.
  package struct Grant: Equatable, Sendable, Encodable {
    package let name: String
    package let role: String
  }

  private let connection: Connection
  private let statements: StatementLibrary

  /// - Parameter connection: of a user who may give the roles.
  package init(_ connection: Connection, statements: StatementLibrary) {
    self.connection = connection
    self.statements = statements
  }

  /// Users that are not to be given or taken anything: they are Footfall's and PostgreSQL's own.
  package static func isReserved(_ name: String) -> Bool {
    ["footfall", "postgres", "root", "public", "none", ""].contains(name)
      || name.hasPrefix("footfall_") || name.hasPrefix("pg_")
  }

  package func exists(_ name: String) async throws -> Bool {
    try await row("find_role", [.text(name)])?.get("present") ?? false
  }

  /// Gives a role to a user; nothing changes where it has the role.
  ///
  /// - Parameter makingUser: whether a user who is not there is made.
  package func grant(_ role: Role, to name: String, makingUser: Bool) async throws {
    try await runScript(
      "grant_access", [.text(name), .text(role.databaseRole), .bool(makingUser)])
  }

  /// Takes a role, or with nil every role, from a user and ends the user's sessions; says whether
  /// there was one to take.
  ///
  /// - Parameter droppingUser: whether a user who is left without a role goes.
  package func revoke(_ role: Role?, from name: String, droppingUser: Bool) async throws -> Bool {
    let before = try await grants().filter { $0.name == name }
    let held = before.contains { role == nil || $0.role == role?.rawValue }
    guard held else { return false }
    try await runScript(
      "revoke_access",
      [.text(name), role.map { .text($0.databaseRole) } ?? .null, .bool(droppingUser)])
    try await connection.query(
      try statements.text("end_sessions"), name: "end_sessions", [.text(name)])
    return true
  }

  /// All grants, by user and role.
  package func grants() async throws -> [Grant] {
    let rows = try await connection.query(
      try statements.text("read_access"), name: "read_access")
    return try rows.map { Grant(name: try $0.get("name"), role: try $0.get("role")) }
  }

  /// Runs what a statement writes: names cannot be bound, so the server quotes them.
  private func runScript(_ name: String, _ parameters: [Parameter]) async throws {
    guard let script: String = try await row(name, parameters)?.get("script"), !script.isEmpty
    else { return }
    try await connection.execute(script, name: name)
  }

  private func row(_ name: String, _ parameters: [Parameter]) async throws -> Row? {
    try await connection.query(try statements.text(name), name: name, parameters).first
  }
}
