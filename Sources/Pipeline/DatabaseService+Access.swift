import LocalPostgres
import PostgreSQL
package import Warehouse

extension DatabaseService {
  /// Lets a user in with a role; in a private cluster, the system user of that name.
  ///
  /// - Throws: `UsageError` where there is no such user.
  package func grant(_ role: AccessRights.Role, to name: String, _ statements: StatementLibrary)
    async throws
  {
    try checkName(name)
    if case .cluster = home, !LocalCluster.isSystemUser(name) {
      throw UsageError(
        "there is no system user called \(name); the private cluster knows people by their system "
          + "users: make it with `adduser`, or give another name")
    }
    try await withAccessRights(statements) { rights in
      if case .server = home, try await !rights.exists(name) {
        throw UsageError(
          "the server has no user called \(name); make it there with CREATE ROLE, with the "
            + "password or whatever else the server asks for")
      }
      try await rights.grant(role, to: name, makingUser: isCluster)
    }
  }

  /// Takes a role, or all roles, from a user and ends the user's sessions.
  ///
  /// Says whether there was one to take. A user of a private cluster who is left without a role
  /// goes.
  package func revoke(
    _ role: AccessRights.Role?, from name: String, _ statements: StatementLibrary
  ) async throws -> Bool {
    try checkName(name)
    return try await withAccessRights(statements) { rights in
      try await rights.revoke(role, from: name, droppingUser: isCluster)
    }
  }

  /// Who has been let in.
  package func grants(_ statements: StatementLibrary) async throws -> [AccessRights.Grant] {
    try await withConnection(to: administration) { connection in
      try await AccessRights(connection, statements: statements).grants()
    }
  }

  var isCluster: Bool {
    if case .cluster = home { true } else { false }
  }

  private func checkName(_ name: String) throws {
    guard AccessRights.isReserved(name) else { return }
    throw UsageError("\(name.isEmpty ? "an empty name" : name) is no user to be let in")
  }

  private var administration: ConnectionInfo {
    get async throws {
      switch home {
      case .cluster(let cluster): try await cluster.administration
      case .server(let info): info
      }
    }
  }

  /// Changes rights, and opens or closes a private cluster as they now are.
  private func withAccessRights<Answer>(
    _ statements: StatementLibrary, _ body: (AccessRights) async throws -> Answer
  ) async throws -> Answer {
    let answer = try await withConnection(to: administration) { connection in
      try await body(AccessRights(connection, statements: statements))
    }
    if case .cluster(let cluster) = home {
      try await cluster.admit(Set(try await grants(statements).map(\.name)).sorted())
    }
    return answer
  }
}
