import Foundation
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing

/// What `footfall check` tells somebody who has never seen the program.
@Suite(.database)
struct CheckCommandTests {
  private let program: CommandProgram

  init() throws { program = try CommandProgram() }

  private func check(_ inputs: String..., expecting status: Int32) async throws -> String {
    let list = inputs.map { "  - \($0)\n" }.joined()
    try program.folder.write(
      "sites: [{name: larkspur}]\nmonitor: off\ninputs:\n\(list)", to: "footfall.yaml")
    let outcome = try await program.run(["check", "--config", "footfall.yaml"])
    #expect(outcome.status == status, "\(outcome.output)\(outcome.error)")
    return outcome.output + outcome.error
  }

  @Test("files matched, the format found and why, and the database; nothing is made of it")
  func well() async throws {
    try program.folder.write(CommandProgram.lines(9), to: "access.log")
    try program.folder.write(storedGzip(Array(CommandProgram.lines(4).utf8)), to: "access.log.2.gz")
    let form = #"{"email": "a@example.org", "message": "x"}"# + "\n"
    try program.folder.write(form, to: "forms.ndjson")
    let text = try await check("access.log*", "forms.ndjson", "later.log", expecting: 0)
    #expect(text.contains(/access\.log +\d\.\d kB  combined: 9 of 9 lines fit; the nearest other/))
    #expect(text.contains(/access\.log\.2\.gz .* gzip, combined: 4 of 4 lines fit/), "\(text)")
    #expect(text.contains("forms: JSON lines that are no requests"))
    #expect(text.contains("Note: no file has such a name yet"))
    #expect(text.contains("answers: PostgreSQL") && text.contains("no mistakes"))
    let status = try await program.run(["status", "--config", "footfall.yaml"])
    #expect(status.error.contains("there is no database yet") || status.status == 1)
  }

  @Test("every file of rules that is broken is told, and that is a mistake")
  func brokenFiles() async throws {
    try program.folder.write(CommandProgram.lines(3), to: "access.log")
    try program.folder.write("rules: [", to: "agents.yaml")
    try program.folder.write("serch: []\n", to: "sources.yaml")
    try program.folder.write("no database", to: "places.mmdb")
    try program.folder.write(
      """
      sites: [{name: larkspur}]
      monitor: off
      inputs: [access.log]
      agents: agents.yaml
      sources: sources.yaml
      places: [absent.mmdb, places.mmdb]
      """, to: "footfall.yaml")
    for command in [["check"], ["config", "check"]] {
      let outcome = try await program.run(command + ["--config", "footfall.yaml"])
      #expect(outcome.status == 2, "\(outcome.output)\(outcome.error)")
      for file in [
        "agents.yaml:", "sources.yaml:1: Unknown key `serch`. Did you mean `search`?",
        "absent.mmdb", "places.mmdb",
      ] {
        #expect(outcome.error.contains(file), "\(file): \(outcome.error)")
      }
    }
  }

  @Test("a database that is newer than the program, or older, is told")
  func schema() async throws {
    try program.folder.write(CommandProgram.lines(3), to: "access.log")
    let before = try await check("access.log", expecting: 0)
    #expect(before.contains("its schema is brought up to date when it is next used"), "\(before)")
    _ = try await program.run(["ingest", "access.log", "--config", "footfall.yaml"])
    #expect(try await check("access.log", expecting: 0).contains("brought up") == false)
    let connection = try await TestDatabase.required.connect()
    try await connection.execute(
      "INSERT INTO footfall_store.migration VALUES (900, '0900_later', 1, now())", name: "later")
    let text = try await check("access.log", expecting: 1)
    #expect(text.contains("answers, but the database is at migration 900"), "\(text)")
    #expect(text.contains("use the newer program"))
  }

