import Foundation
import LocalPostgres
import PostgreSQL
import Support
import Testing

/// The upgrade between versions, played with one: the programs of the installed version stand in
/// for those of the next as well.
@Suite("The upgrade of the private cluster", .serialized)
struct LocalClusterUpgradeTests {
  private let folder: ScratchFolder
  private let cluster: LocalCluster
  /// The newest version that is installed.
  private let major: Int
  private let programs: String

  init() throws {
    folder = try ScratchFolder()
    cluster = LocalCluster(
      directory: "\(folder.path)/cluster", settings: ["fsync": "off", "shared_buffers": "32MB"])
    let names = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")
    major = try #require(names.compactMap(Int.init).max())
    programs = "/usr/lib/postgresql/\(major)/bin"
  }

  /// A folder as Debian lays versions out, with these.
  private func versions(_ numbers: [Int], pgUpgrade: String? = nil) throws -> String {
    let manager = FileManager.default
    let root = "\(folder.path)/versions"
    for number in numbers {
      let bin = "\(root)/\(number)/bin"
      try manager.createDirectory(atPath: bin, withIntermediateDirectories: true)
      for name in try manager.contentsOfDirectory(atPath: programs)
      where pgUpgrade == nil || name != "pg_upgrade" || number == major {
        try manager.createSymbolicLink(
          atPath: "\(bin)/\(name)", withDestinationPath: "\(programs)/\(name)")
      }
      if let pgUpgrade, number != major {
        try folder.write(pgUpgrade, to: "versions/\(number)/bin/pg_upgrade")
        try manager.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: "\(bin)/pg_upgrade")
      }
    }
    return root
  }

  private func withCluster(_ body: () async throws -> Void) async throws {
    do {
      let connection = try await Connection.open(try await cluster.start())
      try await connection.execute(
        "CREATE TABLE t (a int8); INSERT INTO t VALUES (1); CREATE ROLE someone", name: "make t")
      await connection.close()
      try await body()
    } catch {
      try await cluster.stop()
      throw error
    }
    try await cluster.stop()
  }

  private func count() async throws -> Int {
    let connection = try await Connection.open(try await cluster.start())
    let rows = try await connection.query(
      "SELECT FROM t, pg_roles WHERE rolname = 'someone'", name: "read")
    await connection.close()
    return rows.count
  }

  private var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: cluster.directory).sorted()
    }
  }

  @Test("it brings data and users along, and keeps the old cluster whole")
  func upgrade() async throws {
    try await withCluster {
      let root = try versions([major, major + 1])
      let outcome = try await cluster.upgrade(root: root) { _ in }
      let kept = "\(cluster.directory)/data-\(major)"
      #expect(outcome == .upgraded(from: major, to: major + 1, kept: kept))
      #expect(try await count() == 1)
      #expect(FileManager.default.fileExists(atPath: "\(kept)/PG_VERSION"))
      let next = try await cluster.upgrade(announce: { _ in })
      #expect(next == .newest(major: major))
      await #expect(throws: LocalPostgresError.self) {
        try await cluster.upgrade(root: root) { _ in }
      }
      #expect(try await count() == 1)
    }
  }

  @Test("a cluster whose server was killed is brought along with what was committed")
  func killed() async throws {
    try await withCluster {
      guard case .running(let pid) = try await cluster.status else { return }
      kill(pid, SIGKILL)
      let root = try versions([major, major + 1])
      guard case .upgraded = try await cluster.upgrade(root: root, announce: { _ in }) else {
        Issue.record("nothing was upgraded")
        return
      }
      #expect(try await count() == 1)
    }
  }

  @Test("where the programs of the old version are gone, that is said, and nothing changes")
  func gone() async throws {
    try await withCluster {
      let root = try versions([major + 1])
      await #expect {
        try await cluster.upgrade(root: root) { _ in }
      } throws: {
        "\($0)".contains("postgresql-\(major)")
      }
      #expect(try await count() == 1)
    }
  }

  @Test("where it fails, the old cluster is in its place and nothing is left over")
  func failure() async throws {
    try await withCluster {
      let before = try names
      let root = try versions([major, major + 1], pgUpgrade: "#!/bin/sh\necho no room\nexit 1\n")
      await #expect {
        try await cluster.upgrade(root: root) { _ in }
      } throws: {
        "\($0)".contains("no room")
      }
      let after = try names
      #expect(after == before)
      #expect(try await count() == 1)
    }
  }

  @Test("without a cluster, or without a newer version, there is nothing to do")
  func nothing() async throws {
    let before = try await cluster.upgrade(announce: { _ in })
    #expect(before == .absent)
    try await withCluster {
      let next = try await cluster.upgrade(announce: { _ in })
      #expect(next == .newest(major: major))
    }
  }
}
