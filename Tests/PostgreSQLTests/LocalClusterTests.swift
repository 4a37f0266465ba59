import Foundation
import LocalPostgres
import PostgreSQL
import Synchronization
import Testing

@Suite("The private cluster", .serialized)
struct LocalClusterTests {
  private static let fast = ["fsync": "off", "shared_buffers": "32MB"]

  /// Runs `body` with a directory of its own, deep enough that no socket would fit in it.
  private func withCluster(_ body: (LocalCluster, String) async throws -> Void) async throws {
    let top = "/tmp/footfall-cluster-\(UUID().uuidString)"
    let deep = top + String(repeating: "/a deep $directory", count: 8)
    let cluster = LocalCluster(directory: deep, settings: Self.fast)
    do {
      try await body(cluster, deep)
    } catch {
      try await cluster.stop()
      try FileManager.default.removeItem(atPath: top)
      throw error
    }
    try await cluster.stop()
    try FileManager.default.removeItem(atPath: top)
  }

  private func answers(_ info: ConnectionInfo) async throws -> Bool {
    let connection = try await Connection.open(info)
    let result = try await connection.query("SELECT current_database()::text d", name: "where")
    await connection.close()
    return try result.first?.get("d") == info.database
  }

  private func pid(_ cluster: LocalCluster) async throws -> Int32 {
    guard case .running(let pid) = try await cluster.status else { return 0 }
    return pid
  }

  @Test("it is made once by two who start at the same time, and stops when asked")
  func concurrentStart() async throws {
    try await withCluster { cluster, _ in
      #expect(try await cluster.status == .absent)
      async let first = cluster.start()
      async let second = cluster.start()
      let infos = try await [first, second]
      #expect(infos[0] == infos[1])
      #expect(try await answers(infos[0]))
      #expect(try await cluster.url == infos[0])
      try await cluster.stop()
      #expect(try await cluster.status == .stopped)
      try await cluster.stop()
    }
  }

  @Test("the server is nobody else's: private directories, no superuser, not root")
  func privacy() async throws {
    try await withCluster { cluster, directory in
      let info = try await cluster.start()
      let manager = FileManager.default
      for path in [directory, info.host ?? ""] {
        let attributes = try manager.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
        #expect((attributes[.ownerAccountID] as? NSNumber)?.intValue != 0)
      }
      #expect((info.host ?? "").utf8.count < 80)
      let connection = try await Connection.open(info)
      let row = try #require(
        try await connection.query(
          """
          SELECT rolsuper, current_setting('data_checksums') sums,
            current_setting('server_encoding') encoding, current_setting('fsync') fsync
          FROM pg_roles WHERE rolname = current_user
          """, name: "role"
        ).first)
      #expect(try row.get("rolsuper") == false)
      #expect(try row.get("sums") == "on")
      #expect(try row.get("encoding") == "UTF8")
    }
  }

  @Test("a server that was killed starts again with what was committed")
  func crash() async throws {
    try await withCluster { cluster, _ in
      let connection = try await Connection.open(try await cluster.start())
      try await connection.execute("CREATE TABLE t (a int8)", name: "make t")
      try await connection.query("INSERT INTO t VALUES (1)", name: "fill")
      kill(try await pid(cluster), SIGKILL)
      let again = try await Connection.open(try await cluster.start())
      #expect(try await again.query("SELECT FROM t", name: "read").count == 1)
    }
  }

  @Test("a server whose service does not start it again is started, and is nobody else's after")
  func abandoned() async throws {
    try await withCluster { cluster, directory in
      try await cluster.start()
      try await cluster.stop()
      let mark = "\(directory)/supervised"
      try "".write(toFile: mark, atomically: true, encoding: .utf8)
      let said = Mutex<[String]>([])
      let waiting = LocalCluster(
        directory: directory, settings: Self.fast, patience: .milliseconds(1))
      for _ in 0..<2 {
        let info = try await waiting.start { sentence in said.withLock { $0.append(sentence) } }
        #expect(try await answers(info))
        #expect(!FileManager.default.fileExists(atPath: mark))
      }
      #expect(said.withLock { $0.map { $0.prefix(10) } } == ["The server", "Started Po"])
    }
  }

  @Test("a stale pid file whose number belongs to another process does no harm")
  func stalePid() async throws {
    try await withCluster { cluster, directory in
      let info = try await cluster.start()
      try await cluster.stop()
      let mine = ProcessInfo.processInfo.processIdentifier
      try "\(mine)\n\(directory)/data\n0\n5432\n\n\n".write(
        toFile: "\(directory)/data/postmaster.pid", atomically: true, encoding: .utf8)
      #expect(try await cluster.status == .stopped)
      #expect(try await answers(try await cluster.start()))
      #expect(try await cluster.url == info)
      #expect(try await pid(cluster) != mine)
    }
  }

  @Test("a cluster whose making was cut short is made anew")
  func halfMade() async throws {
    try await withCluster { cluster, directory in
      let draft = "\(directory)/data.new/base"
      try await cluster.start()
      try await cluster.stop()
      try FileManager.default.removeItem(atPath: "\(directory)/data")
      try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
      #expect(try await cluster.status == .absent)
      #expect(try await answers(try await cluster.start()))
    }
  }

  @Test("a link in the place of the cluster is not followed")
  func link() async throws {
    let top = "/tmp/footfall-cluster-\(UUID().uuidString)"
    let manager = FileManager.default
    try manager.createDirectory(atPath: "\(top)/real", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: "\(top)/link", withDestinationPath: "\(top)/real")
    let cluster = LocalCluster(directory: "\(top)/link")
    await #expect(throws: LocalPostgresError.self) { try await cluster.start() }
    #expect(try manager.contentsOfDirectory(atPath: "\(top)/real").isEmpty)
    try manager.removeItem(atPath: top)
  }

  @Test("a backup brings back what was there, and a broken one changes nothing")
  func backup() async throws {
    try await withCluster { cluster, directory in
      let info = try await cluster.start()
      let connection = try await Connection.open(info)
      try await connection.execute(
        "CREATE TABLE t (a int8); INSERT INTO t VALUES (1)", name: "make t")
      let file = "/tmp/footfall-backup-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: file) }
      try await cluster.backup(to: file)
      try await connection.execute("INSERT INTO t VALUES (2)", name: "fill")
      await #expect(throws: LocalPostgresError.self) { try await cluster.restore(from: file) }
      await connection.close()
      try await cluster.restore(from: file)
      let again = try await Connection.open(info)
      #expect(try await again.query("SELECT FROM t", name: "read").count == 1)
      try "junk".write(toFile: file, atomically: true, encoding: .utf8)
      await #expect(throws: LocalPostgresError.self) { try await cluster.restore(from: file) }
      #expect(try await again.query("SELECT FROM t", name: "read").count == 1)
    }
  }
}
