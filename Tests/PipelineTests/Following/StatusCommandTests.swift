import Foundation
import PostgreSQL
import Support
import Testing

/// What `status`, `undo` and `db stop` say of a daemon.
@Suite(.database)
struct StatusCommandTests {
  private let program: CommandProgram

  init() throws {
    program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(30) + "no line of a log\n", to: "access.log")
    try configure("[access.log, none.log]")
  }

  private func configure(_ inputs: String, more: String = "") throws {
    try program.folder.write(
      "sites: [{name: larkspur}]\ninputs: \(inputs)\nmonitor: off\n\(more)", to: "footfall.yaml")
  }

  private func run(_ words: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(words + ["--config", "footfall.yaml"])
  }

  /// Takes the lock of an input, as its daemon does.
  private func follow(_ name: String) async throws -> Connection {
    let connection = try await TestDatabase.required.connect()
    try await connection.query(
      "SELECT pg_advisory_lock(id) FROM footfall.source WHERE name LIKE $1", name: "follow",
      [.text("%\(name)")])
    return connection
  }

  @Test("status tells since when lines count, every reason, and what is no trouble as a note")
  func status() async throws {
    #expect(try await run("run", "--once").status == 0)
    let status = try await run("status")
    #expect(status.status == 1, "nobody follows it")
    let tables = status.output.components(separatedBy: "\n\n")
    #expect(tables[0].contains("LINES SINCE START"))
    #expect(status.output.contains("FILE OF \(program.folder.path)/access.log"))
    let notes = try #require(tables.first { $0.hasPrefix("INPUT") && $0.contains("NOTE") })
    #expect(notes.contains("none.log") && notes.contains("no file has such a name yet"))
    #expect(!status.output.contains("TROUBLE"))
    let rejects = try #require(tables.first { $0.contains("EVER REJECTED") })
    #expect(rejects.contains(" 1  format"), "\(rejects)")
    let daemons = [try await follow("access.log"), try await follow("none.log")]
    #expect(try await run("status").status == 0)
    for daemon in daemons { await daemon.close() }
  }

  @Test("an input that nobody follows or names any more is left out, and so is its trouble")
  func former() async throws {
    #expect(try await run("run", "--once").status == 0)
    try configure("[access.log]")
    let status = try await run("status")
    #expect(status.output.contains("Left out") && status.output.contains("none.log"))
    #expect(!status.output.contains("no file has such a name"))
    let daemon = try await follow("access.log")
    #expect(try await run("status").status == 0)
    await daemon.close()
    // Where another daemon follows it by another configuration it is shown.
    let other = try await follow("none.log")
    let shown = try await run("status")
    #expect(shown.output.contains("no file has such a name"), "\(shown.output)")
    await other.close()
  }

  @Test("a wrong configuration is told, and what can be shown is shown")
  func wrong() async throws {
    #expect(try await run("run", "--once").status == 0)
    try configure("[access.log]", more: "no_such_setting: 1\n")
    let status = try await run("status")
    #expect(status.status == 2)
    #expect(status.error.contains("footfall.yaml:4:"), "\(status.error)")
    #expect(status.output.contains("none.log") && status.output.contains("LINES SINCE START"))
  }

  @Test("undo says that a daemon passes by from then on what is written to the file")
  func undo() async throws {
    #expect(try await run("run", "--once").status == 0)
    let alone = try await run("undo", "access.log", "--dry-run")
    #expect(!alone.output.contains("daemon"), "\(alone.output)")
    let daemon = try await follow("access.log")
    let followed = try await run("undo", "access.log", "--dry-run")
    #expect(followed.output.contains("a daemon follows the input"), "\(followed.output)")
    await daemon.close()
  }
}
