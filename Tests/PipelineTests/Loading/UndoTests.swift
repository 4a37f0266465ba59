import Foundation
import Pipeline
import PostgreSQL
import Settings
import Support
import Testing
import Warehouse

extension LoadingDatabase {
  var undoing: Undo {
    get throws {
      let (library, info) = (try StatementLibrary(), info)
      return Undo(sites: try Self.configuration(Self.settings).sites) {
        try await Warehouse.open(info, role: .ingest, statements: library)
      }
    }
  }

  /// Takes files back; returns what was found and what went.
  @discardableResult
  func undo(_ paths: String...) async throws -> (plan: Undo.Plan, undone: Warehouse.Undone) {
    let plan = try await undoing.plan(paths: paths, now: Self.now)
    return (plan, try await undoing.run(plan, now: Self.now))
  }
}

@Suite("Taking back")
struct UndoTests {
  /// What is equal where the same lines count, whatever was loaded and taken back before.
  static let kept = ["event", "session", "visitor", "person", "contact", "rejected_record"]

  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func log(_ seed: UInt64, _ count: Int = 300, network: Int = 0) -> [UInt8] {
    var writer = LogWriter(seed: seed, network: network)
    return writer.lines(count).file()
  }

  private func clean(_ files: [[UInt8]]) async throws -> Contents {
    let scratch = scratch
    return try await LoadingDatabase.with { database in
      for (index, file) in files.enumerated() {
        try await database.ingest(try scratch.write(file, as: "clean-\(index).log"))
      }
      return try await Contents(of: database, .apartFromStreams)
    }
  }

  @Test(
    "a file goes whole, by any copy of it; what shares its visitors stays, sessions and all",
    arguments: ["same", "renamed", "packed", "cut", "folder"])
  func copies(manner: String) async throws {
    let (one, two) = (log(1), log(2))
    let clean = try await clean([two])
    try await LoadingDatabase.with { database in
      let path = try scratch.write(one, as: "\(manner)/access.log")
      try await database.ingest(path, try scratch.write(two, as: "other.log"), batches: .tiny)
      let copy =
        switch manner {
        case "renamed": try scratch.write(one, as: "backup.txt")
        case "packed": try scratch.write(storedGzip(one), as: "access.log.1.gz")
        case "cut": try scratch.write(one.prefix(one.count / 3), as: "cut.log")
        case "folder": scratch.path + "/\(manner)"
        default: path
        }
      let (plan, undone) = try await database.undo(copy)
      #expect(plan.refusals.isEmpty && plan.streams.count == 1)
      #expect(plan.preview?.events == undone.events && undone.events > 200)
      #expect(plan.preview?.rejects == undone.rejects)
      try await database.expectBalance()
      let contents = try await Contents(of: database, .apartFromStreams)
      #expect(contents.differences(from: clean, in: Self.kept) == [])
      let lines = Int64(one.count { $0 == 10 })
      #expect(
        contents.rows["source_status"]?.contains {
          $0.contains(#""undone": \#(lines)"#) && $0.contains(#""state": "undone""#)
        } == true)
    }
  }

  @Test("what was taken back is passed by, also when it has grown, until it is named")
  func passedBy() async throws {
    let file = log(3)
    let grown = file + log(4, 40)
    let clean = try await clean([grown])
    try await LoadingDatabase.with { database in
      let path = try scratch.write(file, as: "logs/access.log")
      try await database.ingest(path)
      try await database.undo(path)
      try scratch.write(grown, as: "logs/access.log")
      let passed = try await database.ingest(scratch.path + "/logs", loadsUndone: true)
      #expect(passed.read == 0 && passed.inputs[0].note.contains("taken back"))
      let nightly = try await database.ingest(path)
      #expect(nightly.read == 0 && nightly.inputs[0].note.contains("taken back"))
      let again = try await database.undo(path).plan
      #expect(again.refusals.map(\.reason) == ["it is taken back already"])
      #expect(try await Contents(of: database).count("event") == 0)
      try await database.ingest(path, batches: .tiny, loadsUndone: true)
      try await database.expectBalance()
      let contents = try await Contents(of: database, .apartFromStreams)
      #expect(contents.differences(from: clean, in: Self.kept + ["source_status"]) == [])
    }
  }

  @Test("a file that the database never saw is told, and nothing is written")
  func unknown() async throws {
    try await LoadingDatabase.with { database in
      try await database.ingest(try scratch.write(log(5), as: "a.log"))
      let before = try await Contents(of: database)
      let (plan, undone) = try await database.undo(
        try scratch.write(log(6, network: 3), as: "b.log"), scratch.path + "/none.log")
      #expect(plan.streams.isEmpty && plan.preview == nil)
      #expect(plan.refusals.map(\.path).sorted().map { $0.hasSuffix("b.log") } == [true, false])
      #expect(undone == Warehouse.Undone())
      #expect(try await Contents(of: database).differences(from: before) == [])
    }
  }

