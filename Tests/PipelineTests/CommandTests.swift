import Clickstream
import Foundation
import PostgreSQL
import Support
import Testing

@Suite(.database)
struct CommandTests {
  private struct Output: Decodable {
    struct Ingest: Decodable {
      struct Totals: Decodable { let sessions, visits: Int }
      let totals: Totals
    }
    let database, configuration: String
    let ingest: Ingest
  }

  private func decode(_ text: String) throws -> Output {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Output.self, from: Data(text.utf8))
  }

  @Test(
    "a wrong call ends with 2 and says what is wrong",
    arguments: [
      (["ingets"], "ingets"), (["ingest"], "paths"),
      (["ingest", "--nonsense"], "Unknown option '--nonsense'"),
      (["undo", "--nonsense", "--yes"], "Unknown option '--nonsense'"),
      (["report", "--from", "yesterday"], "2026-10-16"),
      (["report", "--from", "2026-11-02", "--until", "2026-11-01"], "must not be after"),
      (["report", "--site", "larskpur"], "larkspur"),
      (["ingest", "access.log", "--site", "larskpur"], "larkspur"),
      (["ingest", "access.log", "--config", "none.yaml"], "there is no such file"),
      (["config", "check", "--assets", "kep"], "--assets"), (["db", "stop"], "your own"),
      (["db", "restore", "none.dump"], "there is no such file"),
    ])
  func usage(arguments: [String], words: String) async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(1), to: "access.log")
    let outcome = try await program.run(
      arguments.first == "ingets" || arguments.contains("--config") || arguments.count < 2
        || arguments[0] == "db" || arguments.contains("--nonsense")
        ? arguments : arguments + ["--config", "footfall.yaml"])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains(words), "\(outcome.error)")
    #expect(outcome.output.isEmpty)
  }

  @Test(
    "whoever reads no more of the output, as head does, does not end the work",
    arguments: [["ingest", "access.log"], ["tail"], ["status", "--watch"]])
  func closedOutput(command: [String]) async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(20), to: "access.log")
    let other = try await program.run(["ingest", "access.log", "--config", "footfall.yaml"])
    #expect(other.status == 0)
    try program.folder.write(CommandProgram.lines(20, from: 100), to: "access.log")
    let process = Process()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    process.executableURL = URL(filePath: try BuiltProgram("footfall").path)
    process.arguments = command + ["--config", "footfall.yaml"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "FOOTFALL_DATA": program.folder.path,
      "FOOTFALL_DATABASE": try TestDatabase.required.info.description,
    ]
    process.currentDirectoryURL = URL(filePath: program.folder.path)
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    let (ended, tell) = AsyncStream.makeStream(of: Process.TerminationReason.self)
    process.terminationHandler = { tell.yield($0.terminationReason) }
    try process.run()
    for await reason in ended {
      #expect(reason == .exit && process.terminationStatus == 0)
      break
    }
    let check = try await program.run(["verify", "--json", "--config", "footfall.yaml"])
    #expect(check.output.contains("\"examined\" : \(command[0] == "ingest" ? 40 : 20)"))
  }

  @Test("for a name that was spelled wrong no database is made")
  func misspelled() async throws {
    let program = try CommandProgram()
    let outcome = try await program.run(
      ["ingest", "acess.log", "--config", "footfall.yaml"], withoutDatabase: true)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("acess.log") && outcome.output.contains("no such file"))
    #expect(!FileManager.default.fileExists(atPath: "\(program.folder.path)/cluster"))
  }

  @Test("help and version are output and end with 0", arguments: ["--help", "--version"])
  func help(flag: String) async throws {
    let outcome = try await CommandProgram().run([flag])
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty && outcome.error.isEmpty)
  }

  @Test("the fields of ledgers, and the shape of a form, are told without a database")
  func shapes() async throws {
    let program = try CommandProgram()
    let one = try await program.run(["import", "--fields", "activity"], withoutDatabase: true)
    #expect(one.status == 0 && one.error.isEmpty, "\(one.error)")
    let lines = one.output.split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.first == "activity: What staff did with persons: calls, visits, letters.")
    #expect(lines.contains("at time needed When it happened."))
    #expect(lines.contains("email mail address Mail address of the person."))
    #expect(lines.contains("direction word Who began it. One of inbound, outbound."))
    #expect(!one.output.contains("customer:"))
    let all = try await program.run(["import", "--fields"], withoutDatabase: true)
    for ledger in Ledger.all {
      #expect(all.output.contains("\(ledger.name): \(ledger.meaning)"))
    }
    let wrong = try await program.run(["import", "--fields", "custmer"], withoutDatabase: true)
    #expect(wrong.status == 2 && wrong.error.contains("customer"), "\(wrong.error)")
    let none = try await program.run(["import"], withoutDatabase: true)
    #expect(none.status == 2 && none.error.contains("files"), "\(none.error)")
    let help = try await program.run(["ingest", "--help"], withoutDatabase: true)
    for word in ["\"time\":", "\"form\":", "\"page\":", "\"fields\":"] {
      #expect(help.output.contains(word), "\(word)")
    }
  }

  @Test("all mistakes of the configuration are told at once, with their lines")
  func mistakes() async throws {
    let program = try CommandProgram()
    try program.folder.write("asets: keep\nassets: kep\n", to: "wrong.yaml")
    let outcome = try await program.run(["config", "check", "--config", "wrong.yaml"])
    #expect(outcome.status == 2)
    #expect(outcome.error.contains("wrong.yaml:1:") && outcome.error.contains("wrong.yaml:2:"))
    try program.folder.write(
      "inputs:\n  - path: access.log\n    format: '$remote_adr $status'\nasets: keep\n",
      to: "format.yaml")
    try program.folder.write(
      "sites: [{name: a, hosts: [a.example]}, {name: b, hosts: [b.example]}]\n"
        + "inputs:\n  - {path: access.log, format: combined}\n",
      to: "sites.yaml")
    let siteless = try await program.run(["config", "check", "--config", "sites.yaml"])
    #expect(siteless.status == 2 && siteless.error.contains("say 'site'"), "\(siteless.error)")
    for command in [["config", "check"], ["run"]] {
      let both = try await program.run(command + ["--config", "format.yaml"])
      let lines = both.error.split(separator: "\n").filter { $0.contains("format.yaml:") }
      #expect(both.status == 2 && lines.count == 2, "\(both.error)")
      #expect(lines.first?.contains("format.yaml:3:") == true, "\(lines)")
    }
  }

  @Test("loading the same file twice adds nothing, and the new database is announced once")
  func twice() async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(9), to: "access.log")
    let arguments = ["ingest", "access.log", "--config", "footfall.yaml", "--json", "--quiet"]
    let first = try await program.run(arguments)
    #expect(first.status == 0, "\(first.error)")
    #expect(first.error.contains("schema"))
    let second = try await program.run(arguments)
    #expect(second.status == 0 && second.error.isEmpty, "\(second.error)")
    let output = try decode(second.output)
    #expect(output.ingest.totals.sessions == 1 && output.ingest.totals.visits == 1)
    #expect(output.configuration.hasSuffix("footfall.yaml"))
    #expect(output.database.hasPrefix("postgresql://"))
  }

  @Test("standard input is read, and the summary names database and configuration")
  func standardInput() async throws {
    let outcome = try await CommandProgram().run(
      ["ingest", "-", "--config", "footfall.yaml"], input: CommandProgram.lines(3))
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.output.contains("3 read = 3 kept"), "\(outcome.output)")
    #expect(outcome.output.contains("Database") && outcome.output.contains("footfall.yaml"))
  }

  @Test(
    "an input that cannot be used ends with 1 and is named; the others are loaded",
    arguments: [
      ("none.log", nil), ("letter.txt", "Dear all,\nthe show is on.\n"),
      ("binary", "\u{0}\u{1}\u{2}ELF\u{0}\u{0}\n"),
    ] as [(String, String?)])
  func unusable(name: String, text: String?) async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(2), to: "access.log")
    if let text { try program.folder.write(text, to: name) }
    let outcome = try await program.run(
      ["ingest", name, "access.log", "--config", "footfall.yaml"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("NOT READ") && outcome.output.contains(name))
    #expect(outcome.output.contains(" 2 kept"), "\(outcome.output)")
  }

  @Test("a database that is away ends with 75 and says what to do")
  func away() async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(1), to: "access.log")
    try program.folder.write(
      "database: postgresql://someone:secret@127.0.0.1:9/nothing\n", to: "away.yaml")
    let outcome = try await program.run(
      ["db", "status", "--config", "away.yaml"], withoutDatabase: true)
    #expect(outcome.status == 75)
    #expect(outcome.error.contains("run the same command again"))
    #expect(!outcome.error.contains("secret"))
  }

  @Test("a password that is missing is a mistake of the settings, not something that passes")
  func missingPassword() async throws {
    let program = try CommandProgram()
    let proxy = try Proxy(folder: "\(program.folder.path)/p", upstream: upstream(), .askPassword)
    defer { proxy.stop() }
    let outcome = try await program.run(
      ["db", "status", "--database", "postgresql://ada@/f?host=\(proxy.folder)"])
    #expect(outcome.status == 2, "\(outcome.error)")
    #expect(outcome.error.contains("passfile"), "\(outcome.error)")
  }

  private func upstream() throws -> String { try TestDatabase.required.info.host ?? "" }

  @Test(
    "a password on the command line is refused, said why, and never repeated",
    arguments: [
      "postgresql://ada:canary@db.example/f", "postgresql://db.example/f?user=ada&password=canary",
      "postgresql://ada:canary@db.example/f?passfile=/etc/pass",
    ])
  func passwordFlag(address: String) async throws {
    for command in [["config", "show"], ["db", "status"], ["nightly"]] {
      let outcome = try await CommandProgram().run(command + ["--database", address])
      #expect(outcome.status == 2)
      #expect(outcome.error.contains("--database") && outcome.error.contains("passfile"))
      #expect(!(outcome.error + outcome.output).contains("canary"))
    }
  }

  @Test(
    "a password of the configuration or the environment shows nowhere",
    arguments: [
      ["config", "show"], ["config", "show", "--json"], ["config", "check"], ["db", "status"],
      ["db", "url"], ["db", "start"], ["db", "grant"], ["db", "upgrade"], ["db", "serve"],
      ["db", "stop"], ["db", "psql", "--", "-c", "SELECT 1"], ["nightly"], ["report"],
      ["ingest", "access.log"],
    ])
  func canary(command: [String]) async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(1), to: "access.log")
    let address = "postgresql://ada:canary@127.0.0.1:9/f?sslpassword=canary"
    try program.folder.write(
      "database: '\(address)'\nsites: [{name: larkspur}]\ninputs: [access.log]\n",
      to: "secret.yaml")
    let end = command.firstIndex(of: "--") ?? command.endIndex
    let whole =
      Array(command[..<end]) + ["--config", "secret.yaml"] + Array(command[end...])
    let written = try await program.run(whole, withoutDatabase: true)
    let given = try await program.run(
      command, withoutDatabase: true, environment: ["FOOTFALL_DATABASE": address])
    for outcome in [written, given] {
      #expect(!(outcome.output + outcome.error).isEmpty)
      #expect(!(outcome.output + outcome.error).contains("canary"), "\(command)")
    }
  }

  @Test("a second nightly ends with 75 while one is at work, and writes nothing")
  func nightlyLock() async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(5), to: "access.log")
    let connection = try await TestDatabase.required.connect()
    try await connection.query(
      "SELECT pg_advisory_lock(7381240860142823272)", name: "hold the nightly's lock")
    let second = try await program.run(["nightly", "--config", "footfall.yaml"])
    #expect(second.status == 75, "\(second.error)")
    #expect(second.error.contains("already at work"))
    await connection.close()
    let third = try await program.run(["nightly", "--config", "footfall.yaml"])
    #expect(third.status == 0, "\(third.error)")
    #expect(third.output.contains("Open "))
    let quiet = try await program.run(["nightly", "--quiet", "--config", "footfall.yaml"])
    #expect(quiet.status == 0 && quiet.output + quiet.error == "", "\(quiet)")
    try program.folder.write("no log at all\n", to: "access.log")
    let failed = try await program.run(["nightly", "--quiet", "--config", "footfall.yaml"])
    #expect(failed.status == 1 && failed.output.contains("NOT READ"), "\(failed)")
    #expect(FileManager.default.fileExists(atPath: "\(program.folder.path)/html/index.html"))
  }

  @Test("tail says of a rejected line in which file it stands, and at which byte")
  func tail() async throws {
    let program = try CommandProgram()
    let before = CommandProgram.lines(300)
    try program.folder.write(before + "no line of a log\n", to: "access.log")
    let outcome = try await program.run(
      ["tail", "--once", "--kind", "rejected", "--config", "footfall.yaml"])
    #expect(outcome.status == 0 && outcome.output.split(separator: "\n").count == 1)
    #expect(
      outcome.output.contains("(access.log at byte \(before.utf8.count))"), "\(outcome.output)")
  }

  @Test("tail tells times in the zone of the site")
  func tailZone() async throws {
    let program = try CommandProgram()
    try program.folder.write(
      "sites:\n  - name: larkspur\n    zone: Asia/Kathmandu\n", to: "footfall.yaml")
    try program.folder.write(CommandProgram.lines(1), to: "access.log")
    let outcome = try await program.run(
      ["tail", "--once", "--inputs", "access.log", "--config", "footfall.yaml"])
    #expect(outcome.output.hasPrefix("2026-11-12 15:45:00  larkspur"), "\(outcome.output)")
  }

  @Test("a pattern among the inputs that matches nothing is told, and the report is still written")
  func unmatched() async throws {
    let program = try CommandProgram()
    try program.folder.write(CommandProgram.lines(5), to: "access.log")
    let outcome = try await program.run([
      "nightly", "--config", "footfall.yaml", "--inputs", "[access.log, old/*.log]",
    ])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("\nold/*.log "), "\(outcome.output)")
    #expect(outcome.output.contains("5 read = 5 kept"), "\(outcome.output)")
    #expect(FileManager.default.fileExists(atPath: "\(program.folder.path)/html/index.html"))
  }
}
