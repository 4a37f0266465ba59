import Foundation
import Glibc
import PostgreSQL
import Support
import Testing

/// The private cluster, and who besides its owner may use it.
@Suite("Database access", .serialized, .enabled(if: OtherUser.canAct, "needs root"))
struct DatabaseAccessTests {
  private let folder: ScratchFolder
  private let program: BuiltProgram

  init() throws {
    folder = try ScratchFolder()
    program = try BuiltProgram("footfall")
  }

  private func footfall(_ arguments: [String]) async throws -> BuiltProgram.Outcome {
    try await program.run(arguments, environment: ["FOOTFALL_DATA": folder.path], in: folder.path)
  }

  private func withCluster(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch {
      _ = try await footfall(["db", "stop"])
      throw error
    }
    _ = try await footfall(["db", "stop"])
  }

  /// Asks as a system user; nil where the answer was no.
  private func ask(
    _ user: OtherUser, _ sql: String, as role: String? = nil, _ address: String
  ) async throws -> String? {
    let outcome = try await user.run(
      "psql",
      ["--no-psqlrc", "--tuples-only", "--no-align", "--command", sql, address]
        + (role.map { ["--username", $0] } ?? []))
    return outcome.status == 0
      ? outcome.output.trimmingCharacters(in: .whitespacesAndNewlines) : nil
  }

  /// The address that `db grant` shows.
  private func address(_ text: String) throws -> String {
    let match = try #require(text.firstMatch(of: /psql '([^']+)'/), "\(text)")
    return String(match.1)
  }

