import Foundation
import PostgreSQL
import Support
import Testing

/// `undo`, `rejects` and `verify` as they are called.
@Suite(.database)
struct CorrectionCommandTests {
  private let program: CommandProgram
  private let configuration = ["--config", "footfall.yaml"]

  init() throws {
    program = try CommandProgram()
    try program.folder.write(
      CommandProgram.lines(30) + "no line \u{1B}[31mof a log\n", to: "access.log")
  }

  private func run(_ words: String...) async throws -> BuiltProgram.Outcome {
    try await program.run(words + configuration)
  }

  @Test("a database that is not there is told, and not made")
  func nothing() async throws {
    for words in [["verify"], ["rejects"], ["undo", "access.log", "--yes"]] {
      let outcome = try await program.run(
        words + configuration + [
          "--database", "\(try TestDatabase.required.info.with(database: "nowhere"))",
        ])
      #expect(outcome.status == 1, "\(words)")
      #expect(outcome.error.contains("no database yet"), "\(outcome.error)")
    }
  }

  @Test("undo shows, asks for --yes, takes back, and says what it never saw")
  func undo() async throws {
    #expect(try await run("ingest", "access.log", "--quiet").output.isEmpty)
    let quiet = try await run("ingest", "access.log", "--quiet")
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.error.isEmpty, "\(quiet.output)")
    let missing = try await run("ingest", "access.log", "none.log", "--quiet")
    #expect(missing.status == 1 && missing.output.contains("NOT READ"), "\(missing.output)")
    let look = try await run("undo", "access.log", "--dry-run")
    #expect(look.status == 0 && look.output.contains("31 lines: 30 hits"), "\(look.output)")
    try program.folder.write("email,name\nada@example.test,Ada\n", to: "customers.csv")
    #expect(try await run("ingest", "customers.csv", "--quiet").status == 0)
    let list = try await run("undo", "customers.csv", "--dry-run")
    #expect(list.output.contains("1 row of lists, 0 hits"), "\(list.output)")
    let unasked = try await run("undo", "access.log")
    #expect(unasked.status == 2 && unasked.error.contains("--yes"))
    try program.folder.write(CommandProgram.lines(3, from: 200), to: "other.log")
    let other = try await run("undo", "other.log", "--yes")
    #expect(other.status == 1 && other.output.contains("never saw it"), "\(other.output)")
    let done = try await run("undo", "access.log", "--yes", "--json")
    #expect(done.status == 0 && done.output.contains(#""events" : 30"#), "\(done.output)")
    let nightly = try await run("nightly")
    #expect(nightly.output.contains("taken back"), "\(nightly.output) \(nightly.error)")
    let again = try await run("ingest", "access.log")
    #expect(again.output.contains(/access.log .* 31 +30/), "\(again.output)")
    #expect(try await run("verify", "--all").status == 0)
  }

  @Test("rejects are shown without a control character, and are read again")
  func rejects() async throws {
    #expect(try await run("ingest", "access.log", "--quiet").status == 0)
    let shown = try await run("rejects", "--reason", "format")
    #expect(shown.status == 0 && shown.output.contains("no line %1B[31mof a log"))
    #expect(!shown.output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    let json = try await run("rejects", "--source", "access.log", "--json")
    #expect(json.output.contains(#""records" : ["#) && !json.output.contains("\u{1B}"))
    let unknown = try await run("rejects", "list", "--source", "acess.log")
    #expect(
      unknown.status == 2 && unknown.error.contains("did you mean access.log?"), "\(unknown.error)")
    let unread = try await run("rejects", "replay", "--source", "other.log", "--quiet")
    #expect(unread.status == 2 && unread.error.contains("known are access.log"), "\(unread.error)")
    let path = try await run("rejects", "--source", "./logs/access.log", "--reason", "timestamp")
    #expect(path.status == 0 && path.output.contains("There are no rejects"), "\(path.error)")
    let wrong = try await run("rejects", "--reason", "formt")
    #expect(wrong.status == 2 && wrong.error.contains("unknown_host"))
    let replay = try await run("rejects", "replay", "--quiet")
    #expect(replay.status == 0 && replay.output.contains("1 still rejected"), "\(replay.output)")
  }

  @Test("verify tells each check in a line, and ends with 1 where something is wrong")
  func verify() async throws {
    #expect(try await run("ingest", "access.log", "--quiet").status == 0)
    let clean = try await run("verify", "--sample", "5")
    #expect(clean.status == 0, "\(clean.output) \(clean.error)")
    #expect(clean.output.split(separator: "\n").count { $0.hasPrefix("ok ") } == 7)
    let connection = try await TestDatabase.required.connect(as: "postgres")
    try await connection.execute("DELETE FROM footfall_store.rejected_record", name: "damage")
    await connection.close()
    let found = try await run("verify")
    #expect(found.status == 1 && found.output.contains("WRONG"), "\(found.output)")
    #expect(found.output.contains("access.log"))
    let json = try await run("verify", "--json")
    #expect(json.status == 1 && json.output.contains(#""is_clean" : false"#))
  }
}