  @Test("of two files with one beginning, where it counts once, none goes alone that holds it")
  func forks() async throws {
    var writer = LogWriter(seed: 7)
    let shared = writer.lines(800, noise: false)
    let parent = (shared + writer.lines(50, noise: false)).file()
    let child = (shared + writer.lines(60, noise: false)).file()
    let (both, onlyParent, onlyChild) =
      (try await clean([parent, child]), try await clean([parent]), try await clean([child]))
    try await LoadingDatabase.with { database in
      let first = try scratch.write(parent, as: "a.log")
      let second = try scratch.write(child, as: "b.log")
      func expect(_ wanted: Contents) async throws {
        try await database.expectBalance()
        let contents = try await Contents(of: database, .apartFromStreams)
        #expect(contents.differences(from: wanted, in: Self.kept) == [])
      }
      try await database.ingest(first, second)
      try await database.ingest(second)
      try await expect(both)
      await #expect(
        throws: WarehouseError.sharedBeginning(stream: "a.log", with: "b.log")
      ) { try await database.undo(first) }
      try await expect(both)
      try await database.undo(second)
      try await expect(onlyParent)
      try await database.ingest(second, loadsUndone: true)
      try await expect(both)
      try await database.undo(first, second)
      #expect(try await Contents(of: database).count("session") == 0)
      // The child is read whole now, and holds what both share.
      try await database.ingest(second, loadsUndone: true)
      try await expect(onlyChild)
      try await database.ingest(first)
      try await expect(onlyChild)
      try await database.ingest(first, loadsUndone: true)
      try await expect(both)
    }
  }

  @Test("whoever is loading the stream is fenced, and stores nothing of it after")
  func fenced() async throws {
    // So many that it is not loaded before it is taken back.
    let file = log(8, 20_000)
    try await LoadingDatabase.with { database in
      let path = try scratch.write(file, as: "access.log")
      let (updates, tell) = AsyncStream.makeStream(of: Void.self)
      let loading = Task {
        try await database.ingest(path, batches: .tiny, progress: { _ in tell.yield() })
      }
      var seen = 0
      for await _ in updates {
        seen += 1
        if seen == 5 { break }
      }
      // Known by its beginning, for it is not loaded whole.
      let start = try scratch.write(file.prefix(3_000), as: "start.log")
      try await database.undo(start)
      await #expect(throws: WarehouseError.fenced(stream: "access.log")) {
        _ = try await loading.value
      }
      #expect(try await Contents(of: database).count("event") == 0)
      #expect(try await Contents(of: database).count("session") == 0)
      try await database.expectBalance()
    }
  }

  @Test("forms go with their contacts, and persons without any leave the views")
  func forms() async throws {
    func form(_ number: Int) -> String {
      #"{"time":"2025-04-01T08:15:00Z","form":"contact","page":"/","fields":"#
        + #"{"email":"p\#(number)@mail.test.example","message":"Row \#(number)."}}"#
    }
    let (one, two) = ((0..<20).map(form).file(), (15..<30).map(form).file(isClosed: false))
    try await LoadingDatabase.with { database in
      let first = try scratch.write(one, as: "a.ndjson")
      let second = try scratch.write(two, as: "b.ndjson")
      try await database.ingest(first, second)
      let (plan, undone) = try await database.undo(second)
      #expect(undone.contacts == 15 && plan.preview?.contacts == 15)
      #expect(try await Contents(of: database).count("person") == 20)
      try await database.expectBalance()
      try await database.ingest(second, loadsUndone: true)
      #expect(try await Contents(of: database).count("person") == 30)
      try await database.expectBalance()
    }
  }

  @Test("an open last line, and a file that is nothing else, are taken back too")
  func openLines() async throws {
    let file = log(9, 30)
    let first = file.firstIndex(of: 10) ?? 0
    for end in [first, first - 3, file.count - 1] {
      let part = Array(file[..<end])
      try await LoadingDatabase.with { database in
        let path = try scratch.write(part, as: "access.log")
        try await database.ingest(path)
        try await database.undo(path)
        #expect(try await Contents(of: database).count("event") == 0)
        #expect(try await Contents(of: database).count("rejected_record") == 0)
        try await database.expectBalance()
        try scratch.write(file, as: "access.log")
        #expect(try await database.ingest(path).read == 0)
        try await database.ingest(path, loadsUndone: true)
        let contents = try await Contents(of: database, .apartFromStreams)
        #expect(contents.differences(from: try await clean([file])) == [])
      }
    }
  }
}