  @Test("a database that a daemon would start again at once is not stopped, and who it is is told")
  func stopUnderDaemon() async throws {
    try await withCluster {
      #expect(try await footfall(["db", "start"]).status == 0)
      let url = try await footfall(["db", "url"]).output.split(separator: "\n").first
      let connection = try await Connection.open(ConnectionInfo(url: String(try #require(url))))
      try await connection.execute(
        """
        INSERT INTO footfall_store.source (id, name, path, host, owner)
          VALUES (7, 'a', '/a.log', 'h', 'h process 1');
        SELECT pg_advisory_lock(7)
        """, name: "follow")
      let refused = try await footfall(["db", "stop"])
      #expect(refused.status == 2 && refused.error.contains("h process 1"), "\(refused.error)")
      await connection.close()
      while try await footfall(["db", "stop"]).status == 2 {}
      let status = try await footfall(["db", "status"])
      #expect(status.output.contains("down"), "\(status.output)")
      let daemons = try await footfall(["status"])
      #expect(daemons.status == 75 && daemons.error.contains("is down"), "\(daemons.error)")
    }
  }

  @Test(
    "whose a database is, is told to another user, who is not told that it is not there",
    arguments: [["db", "status"], ["db", "start"], ["db", "url"]], [true, false])
  func otherUser(command: [String], isPassable: Bool) async throws {
    // The program lies where nobody else may look.
    let copy = "\(folder.path)/program/footfall"
    try folder.write([], to: "program/none")
    try FileManager.default.copyItem(atPath: program.path, toPath: copy)
    try folder.write([], to: "data/none")
    let data = "\(folder.path)/data"
    let closed = isPassable ? "\(data)/cluster" : data
    try FileManager.default.createDirectory(
      atPath: closed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed)
    try OtherUser.nobody.own(closed)
    let outcome = try await OtherUser.daemon.run(copy, command + ["--data", data])
    #expect(outcome.status == 1, "\(outcome.error)")
    #expect(outcome.error.contains("footfall: \(closed)"), "\(outcome.error)")
    #expect(outcome.error.contains(" belongs to the user nobody"), "\(outcome.error)")
    #expect(outcome.error.contains("`sudo -u nobody footfall db grant daemon`"))
    #expect(!(outcome.output + outcome.error).contains("move away"))
  }

  @Test("a database is replaced only by who says so where nobody can be asked")
  func restore() async throws {
    try await withCluster {
      try folder.write("sites: [{name: larkspur}]\n", to: "footfall.yaml")
      try folder.write(CommandProgram.lines(3), to: "access.log")
      #expect(try await footfall(["db", "start"]).status == 0)
      #expect(try await footfall(["db", "backup", "empty.dump"]).status == 0)
      let loaded = try await footfall(["ingest", "access.log", "--config", "footfall.yaml"])
      #expect(loaded.status == 0, "\(loaded.error)")
      func hits() async throws -> String {
        try await footfall(["db", "psql", "--", "-Atc", "SELECT count(*) FROM event"]).output
      }
      let refused = try await footfall(["db", "restore", "empty.dump"])
      #expect(refused.status == 2 && refused.error.contains("--yes"), "\(refused.error)")
      #expect(try await hits() == "3\n")
      let replaced = try await footfall(["db", "restore", "empty.dump", "--yes"])
      #expect(replaced.status == 0, "\(replaced.error)")
      #expect(try await hits() == "0\n")
    }
  }

  /// A command at work, that says what it has to say to a file.
  private func launch(
    _ arguments: [String], notify: String = "", log: String
  ) throws -> (process: Process, end: AsyncStream<Int32>) {
    let (end, tell) = AsyncStream.makeStream(of: Int32.self)
    let process = Process()
    process.executableURL = URL(filePath: program.path)
    process.arguments = arguments
    process.environment = [
      "PATH": "/usr/bin:/bin", "FOOTFALL_DATA": folder.path, "NOTIFY_SOCKET": notify,
    ].filter { !$0.value.isEmpty }
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: try folder.write("", to: log))
    process.terminationHandler = { process in
      tell.yield(process.terminationStatus)
      tell.finish()
    }
    try process.run()
    return (process, end)
  }

  private func said(_ log: String) -> String {
    (try? String(contentsOfFile: "\(folder.path)/\(log)", encoding: .utf8)) ?? ""
  }

  @Test("a server that died is left to its service, one that was stopped is started")
  func supervised() async throws {
    try await withCluster {
      let notify = try NotifySocket(in: folder.path)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o777], ofItemAtPath: notify.path)
      let first = try launch(["db", "serve"], notify: notify.path, log: "first")
      #expect(await notify.hears("READY=1"), "\(said("first"))")
      kill(first.process.processIdentifier, SIGKILL)
      for await _ in first.end {}
      let needed = try launch(["db", "start"], log: "needed")
      while !said("needed").contains("its service is given"), needed.process.isRunning {
        await lookAgain()
      }
      let second = try launch(["db", "serve"], notify: notify.path, log: "second")
      #expect(await notify.hears("READY=1"), "\(said("second"))")
      for await status in needed.end { #expect(status == 0, "\(said("needed"))") }
      #expect(!said("needed").contains("Started PostgreSQL"), "\(said("needed"))")
      #expect(try await footfall(["db", "stop"]).status == 0)
      for await status in second.end { #expect(status == 0, "\(said("second"))") }
      let again = try await footfall(["db", "start"])
      #expect(again.error.contains("Started PostgreSQL"), "\(again.error)")
      #expect(!again.error.contains("its service"), "\(again.error)")
    }
  }

  @Test("who was granted reads the views as the system user of that name, and nothing else")
  func grant() async throws {
    try await withCluster {
      let granted = try await footfall(["db", "grant", "daemon"])
      #expect(granted.status == 0, "\(granted.error)")
      let address = try address(granted.output)
      let again = try await footfall(["db", "grant", "daemon", "--role", "analyst"])
      #expect(again.status == 0 && again.output == granted.output, "\(again.error)")

      #expect(try await ask(.daemon, "SELECT count(*) FROM session", address) == "0")
      for sql in [
        "SELECT count(*) FROM footfall_store.secret", "SELECT count(*) FROM footfall_store.event",
        "SET ROLE footfall_ingest", "SET ROLE footfall", "CREATE TABLE t (a int)",
        "CREATE ROLE x", "COPY (SELECT 1) TO PROGRAM 'true'",
      ] {
        #expect(try await ask(.daemon, sql, address) == nil, "\(sql)")
      }
      for role in ["footfall", "postgres", "nobody", "root"] {
        #expect(try await ask(.daemon, "SELECT 1", as: role, address) == nil, "\(role)")
      }
      for role in ["daemon", "footfall", "nobody", "postgres"] {
        #expect(try await ask(.nobody, "SELECT 1", as: role, address) == nil, "\(role)")
      }

      let list = try await footfall(["db", "grant"])
      #expect(list.output.contains("daemon  analyst"), "\(list.output)")
      #expect(try await footfall(["db", "stop"]).status == 0)
      #expect(try await footfall(["db", "start"]).status == 0)
      #expect(try await ask(.daemon, "SELECT count(*) FROM session", address) == "0")
    }
  }

  @Test("what was taken back is gone at once, and with the last guest the door is shut")
  func revoke() async throws {
    try await withCluster {
      let address = try address(try await footfall(["db", "grant", "daemon"]).output)
      _ = try await footfall(["db", "grant", "daemon", "--role", "report"])
      _ = try await footfall(["db", "grant", "nobody", "--role", "web"])
      _ = try await footfall(["db", "revoke", "daemon", "--role", "analyst"])
      #expect(try await ask(.daemon, "SELECT count(*) FROM session", address) == "0")
      let revoked = try await footfall(["db", "revoke", "daemon"])
      #expect(revoked.status == 0, "\(revoked.error)")
      #expect(try await ask(.daemon, "SELECT 1", address) == nil)
      #expect(try await ask(.nobody, "SELECT 1", address) == "1")
      let other = try await footfall(["db", "revoke", "daemon"])
      #expect(other.status == 0 && other.output.contains("nothing was changed"))

      #expect(try await footfall(["db", "revoke", "nobody"]).status == 0)
      let socket = try #require(address.firstMatch(of: /host=([^&]+)/)).1
      let mode = try FileManager.default.attributesOfItem(atPath: String(socket))[
        .posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o700)
      let list = try await footfall(["db", "grant"])
      #expect(list.output.contains("Nobody but the owner"), "\(list.output)")
    }
  }

  @Test(
    "who is no user of the system, or is one of Footfall's own, is not let in",
    arguments: [
      "no-such-user-here", "postgres", "footfall", "footfall_owner", "pg_monitor", "da;x",
    ]
  )
  func refused(name: String) async throws {
    try await withCluster {
      let outcome = try await footfall(["db", "grant", name])
      #expect(outcome.status == 2, "\(outcome.error)")
      #expect(outcome.error.contains(name))
    }
  }

  @Test("pages that root writes below a folder of another user belong to that user")
  func owners() async throws {
    try await withCluster {
      let log = CommandProgram.lines(3)
      try folder.write("sites: [{name: larkspur}]\ninputs: [access.log]\n", to: "footfall.yaml")
      try folder.write(log, to: "access.log")
      let web = "\(folder.path)/web"
      try FileManager.default.createDirectory(atPath: web, withIntermediateDirectories: true)
      try OtherUser.daemon.own(web)
      let outcome = try await footfall([
        "nightly", "--config", "footfall.yaml", "--out", "web/new/html",
      ])
      #expect(outcome.status == 0, "\(outcome.error)")
      for path in ["new", "new/html", "new/html/index.html", "new/html-persons"] {
        let owner = try FileManager.default.attributesOfItem(atPath: "\(web)/\(path)")[
          .ownerAccountName]
        #expect(owner as? String == "daemon", "\(path)")
      }
      for (path, expected) in [("html", 0o755), ("html-persons", 0o750)] {
        let mode = try FileManager.default.attributesOfItem(atPath: "\(web)/new/\(path)")[
          .posixPermissions]
        #expect((mode as? NSNumber)?.intValue == expected, "\(path)")
      }
    }
  }
}
