import Pipeline
import PostgreSQL
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  func verify(_ sample: Warehouse.Sample = .all) async throws -> [Warehouse.Check] {
    let warehouse = try await Warehouse.open(
      info, role: .ingest, statements: try StatementLibrary())
    let checks = try await warehouse.verify(sample)
    await warehouse.close()
    return checks
  }
}

@Suite("Verifying")
struct VerifyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func load(_ database: LoadingDatabase) async throws {
    var writer = LogWriter(seed: 61)
    let shared = writer.lines(700)
    let files = [
      (shared + writer.lines(90)).file(), (shared + writer.lines(80)).file(isClosed: false),
      writer.lines(100).file(end: "\r\n"),
    ]
    let forms = (0..<9).map { number in
      #"{"time":"2025-04-01T08:15:00Z","form":"f","page":"/","fields":"#
        + #"{"email":"p\#(number)@mail.test.example"}}"#
    }
    for (index, file) in files.enumerated() {
      try await database.ingest(
        try scratch.write(file.prefix(file.count / 2), as: "\(index).log"), batches: .tiny)
      try await database.ingest(try scratch.write(file, as: "\(index).log"))
    }
    try await database.ingest(try scratch.write(forms.file(), as: "forms.ndjson"))
    try await database.undo(scratch.path + "/2.log")
  }

  @Test("a database that was loaded, forked, grown and undone is clean, whole and by a sample")
  func clean() async throws {
    try await LoadingDatabase.with { database in
      try await load(database)
      for sample in [Warehouse.Sample.all, .some(3, seed: 1), .some(1_000, seed: 2)] {
        let checks = try await database.verify(sample)
        #expect(checks.count == 7)
        for check in checks { #expect(check.isClean, "\(check)") }
        #expect(checks[0].examined > 700 && checks[1].examined >= 4)
        // Whoever is among three by chance may have one session alone.
        #expect(checks[2].examined >= 3 && checks[3].examined >= 4)
      }
    }
  }

  @Test(
    "each damage is found by its check",
    arguments: [
      ("each line is one event", "INSERT INTO event TABLE event ORDER BY position LIMIT 1"),
      ("what was read is what is there", "DELETE FROM event WHERE position = 0"),
      ("what was read is what is there", "DELETE FROM rejected_record"),
      ("what was read is what is there", "DELETE FROM contact"),
      (
        "what was read is what is there",
        "UPDATE stream_tally SET lines = lines + 1 WHERE outcome = 'ignored'"
      ),
      ("what was read is what is there", "UPDATE stream SET state = 'undone' WHERE kind = 'form'"),
      ("sessions are what the events make them", "UPDATE session SET hits = hits + 1"),
      (
        "sessions are what the events make them",
        "DELETE FROM session WHERE visitor = (SELECT min(visitor) FROM session)"
      ),
      ("marks lead to each stream's position", "UPDATE stream SET position = position + 5"),
      ("marks lead to each stream's position", "UPDATE stream SET position = -1 + position"),
      ("marks lead to each stream's position", "UPDATE stream SET chain = chain + 1"),
      ("marks lead to each stream's position", "DELETE FROM stream_block WHERE position > 60000"),
      ("what rows point to is there", "DELETE FROM page"),
      ("what rows point to is there", "DELETE FROM agent"),
      ("what rows point to is there", "DELETE FROM person"),
      ("what rows point to is there", "DELETE FROM stream WHERE kind = 'form'"),
      ("every month of events has its indexes", "DROP INDEX event_2025_03_visitor"),
    ])
  func damage(name: String, script: String) async throws {
    try await LoadingDatabase.with { database in
      try await load(database)
      try await database.execute("SET search_path = footfall_store; \(script)")
      let found = try await database.verify().first { $0.name == name }
      #expect(found?.isClean == false, "\(script)")
      let reads = try await database.verify(.some(1_000, seed: 5)).first { $0.name == name }
      #expect(reads?.isClean == false)
    }
  }
}
