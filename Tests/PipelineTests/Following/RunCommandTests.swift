import Foundation
import Glibc
import PostgreSQL
import Support
import Synchronization
import Testing

@Suite("footfall run", .database(from: LoadingDatabase.template))
struct RunCommandTests {
  private let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try configure(inputs: "a.log*")
  }

  private func configure(inputs: String, more: String = "") throws {
    try folder.write(
      "\(LoadingDatabase.settings)\nmonitor: off\nstop_within: 10m\n\(more)inputs: [\(inputs)]\n",
      to: "footfall.yaml")
  }

  private func run(_ arguments: String...) throws -> RunningProgram {
    let home = "\(folder.path)/\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let database = try TestDatabase.required.info.description
    return try RunningProgram(
      ["--config", "\(folder.path)/footfall.yaml"] + arguments, in: home, database: database)
  }

  private var database: LoadingDatabase {
    get throws { LoadingDatabase(info: try TestDatabase.required.info) }
  }

  /// All lines are accounted for, each once.
  ///
  /// The program's clock is the real one, by which the salts of these lines are gone: what they
  /// became is compared where the clock is the test's.
  private func expectRead(lines: Int) async throws {
    try await database.expectBalance()
    let read = try await database.texts(
      "SELECT coalesce(sum(read), 0)::text FROM footfall.source_status")
    #expect(read == ["\(lines)"])
    let twice = try await database.texts(
      """
      SELECT count(*)::text FROM (
        SELECT FROM footfall_store.event GROUP BY generation, position HAVING count(*) > 1) AS t
      """)
    #expect(twice == ["0"])
  }

  @Test("told to end under load it ends in good order, with 0, and nothing is lost or double")
  func termination() async throws {
    let logs = folder.path
    let isOver = Mutex(false)
    let program = try run()
    #expect(await program.notify.hears("READY=1"))
    let writing = Task.detached {
      var written: [UInt8] = []
      let writer = try LogFolder.Writer("\(logs)/a.log")
      for seed in UInt64(1)... {
        let bytes = LogWriter.bytes(400, seed)
        try writer.write(bytes)
        written += bytes
        if isOver.withLock({ $0 }) || written.count > 30 << 20 { break }
      }
      return written
    }
    #expect(await program.notify.hears("WATCHDOG=1"))
    program.signal(SIGTERM)
    #expect(await program.end() == 0, "\(program.said)")
    isOver.withLock { $0 = true }
    let written = try await writing.value
    let locks = try await database.texts(
      """
      SELECT count(*)::text FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND d.datname = current_database()
      """)
    #expect(locks == ["0"])
    let rest = try run("--once")
    #expect(await rest.end() == 0, "\(rest.said)")
    try await expectRead(lines: written.count { $0 == 10 })
  }

  @Test("told to end before it has read its configuration, it ends with 0")
  func early() async throws {
    let path = "\(folder.path)/footfall.yaml"
    let settings = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    try #require(unsafe mkfifo(path, 0o600) == 0)
    let program = try run()
    // Until somebody reads from it.
    var descriptor: Int32 = -1
    while descriptor < 0 {
      descriptor = unsafe open(path, O_WRONLY | O_NONBLOCK)
      await lookAgain()
    }
    program.signal(SIGTERM)
    let bytes = Array(settings.utf8)
    try #require(unsafe write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    #expect(await program.end() == 0, "\(program.said)")
  }

  @Test("a wrong configuration keeps the old one going, and says where; a right one is followed")
  func reload() async throws {
    let program = try run()
    #expect(await program.notify.hears("READY=1"))
    try configure(inputs: "a.log*, b.log", more: "no_such_setting: 1\nnor_this: 2\n")
    program.signal(SIGHUP)
    #expect(await program.notify.hears("READY=1"))
    let lines = program.said.split(separator: "\n").filter { $0.contains("the old one goes on") }
    #expect(lines.count == 2, "\(program.said)")
    for (line, number) in zip(lines, 8...) { #expect(line.contains("footfall.yaml:\(number)")) }
    // Asked again within the minute in which equal records are summed up.
    program.signal(SIGHUP)
    #expect(await program.notify.hears("READY=1"))
    #expect(program.said.contains("reload=2"), "\(program.said)")
    try folder.write(LogWriter.bytes(24, 1), to: "b.log")
    try configure(inputs: "a.log*, b.log")
    program.signal(SIGHUP)
    #expect(await program.notify.hears("READY=1"))
    try await expectRead(lines: 24)
    program.signal(SIGTERM)
    #expect(await program.end() == 0, "\(program.said)")
  }

  @Test("an alarm that was told is not told again after a restart, and that it is over is")
  func alarms() async throws {
    let command = "echo $FOOTFALL_ALERT_SEVERITY >> \(folder.path)/told"
    try configure(inputs: "a.log", more: "on_alert: \(command)\n")
    func told() -> String {
      (try? String(contentsOfFile: "\(folder.path)/told", encoding: .utf8)) ?? ""
    }
    try folder.write("no log at all\n", to: "a.log")
    let first = try run()
    while told() != "raised\n" { await lookAgain() }
    first.signal(SIGTERM)
    #expect(await first.end() == 0, "\(first.said)")
    let second = try run()
    #expect(await second.notify.hears("READY=1"))
    try LogFolder.Writer("\(folder.path)/a.log").write(LogWriter.bytes(24, 1))
    while !told().hasSuffix("cleared\n") { await lookAgain() }
    #expect(told() == "raised\ncleared\n")
    second.signal(SIGTERM)
    #expect(await second.end() == 0, "\(second.said)")
  }

  @Test("a gap of which nobody could be told is told by the next daemon, and by no later one")
  func untoldGap() async throws {
    let (door, told) = ("\(folder.path)/door", "\(folder.path)/told")
    let command = "test -e \(door) && echo $FOOTFALL_ALERT_SUMMARY >> \(told)"
    try configure(inputs: "a.log", more: "on_alert: \(command)\n")
    func begun() async throws -> RunningProgram {
      let program = try run()
      #expect(await program.notify.hears("READY=1"))
      return program
    }
    func end(_ program: RunningProgram) async {
      program.signal(SIGTERM)
      #expect(await program.end() == 0, "\(program.said)")
    }
    try folder.write(LogWriter.bytes(24, 1) + Array("half a line".utf8), to: "a.log")
    await end(try await begun())
    try FileManager.default.removeItem(atPath: "\(folder.path)/a.log")
    let deaf = try await begun()
    while !deaf.said.contains("An alert could not be sent") { await lookAgain() }
    await end(deaf)
    try folder.write("", to: "door")
    let second = try await begun()
    while try await database.texts(
      "SELECT 1::text FROM footfall_store.source_gap WHERE told_at IS NULL"
    ) != [] { await lookAgain() }
    await end(second)
    await end(try await begun())
    #expect(
      try String(contentsOfFile: told, encoding: .utf8)
        == "a.log was gone before the end was read: at least 11 B are missing\n")
  }

  @Test("told to end twice it ends at once, with 1, whatever it waits for")
  func twice() async throws {
    let program = try run()
    #expect(await program.notify.hears("READY=1"))
    let connection = try await Connection.open(try TestDatabase.required.info)
    try await connection.execute(
      "BEGIN; LOCK TABLE footfall_store.stream_tally", name: "lock")
    try folder.write(LogWriter.bytes(24, 1), to: "a.log")
    while try await database.texts(
      """
      SELECT pid::text FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE NOT granted AND d.datname = current_database()
      """
    ).isEmpty { await lookAgain() }
    let ended = Task { await program.end() }
    // The first makes it listen for a second.
    while program.isRunning {
      program.signal(SIGTERM)
      await lookAgain()
    }
    #expect(await ended.value == 1, "\(program.said)")
    await connection.close()
  }

  @Test("settings that cannot be changed while it runs are named")
  func reloadOfFixed() async throws {
    let program = try run()
    #expect(await program.notify.hears("READY=1"))
    try configure(
      inputs: "a.log*", more: "on_alert: /bin/true\nalert_mail: ops@shop.example\n")
    program.signal(SIGHUP)
    #expect(await program.notify.hears("READY=1"))
    for name in ["on_alert", "alert_mail"] {
      #expect(program.said.contains("'\(name)' has changed"), "\(program.said)")
    }
    #expect(!program.said.contains("'monitor' has changed"))
    #expect(!program.said.contains("'database' has changed"))
    program.signal(SIGTERM)
    #expect(await program.end() == 0, "\(program.said)")
  }

  @Test(
    "a line of 200 MiB takes no more memory than others", .timeLimit(.minutes(20)),
    arguments: [true, false])
  func longLine(isFirst: Bool) async throws {
    let writer = try LogFolder.Writer("\(folder.path)/a.log")
    // What kind of lines these are the older file tells where the first one does not.
    if isFirst {
      try folder.write(LogWriter.bytes(8, 1), to: "a.log.1")
    } else {
      try writer.write(LogWriter.bytes(8, 1))
    }
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 4 << 20)
    for _ in 0..<50 { try writer.write(piece) }
    try writer.write([10] + LogWriter.bytes(16, 2))
    let lines = 25
    let program = try run()
    while try await database.texts(
      "SELECT (coalesce(sum(read), 0) < \(lines))::text FROM footfall.source_status") == ["true"]
    {}
    let memory = try #require(program.peakMemory)
    #expect(memory < 150 << 20)
    try await expectRead(lines: lines)
    program.signal(SIGTERM)
    #expect(await program.end() == 0, "\(program.said)")
  }

  @Test("an input that another daemon follows keeps the old configuration going too")
  func reloadOfHeld() async throws {
    let other = try run("--inputs", "\(folder.path)/held.log")
    #expect(await other.notify.hears("READY=1"))
    let program = try run()
    #expect(await program.notify.hears("READY=1"))
    try configure(inputs: "held.log")
    program.signal(SIGHUP)
    #expect(await program.notify.hears("READY=1"))
    #expect(program.said.contains("held.log is followed already"), "\(program.said)")
    program.signal(SIGTERM)
    #expect(await program.end() == 0)
    other.signal(SIGTERM)
    #expect(await other.end() == 0)
  }

  @Test("a wrong configuration ends with 2 before the database is touched")
  func wrong() async throws {
    let before = try await database.texts(
      "SELECT xact_commit::text FROM pg_stat_database WHERE datname = current_database()")
    try configure(inputs: "a.log*", more: "rotate_wait: soon\n")
    let program = try run()
    #expect(await program.end() == 2)
    #expect(program.said.contains("footfall.yaml:8"), "\(program.said)")
    let sources = try await database.texts("SELECT name FROM footfall_store.source")
    #expect(sources == [] && before.count == 1)
  }

  @Test("a second one ends with 75 and names the first, before it listens anywhere")
  func second() async throws {
    let port = Int.random(in: 20_000..<30_000)
    let first = try run("--monitor", "127.0.0.1:\(port)")
    #expect(await first.notify.hears("READY=1"))
    while first.isRunning, !first.said.contains("monitor") { await lookAgain() }
    let second = try run("--monitor", "127.0.0.1:\(port + 1)")
    #expect(await second.end() == 75)
    #expect(second.said.contains("process"), "\(second.said)")
    #expect(!second.said.contains("monitor"), "\(second.said)")
    first.signal(SIGTERM)
    #expect(await first.end() == 0)
  }

  @Test("where the database is away the monitor listens nevertheless, and says so")
  func monitorWithoutDatabase() async throws {
    let port = Int.random(in: 20_000..<30_000)
    let program = try run(
      "--monitor", "127.0.0.1:\(port)", "--database", "postgresql://nobody@127.0.0.1:1/none")
    for _ in 0..<2_000 where program.isRunning && !program.said.contains("monitor") {
      await lookAgain()
    }
    #expect(program.said.contains("is away"), "\(program.said)")
    #expect(program.isRunning && program.said.contains("The monitor listens"), "\(program.said)")
    program.signal(SIGTERM)
    let status = await program.end()
    // It may be waiting for the database just then, or asking for it.
    #expect([0, 75].contains(status), "\(program.said)")
  }

  @Test("--once ends when all is read, also what was rotated; half a line waits, no log is told")
  func once() async throws {
    let files = [LogWriter.bytes(300, 1), Array(LogWriter.bytes(40, 2).dropLast())]
    try folder.write(files[0], to: "a.log.2")
    let old = try folder.write(files[1], to: "a.log.1")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_750_000_000)], ofItemAtPath: old)
    try folder.write("", to: "a.log")
    // Is met first, and keeps nothing else from being read.
    try folder.write("no log at all\nnor this\n", to: "a.log.3")
    try folder.write("half a line", to: "a.log.4")
    let program = try run("--once")
    #expect(await program.end() == 1 && program.said.contains("a.log.3: "), "\(program.said)")
    try await expectRead(lines: 1 + files.joined().count { $0 == 10 })
  }

  @Test("--once ends with 1 and names the input where something cannot be read")
  func onceUnread() async throws {
    try folder.write(LogWriter.bytes(24, 1), to: "a.log")
    try folder.write(Array(storedGzip(LogWriter.bytes(40, 2)).dropLast(20)), to: "a.log.1.gz")
    let program = try run("--once", "--rotate-wait", "1s")
    #expect(await program.end() == 1, "\(program.said)")
    #expect(program.said.contains("a.log*: "), "\(program.said)")
    #expect(program.said.contains("breaks off"), "\(program.said)")
  }

  @Test("an input without files yet is no trouble")
  func onceNothing() async throws {
    let program = try run("--once")
    #expect(await program.end() == 0, "\(program.said)")
    let notes = try await database.texts("SELECT note || '/' || error FROM footfall_store.source")
    #expect(notes == ["no file has such a name yet/"])
  }
}