  @Test("a wrong format line is shown with a mark below the place, what is wrong and what to do")
  func wrongLine() async throws {
    try program.folder.write(CommandProgram.lines(3), to: "access.log")
    let line = "log_format x '$remote_addr [$time_local] $request $status';"
    let text = try await check(#"{path: access.log, format: "\#(line)"}"#, expecting: 1)
    #expect(text.contains("✘ its format: column 42: $request may hold blanks"), "\(text)")
    #expect(text.contains("write it between quotes"))
    let lines = text.split(separator: "\n")
    let mark = try #require(lines.firstIndex { $0.allSatisfy { " ^".contains($0) } })
    #expect(lines[mark - 1].dropFirst(lines[mark].count - 1).hasPrefix("$request"), "\(text)")
    #expect(text.contains("left to itself: combined: 3 of 3 lines fit"))
  }

  @Test("a misspelt name is met with the nearest one")
  func misspelt() async throws {
    try program.folder.write(CommandProgram.lines(3), to: "access.log")
    let text = try await check("{path: access.log, format: combind}", expecting: 1)
    #expect(text.contains("did you mean 'combined'?"), "\(text)")
  }

  @Test("a format that fits no line says where the first line parts from it, and what would fit")
  func unfit() async throws {
    let common = #"192.0.2.7 - - [12/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5"# + "\n"
    try program.folder.write(common, to: "common.log")
    try program.folder.write(common.replacing("\"GET", with: "0.2 \"GET"), to: "own.log")
    try program.folder.write(CommandProgram.lines(2) + common, to: "mixed.log")
    let text = try await check(
      "{path: common.log, format: combined}", "{path: own.log, format: combined}",
      "{path: mixed.log, format: combined}", expecting: 1)
    #expect(text.contains(/no line fits the format combined .*: line 1, column 66: expected a bl/))
    #expect(text.contains("by itself it is taken for common: 1 of 1 line fits"), "\(text)")
    #expect(text.contains("it fits no other format by itself; in the configuration, under format:"))
    #expect(text.contains(/as configured: 2 of 3 lines fit; the first that does not: line 3, c/))
  }

  @Test("what is no log is told by its looks; what may be one, with the line and what to write")
  func noLog() async throws {
    try program.folder.write([0x89, 0x50, 0x4e, 0x47, 0, 1, 2], to: "a.log")
    try program.folder.write("one two three\n", to: "b.log")
    try program.folder.write(#"{"remote_addr": "192.0.2.1"}"# + "\n", to: "c.log")
    let text = try await check("'*.log'", expecting: 1)
    #expect(text.contains("✘ looks like a PNG picture, not like an access log\n"), "\(text)")
    #expect(text.contains(/✘ looks like a text without log lines.*the line is: one two three; in/))
    #expect(text.contains("whose keys say not enough: time, client and request are needed; name"))
  }

  @Test("terminal escapes in lines and names are shown harmless")
  func hostile() async throws {
    try program.folder.write("\u{1b}[2J no log\n", to: "a.log")
    let text = try await check("a.log", expecting: 1)
    #expect(!text.contains("\u{1b}") && text.contains("[2J no log"), "\(text)")
  }

  @Test(
    "to another user it says which group or permission is missing, and how to get it",
    .enabled(if: OtherUser.canAct, "needs root"))
  func permission() async throws {
    func put(_ name: String, mode: Int, group: Int) throws {
      let path = try program.folder.write(CommandProgram.lines(3), to: name)
      try FileManager.default.setAttributes(
        [.posixPermissions: mode, .groupOwnerAccountID: group], ofItemAtPath: path)
    }
    // The group adm is 4 on every Debian.
    try put("open.log", mode: 0o644, group: 0)
    try put("adm.log", mode: 0o640, group: 4)
    try put("owner.log", mode: 0o600, group: 4)
    try put("root.log", mode: 0o640, group: 0)
    try put("closed/site/a.log", mode: 0o644, group: 4)
    let folder = program.folder.path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o750, .groupOwnerAccountID: 4], ofItemAtPath: "\(folder)/closed")
    try program.folder.write(
      "sites: [{name: larkspur}]\nmonitor: off\ndata: \(folder)/data\ntopics: topics.yaml\n"
        + "agents: agents.yaml\nsources: sources.yaml\n"
        + "inputs: ['*.log', closed/site/a.log, 'closed/*.log', none/a.log]\n", to: "footfall.yaml")
    // The program finds its own rules where it was built, and there only its own user may look.
    let root = try ResourceFolders.find(.current()).root
    for name in ["topics.yaml", "agents.yaml", "sources.yaml"] {
      try program.folder.write(
        String(contentsOfFile: "\(root)/Config/\(name)", encoding: .utf8), to: name)
    }
    let copy = "\(folder)/footfall"
    try FileManager.default.copyItem(atPath: try BuiltProgram("footfall").path, toPath: copy)
    let outcome = try await OtherUser.daemon.run(
      copy, ["check", "--config", "\(folder)/footfall.yaml"])
    let text = outcome.output
    #expect(outcome.status == 1, "\(text)\(outcome.error)")
    #expect(text.contains(/open\.log .*combined: 3 of 3 lines fit/), "\(text)")
    #expect(
      text.contains(
        "adm.log: may not be read by daemon; its group adm may: usermod --append --groups adm daemon, "
          + "or SupplementaryGroups=adm in the unit"))
    #expect(text.contains("owner.log: may not be read by daemon, nor by its group adm"))
    #expect(text.contains("root.log: may not be read by daemon, only by the group root"))
    let closed = "the folder \(folder)/closed may not be read by daemon; its group adm may"
    #expect(text.components(separatedBy: closed).count == 3, "both inputs below it: \(text)")
    #expect(text.contains("there is no folder \(folder)/none"))
  }
}
