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
    let stale = try #require(tables.first { $0.contains("no daemon runs") })
    #expect(stale.contains(/access.log: as of [-0-9]+T[:.0-9]+Z, no daemon runs/))
    let notes = try #require(tables.first { $0.hasPrefix("INPUT") && $0.contains("NOTE") })
    #expect(notes.contains("none.log") && notes.contains("no file has such a name yet"))
    #expect(!status.output.contains("TROUBLE"))
    let rejects = try #require(tables.first { $0.contains("REJECTED IN ALL") })
    #expect(rejects.contains(" 1  format"), "\(rejects)")
    let daemons = [try await follow("access.log"), try await follow("none.log")]
    let well = try await run("status")
    #expect(well.status == 0 && !well.output.contains("no daemon runs"), "\(well.output)")
    for daemon in daemons { await daemon.close() }
  }

  @Test("messages that could not be used are counted as lines are, by their site")
  func mailRejects() async throws {
    for name in ["cur/1.host:2,", "tmp/none"] {
      try program.folder.write("No message at all.\n", to: "Maildir/\(name)")
    }
    try program.folder.write("Subject: x\n\nNeither From nor Date.\n", to: "Maildir/new/2.host")
    try configure("[Maildir]")
    #expect(try await run("run", "--once").status == 0)
    let status = try await run("status")
    #expect(status.output.contains(/mail of larkspur, all inputs +2 +mime/), "\(status.output)")
    #expect(try await run("status", "--json").output.contains(#""messages" : 2"#))
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

  @Test("beside no database status says so in a sentence, and ends with 1")
  func noDatabase() async throws {
    let status = try await program.run(
      ["status", "--config", "footfall.yaml"], withoutDatabase: true)
    #expect(status.status == 1, "\(status.error)")
    #expect(status.error.contains("there is no database yet") && status.output.isEmpty)
  }

  @Test("of a log that was cut after it was read nothing is told as gone unread")
  func gaps() async throws {
    #expect(try await run("run", "--once").status == 0)
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      INSERT INTO footfall_store.source_gap (source, path, found_at, reason, position, bytes)
        SELECT id, '/logs/cut.log', now(), 'truncated', 1234, NULL FROM footfall_store.source
        UNION ALL SELECT id, '/logs/lost.log', now(), 'vanished', 0, 77 FROM footfall_store.source
      """, name: "put gaps")
    await connection.close()
    let tables = try await run("status").output.components(separatedBy: "\n\n")
    let lost = try #require(tables.first { $0.hasPrefix("GONE UNREAD") })
    #expect(lost.contains("lost.log  vanished  77 B") && !lost.contains("cut.log"), "\(lost)")
    let cut = try #require(tables.first { $0.hasPrefix("MAY HAVE LOST") })
    #expect(cut.contains(/cut.log +truncated +1,234/) && !cut.contains("lost.log"), "\(cut)")
  }

  @Test("what is left out is told apart by where it lies: another input of its name is shown whole")
  func sameName() async throws {
    try program.folder.write(CommandProgram.lines(3), to: "old.log")
    for path in ["old.log", "access.log"] {
      try configure("[{path: \(path), name: shop}]")
      #expect(try await run("run", "--once").status == 0)
    }
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      """
      INSERT INTO footfall_store.source_gap (source, path, found_at, reason, position, bytes)
      SELECT id, path, now(), 'vanished', 0, 77 FROM footfall_store.source
      """, name: "put gaps")
    await connection.close()
    let status = try await run("status")
    #expect(status.output.contains("Left out") && !status.output.contains("old.log"))
    #expect(status.output.contains(/access.log +vanished/), "\(status.output)")
  }

  @Test("a file that was undone is shown as passed by at once")
  func undone() async throws {
    #expect(try await run("run", "--once").status == 0)
    let before = try await run("status")
    #expect(before.output.contains(/access.log +following/), "\(before.output)")
    #expect(try await run("undo", "access.log", "--yes").status == 0)
    let after = try await run("status")
    #expect(after.output.contains(/access.log +passed by .*was undone/), "\(after.output)")
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

  @Test("a quiet nightly says nothing of what is left to the daemon, or of nothing to load")
  func nightly() async throws {
    try configure("[access.log]", more: "output: html\n")
    #expect(try await run("run", "--once").status == 0)
    let daemon = try await follow("access.log")
    let told = try await run("nightly")
    #expect(told.status == 0 && told.error.contains("left to the daemon"), "\(told.error)")
    let quiet = try await run("nightly", "--quiet")
    #expect(quiet.status == 0 && quiet.output + quiet.error == "", "\(quiet)")
    await daemon.close()
    try configure("[]", more: "output: html\n")
    #expect(try await run("nightly").error.contains("names no inputs"))
    let nothing = try await run("nightly", "--quiet")
    #expect(nothing.status == 0 && nothing.output + nothing.error == "", "\(nothing)")
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
