package import PostgreSQL

/// An empty database, or a copy of a template, for one test.
package struct TestDatabase: Sendable {
  /// Where to connect.
  package let info: ConnectionInfo

  /// A database that is made once in a process and then copied for each test.
  package struct Template: Sendable {
    fileprivate let name: String
    fileprivate let prepare: @Sendable (ConnectionInfo) async throws -> Void

    /// `prepare` fills the database called `name` and closes its connections.
    package init(
      _ name: String, prepare: @escaping @Sendable (ConnectionInfo) async throws -> Void
    ) {
      self.name = name
      self.prepare = prepare
    }
  }

  /// The database of the test that runs, where it has the trait `.database`.
  @TaskLocal package static var current: TestDatabase?

  private static let maker = DatabaseMaker()

  /// The test's own database; throws where it lacks the trait.
  package static var required: TestDatabase {
    get throws {
      guard let current else { throw MissingDatabase() }
      return current
    }
  }

  /// Gives `body` a database of its own, which is gone after it.
  package static func with<Answer>(
    template: Template? = nil, _ body: (TestDatabase) async throws -> Answer
  ) async throws -> Answer {
    try await DatabaseSeats.shared.with {
      let database = TestDatabase(info: try await maker.create(template))
      do {
        let answer = try await body(database)
        try await maker.drop(database.info.database ?? "")
        return answer
      } catch {
        try await maker.drop(database.info.database ?? "")
        throw error
      }
    }
  }

  /// Opens a connection to this database.
  package func connect(
    options: ConnectionOptions = ConnectionOptions(applicationName: "test")
  ) async throws -> Connection {
    try await Connection.open(info, options: options)
  }

  /// Opens a connection to this database as another user of the cluster.
  package func connect(as user: String) async throws -> Connection {
    var info = info
    info["user"] = user
    return try await Connection.open(info)
  }
}

package struct MissingDatabase: Error, CustomStringConvertible {
  package var description: String { "the test needs the trait .database" }
}

/// Makes and drops databases over a connection of its own.
private actor DatabaseMaker {
  private var count = 0
  private var templates: [String: Task<String, any Error>] = [:]

  func create(_ template: TestDatabase.Template?) async throws -> ConnectionInfo {
    let source = try await template.asyncMap { try await self.source($0) }
    count += 1
    return try await make("test_\(count)", from: source ?? "template0")
  }

  /// Ends what is connected to it, too.
  func drop(_ name: String) async throws {
    try await run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", as: "postgres")
  }

  /// The name of the database that `template` stands for, made by whoever needs it first.
  private func source(_ template: TestDatabase.Template) async throws -> String {
    if let task = templates[template.name] { return try await task.value }
    let task = Task {
      let name = "template_\(template.name)"
      try await template.prepare(self.make(name, from: "template0"))
      return name
    }
    templates[template.name] = task
    return try await task.value
  }

  private func make(_ name: String, from source: String) async throws -> ConnectionInfo {
    try await run("CREATE DATABASE \(name) TEMPLATE \(source)")
    return try await TestCluster.shared.info.with(database: name)
  }

  /// Whose connections are ended is every user's, which takes the superuser.
  private func run(_ sql: String, as user: String? = nil) async throws {
    var info = try await TestCluster.shared.info
    if let user { info["user"] = user }
    let connection = try await Connection.open(info)
    try await connection.execute(sql, name: "test database")
    await connection.close()
  }
}

extension Optional {
  fileprivate func asyncMap<Answer>(
    _ transform: (Wrapped) async throws -> Answer
  ) async rethrows -> Answer? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
