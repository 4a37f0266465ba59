internal import Foundation
internal import Glibc
internal import LocalPostgres
package import PostgreSQL

/// The PostgreSQL server of this test process: started at its first need, gone with the process.
package struct TestCluster: Sendable {
  /// Where to connect; the role may make databases.
  package let info: ConnectionInfo
  /// The keeper waits for the end of this: it closes with the process, however that ends.
  private let lifeline: FileHandle

  private static let started = Task { try await start() }

  /// The server that all tests of this process share; throws, and so fails the test, where there
  /// is no PostgreSQL.
  package static var shared: TestCluster {
    get async throws { try await started.value }
  }

  private static func start() async throws -> TestCluster {
    // Hundreds of databases are copied: in memory where the system has such a place.
    let place = access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp"
    let directory = "\(place)/footfall-tests-\(ProcessInfo.processInfo.processIdentifier)"
    let cluster = LocalCluster(
      directory: directory,
      settings: [
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
        "max_connections": "500", "shared_buffers": "128MB", "autovacuum": "off",
      ])
    let info = try await cluster.start()
    let lifeline = try keep(directory, socket: info.host ?? "")
    return TestCluster(info: info.with(database: "postgres"), lifeline: lifeline)
  }

  /// Starts a shell that outlives this process and then ends the server and removes its files.
  private static func keep(_ directory: String, socket: String) throws -> FileHandle {
    let script = """
      trap '' INT TERM HUP
      cat > /dev/null
      kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")" 2> /dev/null
      while [ -e "$1/data/postmaster.pid" ] && [ -e "$2/.s.PGSQL.5432" ]; do sleep 0.1; done
      rm -rf "$1" "$2"
      """
    let pipe = Pipe()
    // Nothing that this process starts may hold the line open after it.
    _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let keeper = Process()
    keeper.executableURL = URL(filePath: "/bin/sh")
    keeper.arguments = ["-c", script, "keeper", directory, socket]
    keeper.standardInput = pipe
    keeper.standardOutput = FileHandle.nullDevice
    keeper.standardError = FileHandle.nullDevice
    try keeper.run()
    return pipe.fileHandleForWriting
  }
}
